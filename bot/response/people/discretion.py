"""Keeps what is about a restricted incident from whomever it is not for: asked at every door."""

from __future__ import annotations

from bot.domain.ids import Prefix, spell
from bot.domain.people import Person
from bot.domain.restriction import Restriction, may_see
from bot.domain.words import restricting as words
from bot.ports.unit import Unit
from bot.response.people.replies import Reply


def barred(unit: Unit, person: Person, incident: int | None) -> Reply | None:
    """Return what somebody is told who may not see an incident, or None where they may."""
    restriction = unit.restrictions.of(incident)
    if restriction is None or may_see(person, restriction):
        return None
    return _barred(spell(Prefix.INCIDENT, restriction.incident), restriction)


def barred_execution(unit: Unit, person: Person, number: int) -> Reply | None:
    """Do the same for an execution, which is as its incident is."""
    execution = unit.executions.get(number)
    restriction = unit.restrictions.of(execution.ask.incident) if execution else None
    if execution is None or restriction is None or may_see(person, restriction):
        return None
    return _barred(execution.id, restriction)


def barred_batch(unit: Unit, person: Person, number: int) -> Reply | None:
    """Do the same for a batch, which is as its incident is."""
    batch = unit.batches.get(number)
    restriction = unit.restrictions.of(batch.incident) if batch else None
    if batch is None or restriction is None or may_see(person, restriction):
        return None
    return _barred(batch.id, restriction)


def barred_thing(unit: Unit, person: Person, prefix: Prefix, number: int) -> Reply | None:
    """Do the same for what an id names: an execution, or an incident."""
    if prefix is Prefix.EXECUTION:
        return barred_execution(unit, person, number)
    return barred(unit, person, number)


def hidden_from(unit: Unit, person: Person) -> frozenset[int]:
    """Return the incidents that somebody may not see."""
    every = unit.restrictions.all()
    return frozenset(number for number, each in every.items() if not may_see(person, each))


def openly(unit: Unit, incident: int | None, channel: str) -> str:
    """Return the channel in which all read what is about no incident alone, such as a newcomer."""
    restriction = unit.restrictions.of(incident)
    return restriction.channel if restriction else channel


def _barred(called: str, restriction: Restriction) -> Reply:
    return Reply(words.BARRED.fill(id=called, name=restriction.by_name), done=False)
