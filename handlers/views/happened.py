"""One sentence for each kind of record; people in it are plain names, never mentions."""

from __future__ import annotations

from bot.domain.braking import EVERYWHERE
from bot.domain.record import What, Written
from bot.domain.words import responding
from bot.domain.words import timeline as words
from handlers.views import recorded
from handlers.views.joined import new, tied
from handlers.views.marks import Always, Field, Group, Line, Many, Mention, called
from runbooks.kit.text import Text

SHORT = 6


def sentence(record: Written) -> Line:
    """Return what happened, with the blanks filled from the record's body."""
    told = [Line(text, _fields(record, text)) for text in _texts(record)]
    return next((line for line in told if "" not in line.fields.values()), told[-1])


def field(record: Written, name: str) -> Field:
    """Return what fills one blank of a sentence about a record."""
    match name:
        case "name":
            actor = recorded.actor(record)
            return Always(actor) if actor else words.SECBOT
        case "execution":
            return recorded.execution(record)
        case "says" | "why":
            return recorded.said(record, name)
        case "account" if record.body.get(name) == EVERYWHERE:
            return responding.ALL_ACCOUNTS
        case "tie":
            return tied(record)
        case "news":
            return new(record)
        case "digest":
            short = recorded.text(record, name)[:SHORT]
            return Always(short) if short else ""
        case _:
            return _marked(record, name)


def _marked(record: Written, name: str) -> Field:
    """Return a value as what it stands for: a group, a person, a moment, a way or a role."""
    value = recorded.text(record, name)
    match name:
        case "who" | "whom":
            return _called(record.body.get(name))
        case "top":
            return Many(tuple(_listed(record.body.get(name))), ", ")
        case "group" if value:
            return Group(value)
        case "newcomer" | "as_well" if value:
            return Mention(value)
        case "via" | "power" if value:
            return Many(tuple(words.WAYS.get(one, one) for one in value.split(", ")))
        case "until" if value:
            return recorded.moment(record, name)
        case _:
            return recorded.said(record, name)


def _called(ids: object) -> Field:
    """Return those who must act now, whose ids stand in a record's body."""
    known = _listed(ids)
    return Many(called(known)) if known else words.NOBODY


def _listed(ids: object) -> list[str]:
    return [str(each) for each in ids] if isinstance(ids, list) else []


def _fields(record: Written, text: Text) -> dict[str, Field]:
    return {name: field(record, name) for name in text.blanks}


def _texts(record: Written) -> tuple[Text, ...]:
    """Return the sentences of its kind, the fullest first."""
    key, value, texts = words.VARIANTS.get(record.what, ("", None, ()))
    if texts and record.body.get(key) == value:
        return texts
    return words.SENTENCES[What(record.what)]
