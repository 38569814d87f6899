"""What is kept from people, by name: what is snoozed, and what was called a false positive."""

from __future__ import annotations

from bot.domain.ids import Prefix, spell
from bot.domain.snoozing import Snooze
from bot.domain.status import Cleared, Picture, Unknown
from bot.domain.words import silencing
from bot.domain.words import status as words
from handlers.views.marks import Field, Line, When, Words, line
from handlers.views.rows import rows
from handlers.views.status_proof import account_name, short


def silence(picture: Picture, most: int) -> tuple[Words, ...]:
    """Return what is snoozed and cleared; where there is nothing, nothing is said of it."""
    return (*_snoozes(picture, most), *_cleared(picture, most))


def _snoozes(picture: Picture, most: int) -> tuple[Words, ...]:
    head, found = silencing.STATUS_HEAD, picture.snoozes
    if isinstance(found, Unknown):
        return (line(words.UNKNOWN, head=head, why=found.says),)
    return rows(head, [_snooze(picture, each) for each in found], most, words.MORE)


def _snooze(picture: Picture, snooze: Snooze) -> Line:
    text = silencing.STATUS_BY_TWO if snooze.agreed_name else silencing.STATUS_ALONE
    told: dict[str, Field] = {
        "scope": snooze.scope.value,
        "key": short(snooze.key),
        "account": account_name(picture, snooze.account),
        "when": When(snooze.until),
        "name": snooze.by_name,
        "why": short(snooze.why),
        "count": snooze.hidden,
        "incident": spell(Prefix.INCIDENT, snooze.incident),
    }
    return line(text, **told, **({"agreed": snooze.agreed_name} if snooze.agreed_name else {}))


def _cleared(picture: Picture, most: int) -> tuple[Words, ...]:
    head, found = silencing.CLEARED_HEAD, picture.cleared
    if isinstance(found, Unknown):
        return (line(words.UNKNOWN, head=head, why=found.says),)
    return rows(head, [_one_cleared(picture, each) for each in found], most, words.MORE)


def _one_cleared(picture: Picture, cleared: Cleared) -> Line:
    incident, asked_by = cleared.incident, cleared.asked_by
    text = silencing.CLEARED_BY_TWO if asked_by else silencing.CLEARED_ALONE
    told: dict[str, Field] = {
        "incident": incident.id,
        "severity": incident.severity,
        "title": short(incident.title),
        "account": account_name(picture, incident.account),
        "name": cleared.name,
        "why": short(cleared.why),
        "when": When(cleared.at, "ago"),
    }
    return line(text, **told, **({"asked_by": asked_by} if asked_by else {}))
