"""Leaves names, addresses and people's words out of a message, where few may read them.

What fills a blank is left out unless it is known to give nothing away: ours by its shape (an id, an
account number, a Region, a severity, a count, a type of finding, an action of AWS), or marked as
such by its view. So a view that nobody thought of here hides too much, and never too little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from pydantic import JsonValue

from bot.domain.words import notice
from handlers.views.marks import Field, Line, Link, Many, Words, as_data
from handlers.views.parts import Actions, Button, Lines, Menu, Part, Raw
from handlers.views.rich import as_line
from runbooks.kit.text import Said

_PLAIN = re.compile(
    r"[IFAEB]-[0-9A-HJKMNP-TV-Z]{1,12}(?:\.[0-9]{1,4})?"
    r"|[0-9]{12}"
    r"|[0-9]{1,9}"
    r"|[A-D]"
    r"|[a-z]{2}(?:-[a-z]{1,12}){1,3}-[0-9]{1,2}"
    r"|(?:INFORMATIONAL|LOW|MEDIUM|HIGH|CRITICAL)(?: [0-9]{1,3}(?:\.[0-9])?)?"
    r"|[a-z][a-z0-9-]{1,40}:[A-Z][A-Za-z0-9]{2,80}"
    r"|[A-Z][A-Za-z0-9]{2,40}:[A-Z][A-Za-z0-9]{1,40}/[A-Z][A-Za-z0-9&!]{1,80}(?:\.[A-Z][A-Za-z0-9&!]{0,60}){0,2}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2})?(?: UTC)?"
    r"|[0-9]{2}:[0-9]{2}(?: UTC)?",
    re.ASCII,
)


def withheld(words: Words) -> Line:
    """Return a line of which what gives something away is left out."""
    line = as_line(words)
    return replace(line, fields={name: _field(one) for name, one in line.fields.items()})


def parts_withheld(parts: Sequence[Part]) -> tuple[tuple[Part, ...], bool]:
    """Return the parts of a message without what gives something away, and whether any had it."""
    left = tuple(_part(part) for part in parts)
    return left, any(_is_less(before, after) for before, after in zip(parts, left, strict=True))


def _part(part: Part) -> Part:
    match part:
        case Lines(lines):
            return replace(part, lines=tuple(withheld(line) for line in lines))
        case Raw():
            return Lines((notice.WITHHELD,))
        case Actions(controls):
            return Actions(tuple(_control(one) for one in controls))
        case _:
            return part


def _control(control: Button | Menu) -> Button | Menu:
    if isinstance(control, Menu):
        options = (replace(one, label=withheld(one.label)) for one in control.options)
        return replace(control, options=tuple(options))
    confirm = control.confirm
    if confirm:
        confirm = replace(confirm, title=withheld(confirm.title), text=withheld(confirm.text))
    return replace(control, label=withheld(control.label), confirm=confirm)


def _field(field: Field) -> Field:
    match field:
        case Line() | Said():
            return withheld(field)
        case Many(fields):
            return replace(field, fields=tuple(_field(one) for one in fields))
        case Link(_, label, is_bare):
            return field if is_bare else label
        case str():
            return field if is_plain(field) else notice.WITHHELD
        case _:
            return field


def is_plain(words: str) -> bool:
    """Say whether words give nothing away: one of our own words, a sign, or of a known shape."""
    if isinstance(words, Enum) or not any(char.isalnum() for char in words):
        return True
    return _PLAIN.fullmatch(words) is not None


def _is_less(before: Part, after: Part) -> bool:
    """Say whether a part has lost anything; what lines were before, they are told apart by."""
    if isinstance(before, Lines) and isinstance(after, Lines):
        pairs = zip(before.lines, after.lines, strict=True)
        return any(_bare(was) != _bare(now) for was, now in pairs)
    return isinstance(before, Raw)


def _bare(words: Words) -> JsonValue:
    return as_data(as_line(words))
