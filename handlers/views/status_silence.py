"""What is kept from people, by name: what is snoozed, and what was called a false positive."""

from __future__ import annotations

from bot.domain.ids import Prefix, spell
from bot.domain.snoozing import Snooze
from bot.domain.status import Cleared, Picture, Unknown
from bot.domain.syncing import Settled, Telling
from bot.domain.words import silencing, syncing
from bot.domain.words import status as words
from handlers.views.marks import Field, Line, When, Words, line
from handlers.views.rows import rows
from handlers.views.status_proof import account_name, short


def silence(picture: Picture, most: int) -> tuple[Words, ...]:
    """Return what is kept from people here or upstream; of nothing, nothing is said."""
    return (*_snoozes(picture, most), *_cleared(picture, most), *_upstream(picture, most))


def _upstream(picture: Picture, most: int) -> tuple[Words, ...]:
    """Return what others have settled upstream, and what could not be told there."""
    head, told, untold = syncing.STATUS_HEAD, picture.settled, picture.untold
    if isinstance(told, Unknown):
        return (line(words.UNKNOWN, head=head, why=told.says),)
    if isinstance(untold, Unknown):
        return (line(words.UNKNOWN, head=head, why=untold.says),)
    found = [*map(_one_settled, told), *map(_one_untold, untold)]
    return rows(head, found, most, words.MORE)


def _one_settled(settled: Settled) -> Line:
    incident = spell(Prefix.INCIDENT, settled.incident)
    when = When(settled.at, "ago")
    return line(syncing.STATUS_SETTLED, incident=incident, how=settled.how, when=when)


def _one_untold(telling: Telling) -> Line:
    return line(
        syncing.STATUS_FAILED,
        incident=telling.incident_id,
        destination=telling.destination,
        tell=telling.tell,
        why=short(telling.why),
    )


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
