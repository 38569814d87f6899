"""What a view says: lines of our own words, whose blanks are filled with text or with marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pydantic import JsonValue

from bot.domain.people import is_group
from bot.domain.words import notice
from runbooks.kit.text import Said, Text


@dataclass(frozen=True, slots=True)
class Mention:
    """A person who must act now; it notifies."""

    user_id: str


@dataclass(frozen=True, slots=True)
class Group:
    """A user group that must act now; it notifies."""

    group_id: str


@dataclass(frozen=True, slots=True)
class When:
    """An aware moment, shown in the reader's own time zone."""

    at: datetime
    style: Literal["time", "moment", "ago"] = "moment"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of ours; an address that is not https shows as its label alone.

    `is_plain` says that the address gives nothing away.
    """

    url: str
    label: Text
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Always:
    """Words that are shown at every level of detail: the name of an account or of one of us."""

    words: str


@dataclass(frozen=True, slots=True)
class Many:
    """Several fields in a row, with our own separator between them."""

    fields: tuple[Field, ...]
    separator: str | Text = notice.BETWEEN


@dataclass(frozen=True, slots=True)
class Line:
    """Our words, and what fills their blanks: a stranger's words (str), or a mark of ours.

    A stranger's words longer than `longest` UTF-16 units are cut, or than what a message or a
    modal allows where it is None. `is_cut` says that the line stands for others left out.
    """

    text: Text
    fields: Mapping[str, Field] = field(default_factory=dict)
    longest: int | None = None
    is_cut: bool = False


Field = str | int | Text | Said | Line | Always | Mention | Group | When | Link | Many
Words = Text | Said | Line


def always(value: str | Said) -> Always | Line:
    """Return what is shown at every level of detail, in the language that it is asked for in."""
    if isinstance(value, str):
        return Always(value)
    return Line(value.text, {name: always(each) for name, each in value.fields.items()})


def account(name: str, number: str) -> Field:
    """Return what an account is called: by the policy file's name, which gives nothing away.

    One that the file does not know goes by its number, which a stranger may have made up.
    """
    return number if name == number else Always(name)


def line(words: Text | Said, **fields: Field) -> Line:
    """Return a line; raises ValueError unless exactly the blanks of a Text are named."""
    if isinstance(words, Said):
        return Line(words.text, {**words.fields, **fields})
    if words.blanks != set(fields):
        message = f"the blanks of {words.en!r} are not {sorted(fields)}"
        raise ValueError(message)
    return Line(words, fields)


def called(ids: Iterable[str]) -> tuple[Mention | Group, ...]:
    """Return the marks of people and groups that must act, by their ids; they notify."""
    return tuple(Group(one) if is_group(one) else Mention(one) for one in ids)


def as_data(field: Field) -> JsonValue:
    """Return a field as JSON data with nothing cleaned or cut: a hash may be over it."""
    match field:
        case Text():
            return {"text": field.en}
        case Said(text, fields) | Line(text, fields):
            return {"text": text.en, "fields": {name: as_data(one) for name, one in fields.items()}}
        case Many(fields):
            return [as_data(one) for one in fields]
        case Mention(name) | Group(name) | Link(name):
            return name
        case Always(words):
            return words
        case When(at):
            return at.isoformat()
        case str() | int():
            return field
