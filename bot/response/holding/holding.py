"""Verifies again what was contained, spread over time, and says aloud what has slipped."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.domain.execution import Execution, Stage
from bot.domain.hold import Grip, Hold, Seen, judge
from bot.domain.posting import Sheet
from bot.domain.record import Record, What, spoken
from bot.domain.run import Run
from bot.ports.bell import Ring
from bot.ports.unit import Unit
from bot.response.bench.workbench import Workbench
from bot.response.holding.holding_trail import Traced, trace
from bot.response.keeping import containment, ending, holding_life, sheets
from bot.response.keeping.journal import check_held
from bot.response.running.proving import Prover
from runbooks.kit.values import Claim

EVERY_HOLD = 1
"""The subject of the run: there is one at a time, over all processes."""
MOST = 10
"""Holds that are checked in one go; where more are due, the next go is after a minute."""
PAUSE = timedelta(minutes=1)
BESIDE = 4
SURE_AFTER = 2.0
"""Seconds after which a slip is read once more before it is believed: AWS may be catching up."""
TRACED_FOR = timedelta(hours=2)
"""How long it is asked who it was: CloudTrail is late, but not so late."""


@dataclass(frozen=True, slots=True)
class Look:
    """One check of one hold: the claims as they were read, and what they and CloudTrail show."""

    claims: tuple[Claim, ...]
    seen: Seen
    traced: Traced | None = None


class Holding:
    """Checks the holds that are due; again is fine, and what is known already is told once."""

    def __init__(self, bench: Workbench, *, sure_after: float = SURE_AFTER) -> None:
        """Work with these; `sure_after` is in seconds."""
        self.bench = bench
        self.store = bench.store
        self.prover = Prover(bench)
        self.sure_after = sure_after

    async def run(self, run: Run) -> timedelta | None:
        """Check what is due, place by place; return after how long to go on, None where all is."""
        now = self.bench.clock.now()
        await self.store.write(lambda unit: _pass_time(unit, now))
        left = MOST
        while left > 0:
            due = await self.store.write(partial(_claim, now=now, most=left))
            if not due:
                break
            left -= len(due)
            room = asyncio.Semaphore(BESIDE)
            await asyncio.gather(*(self._check(each, run, room) for each in due))
        self.bench.bell.ring(Ring.OUTBOX)
        return PAUSE if left <= 0 else None

    async def _check(self, hold: Hold, run: Run, room: asyncio.Semaphore) -> None:
        """Check one hold, unless an undo is putting it back at this moment."""
        async with room:
            execution = await self.store.read(lambda unit: _standing(unit, hold))
            if execution is None:
                return
            look = await self._look(hold, execution)
            await self.store.write(lambda unit: self._tell(unit, hold, execution, look, run))

    async def _look(self, hold: Hold, execution: Execution) -> Look:
        claims, seen = await self._read(hold, execution)
        if seen.lost:
            await asyncio.sleep(self.sure_after)
            claims, seen = await self._read(hold, execution)
        if not self._is_to_be_traced(hold, seen):
            return Look(claims, seen)
        names = await self.store.read(lambda unit: unit.holds.names(hold.execution))
        since = hold.held_at or hold.since
        traced = await self.bench.threads.run(lambda: trace(self.bench, execution, names, since))
        return Look(claims, seen, traced)

    async def _read(self, hold: Hold, execution: Execution) -> tuple[tuple[Claim, ...], Seen]:
        read = await self.prover.prove(execution, ())
        # What is left of an earlier reading beside a `why` is not this check's.
        claims = () if read.why else read.claims
        return claims, judge(hold.marks, claims, read.why)

    def _is_to_be_traced(self, hold: Hold, seen: Seen) -> bool:
        if seen.state is not Grip.SLIPPED:
            return False
        is_late = hold.slipped_at and self.bench.clock.now() - hold.slipped_at > TRACED_FOR
        return bool(seen.lost) or not (hold.is_traced or is_late)

    def _tell(self, unit: Unit, hold: Hold, execution: Execution, look: Look, run: Run) -> None:
        """Keep what a check has shown; write down and tell what is new of it."""
        check_held(unit, run)
        now, current = self.bench.clock.now(), unit.holds.lock(hold.execution)
        if current is None or current.state is not hold.state:
            return
        after = _after(current, look, now)
        was, is_new = current.state, after.state is not current.state
        records = [*_news(current, look, now), *_blindness(unit, current, after, now)]
        numbers = unit.records.write(records)
        told = dict(zip((record.what for record in records), numbers, strict=True))
        if What.SLIPPED in told:
            after = replace(after, slip=told[What.SLIPPED])
        unit.holds.looked(after, was)
        for what in (What.SLIPPED, What.BLIND, What.HELD_AGAIN):
            holding_life.tell(unit, hold, told.get(what), now, in_channel=True)
        if What.TRACED in told:
            holding_life.tell(unit, hold, after.slip, now, in_channel=True)
        if is_new or records:
            containment.settle(unit, hold.incident, now)
            sheets.want(unit, execution, now, *holding_life.SHOWN)
        elif look.claims:
            sheets.want(unit, execution, now, Sheet.PROGRESS, Sheet.ALERT)


def _claim(unit: Unit, now: datetime, most: int) -> tuple[Hold, ...]:
    return unit.holds.claim(now, most)


def _pass_time(unit: Unit, now: datetime) -> None:
    """End what is closed, and ask of what has been held as long as somebody wanted."""
    holding_life.close(unit, now)
    for hold in unit.holds.overdue(now):
        if not unit.holds.revert_asked(hold.execution, now):
            continue
        asked = Record(What.REVERT_ASKED, now, "", hold.incident, hold.execution, {})
        (number,) = unit.records.write([asked])
        holding_life.tell(unit, hold, number, now, in_channel=True)


def _standing(unit: Unit, hold: Hold) -> Execution | None:
    """Return a hold's execution, or None where it ends at this moment: an undo of it runs."""
    undo = unit.executions.undone_by(hold.execution)
    if undo is not None and undo.stage is Stage.RUNNING:
        return None
    return unit.executions.get(hold.execution)


