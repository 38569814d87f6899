"""Lists within a card: a heading with its rows, and how many more there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.answer import Subject
from bot.domain.words import notice
from handlers.views.marks import Field, Line, Many, Words, line
from runbooks.kit.text import Text

DOT = " · "
ACCOUNT = re.compile(r"arn:[a-z-]+:iam::([0-9]{12}):root")


def short_name(arn: str) -> str:
    """Return what people call a resource: the last part of its ARN, or the name as it is."""
    return Subject("", "", "", arn).name or arn


def target_name(arn: str) -> str:
    """Return what people call what a runbook works on; a whole account goes by its number."""
    found = ACCOUNT.fullmatch(arn)
    return found[1] if found else short_name(arn)


def row(fields: Sequence[Field], most: int, *, is_content: bool = True) -> Many:
    """Return the first so many fields one after the other, and how many more there are.

    What is no content of a card, such as who may approve it, may be left out of a whole card.
    """
    rest = len(fields) - most
    if rest <= 0:
        return Many(tuple(fields))
    return Many((*fields[:most], Line(notice.MORE, {"count": rest}, is_cut=is_content)))


def rows(
    head: Words, fields: Sequence[Field], most: int, more: Text, besides: int = 0
) -> tuple[Words, ...]:
    """Return a heading with a row for each field, on one line where there is one field.

    Beyond so many rows, `more` says how many are left out, with so many that are in no field;
    without fields there is nothing.
    """
    if not fields:
        return ()
    if len(fields) + besides == 1:
        return (line(notice.ONE, head=head, says=fields[0]),)
    rest = len(fields) + besides - most
    shown = tuple(line(notice.ROW, row=field) for field in fields[:most])
    left_out = (Line(more, {"count": rest}, is_cut=True),) if rest > 0 else ()
    return (head, *shown, *left_out)
