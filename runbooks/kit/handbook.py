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

TITLE = Text("# Runbooks", ja="# ランブック")
WRITTEN = Text(
    "This page is written by `make docs` from what each runbook declares of itself.",
    ja="このページは、各ランブックの宣言から `make docs` で生成されます。",
)
HOW = Text(
    "Ask for one on a card, or with `/sec run RUNBOOK TARGET`; put `plan` behind it to look only. "
    "Class B and C need one approval by another person, class D two; so does an undo that "
    "re-exposes or re-enables. The plan on the approval card has the last word on its class, "
    "what it breaks and what undo can do, for they may depend on the target.",
    ja="カードから、または `/sec run RUNBOOK TARGET` で申請します。末尾に `plan` を"
    "付けると計画の確認だけを行います。クラス B と C はほかの 1 人の承認、クラス "
    "D は 2 人の承認が必要です。元に戻す操作のうち再公開や再有効化を伴うものも同様です。"
    "クラス、影響、元に戻せる範囲は対象によって変わるため、承認カードの計画が"
    "最終的な内容です。",
)
TAGS = Text(
    "The tag `secbot:protected` on a target whose tags a runbook reads makes any of them class D; "
    "it exempts nothing. What is class D without it can be approved only where a drill has proved "
    "the runbook: a change of a target with the tag `secbot:drill`, in the same account and with "
    "the same code, that was put back, both read back to prove it. An undo needs no proof. A "
    "blast radius that is measured to be large, such as the last healthy target of a load "
    "balancer, more than half of them, or the last of an Auto Scaling group in service, makes a change "
    "one class stricter; it needs no drill for that alone.",
    ja="ランブックがタグを読む対象にタグ `secbot:protected` があると、どの"
    "ランブックもクラス D になります。免除されるものはありません。それがなくても"
    "クラス D になるものは、訓練でランブックが実証された場合にのみ承認できます："
    "同じアカウント、同じコードで、タグ `secbot:drill` の付いた対象を変更して元に"
    "戻し、両方を読み直して確認したことが必要です。元に戻す操作に実証は不要です。"
    "影響範囲が大きいと測定された変更（ロードバランサーの最後の正常なターゲット、"
    "その半数超、Auto Scaling グループで稼働中の最後のインスタンスなど）は 1 "
    "段階厳しいクラスになりますが、それだけなら訓練は不要です。",
)
RIGHTS = Text(
    "*Reads* are the read role's rights, *contains* the contain role's, *releases* the release "
    "role's. An execution has only those that its plan's steps need, on their resources.",
    ja="*Reads* は読み取りロール、*contains* は封じ込めロール、*releases* は解除"
    "ロールの権限です。各実行が持つのは、その計画のステップに必要な権限だけで、"
    "対象のリソースに限られます。",
)
HEAD = Text(
    "| Runbook | What it does | Tactic | Class | Undo | Target |",
    ja="| ランブック | 内容 | 戦術 | クラス | 元に戻す | 対象 |",
)
RULE = "|---|---|---|---|---|---|"
ROW = Text(
    "| [`{name}`](#{name}) | {title} | {tactic} | {classes} | {undo} | {target} |",
    ja="| [`{name}`](#{name}) | {title} | {tactic} | {classes} | {undo} | {target} |",
)
SECTION = Text("## {name}", ja="## {name}")
MORE = Text(
    "*{title}* · tactic {tactic} · class {classes} · undo {undo} · CSF {csf}",
    ja="*{title}* · 戦術 {tactic} · クラス {classes} · 元に戻す {undo} · CSF {csf}",
)
SOURCE = Text(
    "Source: `{path}`, from what it looks at to how it is undone.",
    ja="ソース：`{path}`（何を調べるかから、どう元に戻すかまで）",
)
INPUT = Text(
    "`{name}`: the target, from a finding's {types}", ja="`{name}`：対象。検出結果の {types} から"
)
OR = Text(" or ", ja=" または ")
NOTHING = Text("nothing", ja="なし")
MORE_INPUT = Text(
    "`{name}`: {choices}; `{default}` unless asked for",
    ja="`{name}`：{choices}。指定がなければ `{default}`",
)
UNDO_INPUT = Text(
    "`{name}`: {choices}; `{default}` unless asked for at the undo",
    ja="`{name}`：{choices}。元に戻すときに指定がなければ `{default}`",
)
PART = Text("**{part}**", ja="**{part}**")
INPUTS = Text("Input", ja="入力")
TRIGGERS = Text("Offered for", ja="対象となる検出結果")
READS = Text("Reads", ja="読み取り")
CONTAINS = Text("Contains", ja="封じ込め")
RELEASES = Text("Releases", ja="解除")
IN = Text(
    "{part}, in the account of `organization.{special}`",
    ja="{part}（`organization.{special}` のアカウント）",
)
REACHES: Mapping[Reach | None, Text] = {
    Reach.FULL: Text("full", ja="完全"),
    Reach.PARTIAL: Text("partial", ja="一部"),
    Reach.NONE: Text("none", ja="なし"),
    None: Text("not declared", ja="宣言なし"),
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