def _after(hold: Hold, look: Look, now: datetime) -> Hold:
    """Return a hold as it stands after a check."""
    seen = look.seen
    after = replace(hold, state=seen.state, marks=seen.marks, why=seen.why)
    if look.claims:
        after = replace(after, checked_at=now)
    if seen.state is Grip.HELD:
        is_anew = hold.slipped_at is not None or hold.held_at is None
        since = now if is_anew else hold.since
        return replace(after, since=since, held_at=now, slipped_at=None, slip=None)
    if seen.state is Grip.SLIPPED:
        is_traced = bool(look.traced and look.traced.changes)
        return replace(
            after,
            slipped_at=hold.slipped_at or now,
            is_traced=is_traced or (hold.is_traced and not seen.lost),
        )
    return after


def _news(hold: Hold, look: Look, now: datetime) -> list[Record]:
    """Return what is to be written down of a check: nothing where all is as it was."""
    news: list[tuple[What, dict[str, Any]]] = [
        (What.CLAIM, ending.claim_body(claim))
        for claim in look.claims
        if look.seen.marks[claim.key] is not hold.marks.get(claim.key)
    ]
    state, traced = look.seen.state, look.traced
    if look.seen.lost:
        news.append((What.SLIPPED, _slip(look)))
    elif traced and traced.changes:
        news.append((What.TRACED, {**traced.body(), "slip": hold.slip}))
    if state is Grip.HELD and hold.state is Grip.SLIPPED:
        news.append((What.HELD_AGAIN, {}))
    if state is Grip.UNKNOWN and hold.state is Grip.HELD:
        why = look.seen.why
        news.append((What.UNCHECKED, spoken("why", why)))
    return [Record(what, now, "", hold.incident, hold.execution, body) for what, body in news]


def _blindness(unit: Unit, hold: Hold, after: Hold, now: datetime) -> list[Record]:
    """Return that nobody knows any more whether it holds, once, or that it is known again."""
    number, incident = hold.execution, hold.incident
    known_at = hold.held_at or hold.since
    was_told = any(one.at > known_at for one in unit.records.of_execution(number, What.BLIND))
    if after.state is Grip.HELD and hold.state is Grip.UNKNOWN and was_told:
        return [Record(What.HELD_AGAIN, now, "", incident, number, {})]
    since = after.blind_since(now)
    if since is None or was_told:
        return []
    body = {**spoken("why", after.why), "since": since.isoformat()}
    return [Record(What.BLIND, now, "", incident, number, body)]


def _slip(look: Look) -> dict[str, Any]:
    lost = look.seen.lost
    claims = [ending.SAID.dump_python(claim.says, mode="json") for claim in lost]
    traced = look.traced.body() if look.traced else {}
    return {"says": claims[0], "claims": claims, **traced}
