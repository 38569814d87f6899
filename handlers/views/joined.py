"""By what findings are one incident, and what is new of it, from the records of that."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.cards import AlertCard, Member
from bot.domain.material import Trait
from bot.domain.observable import Kind
from bot.domain.record import What, Written
from bot.domain.words import joining as words
from bot.domain.words import notice
from handlers.views import recorded
from handlers.views.cleaning import defang, defanged
from handlers.views.marks import Field, Line, Many, Words, line

AND = "; "
MOST_OTHERS = 5


def tied(record: Written) -> Field:
    """Return why a finding has joined; an address, an attacker's perhaps, is broken up."""
    kind, value = recorded.text(record, "kind"), recorded.text(record, "value")
    if kind not in set(Kind):
        return words.UNKNOWN
    shown: dict[str, Field] = {"value": value, "address": defang(value)}
    text = words.BY[Kind(kind)]
    return Line(text, {name: shown[name] for name in text.blanks})


def new(record: Written) -> Field:
    """Return what was new, one thing after the other; empty where the record does not tell."""
    told = recorded.values(record, "news")
    found = [
        line(words.NEWS[trait], value=", ".join(str(one) for one in told[trait]))
        for trait in Trait
        if isinstance(told.get(trait), list)
    ]
    return Many(tuple(found), AND) if found else ""


def others(card: AlertCard) -> Iterator[Words]:
    """Yield the findings of an incident beside the one that its card speaks of, the newest of them."""
    told = [_other(each) for each in card.members if each.finding.key != card.case.lead.key]
    for one in reversed(told[-MOST_OTHERS:]):
        yield line(notice.ROW, row=one)
    if len(told) > MOST_OTHERS:
        incident = card.case.incident.id
        yield Line(words.CARD_MORE, {"count": len(told) - MOST_OTHERS, "incident": incident})


def _other(member: Member) -> Line:
    finding = member.finding
    fields: dict[str, Field] = {
        "finding": member.id,
        "severity": finding.severity,
        "title": defanged(finding.title, finding),
    }
    by = member.by
    if by is None or by.what is not What.FINDING_JOINED:
        return Line(words.CARD_OTHER, fields)
    return Line(words.CARD_JOINED, {**fields, "tie": tied(by)})
