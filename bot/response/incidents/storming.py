"""Goes on with a storm: chooses cards, names groups in the thread, keeps its card, and ends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.finding import Severity
from bot.domain.ids import Prefix, spell
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.run import Run, Work
from bot.domain.storm import AFTERWARDS, MINUTE, NAMED, Kind, Storm, Weather
from bot.domain.words import responding
from bot.domain.words import storm as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.keeping.showing import bring
from bot.response.people.replies import Reply
from bot.response.people.turning_away import turned_away

PAUSE = timedelta(seconds=1)
"""Between two looks at a storm."""
DAY_PAUSE = timedelta(seconds=30)
"""Between two looks at a day of what routes send to a thread."""


class Storming:
    """The run of a storm, which lasts as long as it does."""

    def __init__(self, store: Store, bell: Bell, clock: Clock) -> None:
        """Work on this store."""
        self._store = store
        self._bell = bell
        self._clock = clock

    async def __call__(self, run: Run) -> timedelta | None:
        """Look at the storm that the run is about; return after how long to look again."""
        now = self._clock.now()
        storm = await self._store.write(lambda unit: go_on(unit, run.subject, now))
        self._bell.ring(Ring.OUTBOX)
        if storm is None:
            return None
        return DAY_PAUSE if storm.is_a_day else PAUSE


class StormDesk:
    """Brings the card of what came in a storm to whoever asks for it."""

    def __init__(self, store: Store, bell: Bell, clock: Clock, *, policy: Policy) -> None:
        """Work on this store, under this policy."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy

    async def open(self, person: Person, number: int) -> Reply:
        """Have an incident's card posted where it has none, since a storm's card stood for it."""
        reply = await self.store.write(lambda unit: self._open(unit, person, number))
        if reply.done:
            self.bell.ring(Ring.OUTBOX)
            self.bell.ring(Ring.RUNS)
        return reply

    def _open(self, unit: Unit, person: Person, number: int) -> Reply:
        away = turned_away(unit, person, (Prefix.INCIDENT, number), self.policy, self.clock.now())
        if away:
            return away
        incident, spelled = unit.incidents.get(number), spell(Prefix.INCIDENT, number)
        if incident is None:
            return Reply(responding.NO_INCIDENT.fill(id=spelled), done=False)
        if number in unit.storms.gathered([number]) and bring(unit, incident, self.clock.now()):
            return Reply(words.OPENED.fill(incident=spelled), done=True)
        return Reply(words.NOT_GATHERED.fill(incident=spelled), done=False)


def go_on(unit: Unit, number: int, now: datetime) -> Storm | None:
    """Do what a storm needs at this moment and return it; None once it is over.

    A day that is over brings no cards, and is shown seldom while it is on.
    """
    storm = unit.storms.get(number)
    weather = unit.storms.weather(storm.channel, storm.kind) if storm else None
    storm = unit.storms.get(number)  # as it is now that its channel is ours alone
    if storm is None or weather is None or storm.ended_at is not None:
        return None
    if storm.is_over(now):
        if weather.storm == number:  # of a day, the next one may have begun
            unit.storms.keep(replace(weather, storm=None))
        if not storm.is_a_day:
            _bring(unit, unit.storms.waiting(number, NAMED, None, AFTERWARDS), now)
        _show(unit, replace(storm, ended_at=now, whom=()), now, is_needed=True)
        return None
    is_needed = storm.must_be_shown(now)
    if is_needed or not storm.is_a_day:
        _show(unit, storm, now, is_needed=is_needed)
    if storm.kind is Kind.FOUND:
        _choose(unit, storm, weather, now)
    return storm


def _choose(unit: Unit, storm: Storm, weather: Weather, now: datetime) -> None:
    """Bring the cards of the best of what is CRITICAL, as long as any may have one."""
    number, free = storm.number, weather.free_cards(now)
    chosen = unit.storms.waiting(number, Severity.CRITICAL, now - MINUTE, free, least=0)
    if chosen:
        _bring(unit, chosen, now)
        unit.storms.keep(weather.after(0, len(chosen), now))


def start_all(unit: Unit) -> None:
    """See to it that each storm that is on is gone on with."""
    for number in unit.storms.on():
        unit.runs.start(Work.STORM, number)


def _bring(unit: Unit, chosen: Sequence[int], now: datetime) -> None:
    known = unit.incidents.many(chosen) if chosen else {}
    for number in chosen:
        bring(unit, known[number], now)


def _show(unit: Unit, storm: Storm, now: datetime, *, is_needed: bool) -> None:
    """Have what is new in its thread posted, and its card edited where that is needed."""
    wanted = [*storm.pages(), *((storm.wanted(),) if is_needed else ())]
    shown = replace(storm, shown=storm.findings, shown_at=now) if is_needed else storm
    if wanted:
        unit.storms.change(replace(shown, told=storm.named, stale=()))
        unit.outbox.want(wanted, now)
