"""Writes the handbook of runbooks in Markdown, from what each declares of itself."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from runbooks.kit.catalog import AnyRunbook, load, target_field, undo_fields
from runbooks.kit.text import Text
from runbooks.kit.values import About, Reach

TITLE = Text("# Runbooks")
WRITTEN = Text("This page is written by `make docs` from what each runbook declares of itself.")
HOW = Text(
    "Ask for one on a card, or with `/sec run RUNBOOK TARGET`; put `plan` behind it to look only. "
    "Class B and C need one approval by another person, class D two; so does an undo that "
    "re-exposes or re-enables. The plan on the approval card has the last word on its class, "
    "what it breaks and what undo can do, for they may depend on the target."
)
TAGS = Text(
    "The tag `secbot:protected` on a target whose tags a runbook reads makes any of them class D; "
    "it exempts nothing. What is class D without it can be approved only where a drill has proved "
    "the runbook: a change of a target with the tag `secbot:drill`, in the same account and with "
    "the same code, that was put back, both read back to prove it. An undo needs no proof. A "
    "blast radius that is measured to be large, such as the last healthy target of a load "
    "balancer, more than half of them, or the last of an Auto Scaling group in service, makes a change "
    "one class stricter; it needs no drill for that alone."
)
RIGHTS = Text(
    "*Reads* are the read role's rights, *contains* the contain role's, *releases* the release "
    "role's. An execution has only those that its plan's steps need, on their resources."
)
HEAD = Text("| Runbook | What it does | Tactic | Class | Undo | Target |")
RULE = "|---|---|---|---|---|---|"
ROW = Text("| [`{name}`](#{name}) | {title} | {tactic} | {classes} | {undo} | {target} |")
SECTION = Text("## {name}")
MORE = Text("*{title}* · tactic {tactic} · class {classes} · undo {undo} · CSF {csf}")
SOURCE = Text("Source: `{path}`, from what it looks at to how it is undone.")
INPUT = Text("`{name}`: the target, from a finding's {types}")
OR = Text(" or ")
NOTHING = Text("nothing")
MORE_INPUT = Text("`{name}`: {choices}; `{default}` unless asked for")
UNDO_INPUT = Text("`{name}`: {choices}; `{default}` unless asked for at the undo")
PART = Text("**{part}**")
INPUTS = Text("Input")
TRIGGERS = Text("Offered for")
READS = Text("Reads")
CONTAINS = Text("Contains")
RELEASES = Text("Releases")
IN = Text("{part}, in the account of `organization.{special}`")
REACHES: Mapping[Reach | None, Text] = {
    Reach.FULL: Text("full"),
    Reach.PARTIAL: Text("partial"),
    Reach.NONE: Text("none"),
    None: Text("not declared"),
}


def handbook(catalogue: Mapping[str, type[AnyRunbook]]) -> str:
    """Return the page: a table of all runbooks, and what each reads, changes and is offered for."""
    table = [HEAD.en, RULE, *(_row(name, runbook) for name, runbook in catalogue.items())]
    parts = [TITLE.en, WRITTEN.en, HOW.en, TAGS.en, RIGHTS.en, "\n".join(table)]
    for name, runbook in catalogue.items():
        parts.extend(_section(name, runbook))
    return "\n\n".join(parts) + "\n"


def _row(name: str, runbook: type[AnyRunbook]) -> str:
    _, types = target_field(runbook.inputs)
    return ROW.fill(name=name, target=OR.en.join(types), **_facts(runbook)).plain()


def _section(name: str, runbook: type[AnyRunbook]) -> Iterator[str]:
    about = runbook.about
    field, types = target_field(runbook.inputs)
    yield SECTION.fill(name=name).plain()
    yield MORE.fill(csf=", ".join(about.csf), **_facts(runbook)).plain()
    yield inspect.getdoc(runbook) or ""
    yield SOURCE.fill(path=f"{runbook.__module__.replace('.', '/')}.py").plain()
    own = INPUT.fill(name=field, types=OR.en.join(_code(types))).plain()
    yield from _listed(INPUTS, [own, *_more(runbook, field)])
    yield inspect.getdoc(runbook.inputs) or ""
    yield from _listed(TRIGGERS, _code(about.triggers))
    yield from _listed(READS, _code(about.reads))
    if about.reads_there:
        yield from _listed(_in(READS, about), _code(about.reads_there))
    yield from _listed(_in(CONTAINS, about), _code(about.contains))
    yield from _listed(_in(RELEASES, about), _code(about.releases) or [NOTHING.en])


def _more(runbook: type[AnyRunbook], target: str) -> Iterator[str]:
    """Yield what can be asked for besides the target, with its choices."""
    for name, info in runbook.inputs.model_fields.items():
        if name != target and not info.is_required():
            choices = " or ".join(f"`{each}`" for each in _choices(info.annotation))
            default = _typed(info.default) or NOTHING.en
            says = UNDO_INPUT if name in undo_fields(runbook.inputs) else MORE_INPUT
            yield says.fill(name=name, choices=choices, default=default).plain()


def _choices(annotation: Any) -> tuple[str, ...]:
    """Return what an input may be, as people type it; its type's name where that is open."""
    if annotation is bool:
        return (_typed(value=True), _typed(value=False))
    return tuple(map(_typed, get_args(annotation))) or (str(annotation.__name__),)


def _typed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _facts(runbook: type[AnyRunbook]) -> dict[str, str]:
    about = runbook.about
    return {
        "title": about.title.en,
        "tactic": about.tactic.value,
        "classes": " or ".join(about.classes),
        "undo": REACHES[about.undo].en,
    }


def _in(part: Text, about: About) -> Text:
    """Return a heading that names the account, where it is not the target's own."""
    if about.acts_in is None:
        return part
    return Text(IN.fill(part=part.en, special=about.acts_in).plain())


def _listed(head: Text, lines: Iterable[str]) -> Iterator[str]:
    yield PART.fill(part=head.en).plain()
    yield "\n".join(f"- {line}" for line in lines)


def _code(names: Iterable[str]) -> list[str]:
    return [f"`{name}`" for name in names]


if __name__ == "__main__":
    sys.stdout.write(handbook(load(importlib.import_module(sys.argv[1]))))
