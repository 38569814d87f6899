"""Says of each message whether those who read at its destination may see it, or get a stub."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.cards import GoneCard, MergedCard, StubCard
from bot.domain.ids import Prefix, read, spell
from bot.domain.posting import Due, Sheet
from bot.domain.record import What
from bot.domain.restriction import people_of, place_of
from bot.ports.unit import Unit

TOLD_TO_ALL = frozenset({What.RESTRICTED, What.WIDENED, What.UNRESTRICTED})
"""Records whose line says nothing that is withheld."""


def is_withheld(unit: Unit, due: Due) -> bool:
    """Say whether a message is about an incident that is not for those who read there.

    A conversation of named people is one incident's place as long as it is for exactly those.
    """
    incident = _incident(unit, due)
    if incident is None or _is_for_all(unit, due):
        return False
    restriction = unit.restrictions.of(incident)
    if restriction is None:
        return bool(people_of(due.destination)) and not _is_reminder(unit, due)
    return due.destination != restriction.place


def stub_card(unit: Unit, due: Due) -> StubCard | None:
    """Return what is shown instead, or None where nothing stands there yet and nothing need.

    The stub of a card itself is posted all the same, so that the channel knows that there is one.
    """
    number = _incident(unit, due)
    incident = unit.incidents.get(number) if number else None
    restriction = unit.restrictions.of(number)
    if incident is None or (not due.ts and (due.sheet is not Sheet.ALERT or restriction is None)):
        return None
    if people_of(due.destination):
        return StubCard(incident.id) if due.ts else None
    if restriction is None:
        return None
    return StubCard(
        incident.id,
        severity=incident.severity,
        by_name=restriction.by_name,
        at=restriction.at,
        count=len(restriction.named),
        is_open=incident.is_open,
        is_reply=due.sheet is not Sheet.ALERT,
    )


def merged_card(unit: Unit, subject: str) -> MergedCard | None:
    """Return where the findings of an incident, by its id, have gone; None where it has them."""
    found = read(subject)
    incident = unit.incidents.get(found[1]) if found else None
    if incident is None or incident.merged_into is None:
        return None
    return MergedCard(incident.id, spell(Prefix.INCIDENT, incident.merged_into))


def gone_card(unit: Unit, subject: str, names: Mapping[str, str]) -> GoneCard | None:
    """Return what tells that the findings of an incident, by its id, were deleted; None if not.

    `names` are the accounts' by number.
    """
    found = read(subject)
    emptied = unit.purges.emptied(found[1]) if found else None
    incident = unit.incidents.get(found[1]) if found and emptied else None
    if incident is None or emptied is None:
        return None
    return GoneCard(incident, names.get(incident.account, incident.account), emptied)


def _incident(unit: Unit, due: Due) -> int | None:
    """Return the incident that a message is about, or None."""
    match due.sheet:
        case Sheet.ALERT | Sheet.TIMELINE:
            found = read(due.subject)
            return found[1] if found else None
        case Sheet.APPROVAL | Sheet.PROGRESS | Sheet.DRILL:
            named = read(due.subject.partition(".")[0])
            execution = unit.executions.get(named[1]) if named else None
            return execution.ask.incident if execution else None
        case Sheet.BATCH:
            named = read(due.subject.partition(".")[0])
            batch = unit.batches.get(named[1]) if named else None
            return batch.incident if batch else None
        case Sheet.WORD | Sheet.HOLD:
            return next(
                (each.incident for each in unit.records.since(int(due.subject) - 1, 1)), None
            )
        case _:
            return None


def _is_for_all(unit: Unit, due: Due) -> bool:
    if due.sheet is not Sheet.WORD or people_of(due.destination):
        return False
    return any(each.what in TOLD_TO_ALL for each in unit.records.since(int(due.subject) - 1, 1))


def _is_reminder(unit: Unit, due: Due) -> bool:
    """Say whether a message is what only those who read there are told of an incident of theirs."""
    if due.sheet is not Sheet.WORD:
        return False
    return any(
        each.what is What.REMINDED and due.destination == place_of(each.body.get("whom", ()))
        for each in unit.records.since(int(due.subject) - 1, 1)
    )
