"""Turns away at every desk whoever it is not for, and writes down that they were there."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from bot.domain.ids import Prefix
from bot.domain.matter import Refused
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.rights import Deed, may
from bot.ports.unit import Unit
from bot.response.people import discretion, refusing
from bot.response.people.replies import Reply

About: TypeAlias = tuple[Prefix, int] | None
"""What a click is about: an incident, an execution or a batch; None where it names none."""


def about_incident(number: int | None) -> About:
    """Return what a click is about that may belong to an incident."""
    return None if number is None else (Prefix.INCIDENT, number)


def turned_away(
    unit: Unit, person: Person, about: About, policy: Policy, now: datetime
) -> Reply | None:
    """Return what somebody is told who is none of ours or may not know of this, or None.

    What is about a restricted incident is for the people that it names (T10). A click that is
    turned away changes nothing, and stands in the audit of what it was about.
    """
    stranger = may(person, Deed.LOOK, "", policy)
    if isinstance(stranger, Refused):
        reply = Reply(stranger.why, done=False)
    else:
        hidden = _hidden(unit, person, about)
        if hidden is None:
            return None
        reply = hidden
    for incident, execution in _where(unit, about):
        refusing.write_down(unit, person, reply.says, now, incident=incident, execution=execution)
    return reply


def _hidden(unit: Unit, person: Person, about: About) -> Reply | None:
    match about:
        case None:
            return None
        case (Prefix.BATCH, number):
            return discretion.barred_batch(unit, person, number)
        case (prefix, number):
            return discretion.barred_thing(unit, person, prefix, number)


def _where(unit: Unit, about: About) -> list[tuple[int | None, int | None]]:
    """Return the incident and the execution in whose records the click is told, where they are.

    What is about a batch is told of each of its members.
    """
    match about:
        case (Prefix.EXECUTION, number):
            execution = unit.executions.get(number)
            return [(execution.ask.incident, number) if execution else (None, None)]
        case (Prefix.BATCH, number):
            batch = unit.batches.get(number)
            members = unit.batches.members(number) if batch else ()
            return [(batch.incident if batch else None, one) for one in members or (None,)]
        case (Prefix.INCIDENT, number):
            return [(number if unit.incidents.get(number) else None, None)]
        case _:
            return [(None, None)]
