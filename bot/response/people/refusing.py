"""Writes refused clicks down: each, until there are so many in an hour that a count must do."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import Prefix
from bot.domain.people import Person
from bot.domain.record import Record, What, spoken
from bot.domain.words import responding as words
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.people.replies import Reply
from runbooks.kit.text import Said

RECORDED_AN_HOUR = 60
"""Clicks of one person; the trail is for ever, and a script that clicks must not fill it."""


class RefusalDesk:
    """Writes down whoever is refused before any other desk hears of it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on this store."""
        self.store = store
        self.clock = clock

    async def too_fast(
        self, slack_id: str, team: str, seconds: int, about: tuple[Prefix, int] | None = None
    ) -> Said:
        """Write down who has had Slack asked too often, at what, and return what to tell them."""
        why = words.TOO_FAST.fill(seconds=seconds)
        somebody = Person(slack_id, team, email="", name="")
        prefix, number = about or (None, None)
        incident = number if prefix is Prefix.INCIDENT else None
        execution = number if prefix is Prefix.EXECUTION else None
        await self.store.write(
            lambda unit: write_down(
                unit, somebody, why, self.clock.now(), incident=incident, execution=execution
            )
        )
        return why


def write_down(
    unit: Unit,
    person: Person,
    why: Said,
    now: datetime,
    *,
    incident: int | None = None,
    execution: int | None = None,
) -> None:
    """Record that somebody was refused, or count it where this hour has had enough of them."""
    since = now.replace(minute=0, second=0, microsecond=0)
    many = unit.refusals.count(unit.people.know(person), since)
    if many > RECORDED_AN_HOUR:
        return
    body = spoken("why", why)
    refused = Record(What.CLICK_REFUSED, now, person.identity, incident, execution, body)
    unit.records.write([refused])


def refuse(
    unit: Unit,
    person: Person,
    why: Said,
    now: datetime,
    *,
    incident: int | None = None,
    execution: int | None = None,
) -> Reply:
    """Write down that somebody's word was refused, and return what to tell them."""
    write_down(unit, person, why, now, incident=incident, execution=execution)
    return Reply(why, done=False, execution=execution)


def close_hours(unit: Unit, now: datetime) -> int:
    """Record how many were only counted in the hours that are over, and return how many people's.

    Every minute; an hour ends by the clock.
    """
    this_hour = now.replace(minute=0, second=0, microsecond=0)
    records = [
        Record(
            What.CLICKS_COUNTED,
            now,
            identity,
            body={"count": many - RECORDED_AN_HOUR, "since": since.isoformat()},
        )
        for identity, since, many in unit.refusals.close(this_hour)
        if many > RECORDED_AN_HOUR
    ]
    unit.records.write(records)
    return len(records)
