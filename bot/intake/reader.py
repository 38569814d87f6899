"""Makes findings of the messages in the inbox, a small batch at a time."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import perf_counter, thread_time

from bot.domain.canary import Canary
from bot.domain.change import Change
from bot.domain.finding import Finding
from bot.domain.message import Kept
from bot.domain.posting import Sheet, Wanted
from bot.domain.words import canary as canary_words
from bot.domain.words import intake as words
from bot.intake.canaries import heard
from bot.intake.formats.sources import FORMATS, read
from bot.intake.lanes import take
from bot.intake.pace import MOST_ROWS_ALONE, Pace, cost
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.looking import LookNow
from bot.ports.meter import Meter
from bot.ports.sorting import Sort, Sorted
from bot.ports.store import Haste, Store
from bot.ports.unit import Unit

SWEEP_SECONDS = 1.0
REST_SECONDS = 0.05
"""Between the beginnings of two batches, unless more waited than one could take: a batch of ten
costs little more than one of two. What comes when nothing has come lately is read at once."""
FEWEST_AT_ONCE = 15
"""A batch of fewer costs hardly less: most of what it costs, it costs once."""
MOST_FINDINGS = 50
"""What one transaction files at most while POSTs come, else as many as it may hold rows: a message
may hold a thousand, and 25 of those had kept every other work waiting for twenty seconds."""
LARGE = 32_768
"""Characters above which a message is read on a thread: one of a thousand findings takes 150 ms, in
which the event loop answered nobody."""
MOST_FAILURES = 3
LONGEST_REASON = 500
OTHER = "other"
AHEAD = timedelta(minutes=5)
"""How far the clock of whoever sends findings may be ahead of ours."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """A row of the inbox and what it holds, or a part of that.

    `reason` is empty where it could all be read.
    """

    kept: Kept
    findings: tuple[Finding, ...]
    reason: str
    changes: tuple[Change, ...] = ()
    canaries: tuple[Canary, ...] = ()
    is_all: bool = True
    """Whether the row is done with by this, and not one of more parts of it that are to come."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What becomes of what was read, in one transaction: of findings, and of changes."""

    sort: Sort
    look_now: LookNow


@dataclass(frozen=True, slots=True)
class _Filed:
    sorted: Sorted
    seconds: float
    hastened: int = 0


class Reader:
    """Reads the inbox: parses outside the transaction, sorts and marks inside one.

    A row that can't be read is kept and shown to people; one that can't be filed holds up no
    other.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        bell: Bell,
        filing: Filing,
        busy: Callable[[], int],
        *,
        channel: str,
        meter: Meter,
    ) -> None:
        """Sort into this channel's incidents; `busy` says how many POSTs came at once lately."""
        self._store = store
        self._clock = clock
        self._bell = bell
        self._filing = filing
        self._channel = channel
        self._meter = meter
        self._pace = Pace(busy, fewest=FEWEST_AT_ONCE, may_grow=True)
        self._mark = 0
        self._was_whole = False
        self._failures: Counter[int] = Counter()

    async def run(self, stop: asyncio.Event) -> None:
        """Read until told to stop, at the latest a second after; an error is tried again."""
        while not stop.is_set():
            began = perf_counter()
            try:
                await self._pace.give_way()
                count = await self.read_once()
            except Exception:  # noqa: BLE001 - the loop outlives whatever happens to one batch
                _log.exception("the inbox could not be read; trying again")
                count = 0
            if count == 0:
                await self._bell.wait(Ring.INBOX, SWEEP_SECONDS)
            elif not self._was_whole:
                await asyncio.sleep(began + REST_SECONDS - perf_counter())

    async def read_once(self) -> int:
        """Read one batch and return how many rows are done with. Raises StoreError."""
        now = self._clock.now()
        most = self._pace.rows
        taken = await self._store.read(lambda unit: take(unit, most, self._mark, now))
        self._mark, rows = taken.mark, taken.rows
        self._was_whole = len(rows) >= most
        if not rows:
            return 0
        try:
            await self._file(rows)
        except Exception as error:  # noqa: BLE001 - whatever broke the batch, most rows are good
            _log.warning("a batch of %d could not be filed: %r", len(rows), error)
            return await self._file_one_by_one(rows)
        return len(rows)

    async def _file(self, rows: Sequence[Kept]) -> None:
        """Parse a batch and write it, in one transaction where it holds no more than usual."""
        readings = []
        for row in rows:
            is_large = len(row.message.body) > LARGE
            readings.append(await asyncio.to_thread(_parse, row) if is_large else _parse(row))
            await asyncio.sleep(0)
        most = MOST_ROWS_ALONE if self._pace.is_alone else MOST_FINDINGS
        for portion in portions(readings, most):
            await self._file_together(portion)

    async def _file_together(self, readings: Sequence[Reading]) -> None:
        """Write readings in one transaction, then wake whom it concerns."""
        filed = await self._store.write(lambda unit: self._write(unit, readings), Haste.LAZY)
        self._pace.took(filed.seconds, len(readings))
        self._count(readings, filed.sorted)
        if filed.sorted.opened or filed.hastened:
            self._bell.ring(Ring.RUNS)
        if filed.sorted.opened or filed.sorted.changed or any(item.reason for item in readings):
            self._bell.ring(Ring.OUTBOX)

    def _write(self, unit: Unit, readings: Sequence[Reading]) -> _Filed:
        started, spent = perf_counter(), thread_time()
        now = self._clock.now()
        readings = [_known(unit, reading, now) for reading in readings]
        findings = [finding for reading in readings for finding in reading.findings]
        changes = [change for reading in readings for change in reading.changes]
        sort = self._filing.sort
        result = sort(unit, findings, self._channel, now) if findings else Sorted()
        hastened = self._filing.look_now(unit, changes, now) if changes else 0
        good = [each.kept.number for each in readings if each.is_all and not each.reason]
        if good:
            unit.inbox.mark_read(good)
        self._set_aside(unit, [each for each in readings if each.is_all and each.reason])
        seconds = cost(
            perf_counter() - started, thread_time() - spent, is_alone=self._pace.is_alone
        )
        return _Filed(result, seconds, hastened)

    def _set_aside(self, unit: Unit, readings: Sequence[Reading]) -> None:
        """Keep rows that could not be read, and show them in the day's notice."""
        if not readings:
            return
        unit.inbox.mark_unreadable({item.kept.number: item.reason for item in readings})
        days = {
            item.kept.message.received_at.astimezone(UTC).date().isoformat() for item in readings
        }
        notices = [Wanted(self._channel, Sheet.NOTICE, day) for day in sorted(days)]
        unit.outbox.want(notices, self._clock.now())

    async def _file_one_by_one(self, rows: Sequence[Kept]) -> int:
        """File each row alone; one that fails again and again is set aside. Return how many."""
        done = 0
        for row in rows:
            try:
                await self._file([row])
            except Exception as error:  # noqa: BLE001 - one bad row holds up no other
                self._failures[row.number] += 1
                _log.exception("message %s could not be filed", row.message.message_id)
                if self._failures[row.number] < MOST_FAILURES:
                    continue
                await self._give_up(row, error)
            self._failures.pop(row.number, None)
            done += 1
        return done

    async def _give_up(self, row: Kept, error: Exception) -> None:
        reason = words.FILING_BROKE.fill(times=MOST_FAILURES, error=type(error).__name__)
        failed = Reading(row, (), reason.plain())
        await self._store.write(lambda unit: self._set_aside(unit, [failed]))
        self._bell.ring(Ring.OUTBOX)

    def _count(self, readings: Sequence[Reading], result: Sorted) -> None:
        sources = Counter(
            finding.producer.service for reading in readings for finding in reading.findings
        )
        known = {item.name for item in FORMATS}
        for source, many in sources.items():
            self._meter.received(source if source in known else OTHER, many)
        unread = sum(1 for reading in readings if reading.is_all and reading.reason)
        if unread:
            self._meter.received(OTHER, unread)
        if result.nothing_new:
            self._meter.duplicate(result.nothing_new)


def portions(readings: Sequence[Reading], most: int) -> Iterator[list[Reading]]:
    """Yield what shares a transaction: so many findings at most, be they all of one message.

    A message that holds more is filed in parts. Its row is done with by the last, so that all of
    it is read again where not all of it was filed; what was filed by then brings nothing new.
    """
    portion: list[Reading] = []
    room = most
    for reading in readings:
        left = reading
        while len(left.findings) > room:
            if room:
                first, rest = left.findings[:room], left.findings[room:]
                portion.append(replace(left, findings=first, changes=(), canaries=(), is_all=False))
                left = replace(left, findings=rest)
            yield portion
            portion, room = [], most
        portion.append(left)
        room -= len(left.findings)
    if portion:
        yield portion


def _parse(row: Kept) -> Reading:
    content = read(row.message.body)
    reasons = dict.fromkeys(notice.reason for notice in content.notices)
    reason = " ".join(reasons)[:LONGEST_REASON]
    arrived = row.message.received_at
    findings = tuple(_as_it_came(one, arrived) for one in content.findings)
    return Reading(row, findings, reason, content.changes, content.canaries)


def _as_it_came(finding: Finding, arrived: datetime) -> Finding:
    """Return a finding with when it arrived, and no later moment of its own.

    A revision that says that it is of the next year would else make late all that come before
    then, and what is left of it once it was deleted would hide that it has come back.
    """
    updated = finding.updated_at
    is_ahead = updated is not None and updated > arrived + AHEAD
    return replace(finding, arrived_at=arrived, updated_at=arrived if is_ahead else updated)


def _known(unit: Unit, reading: Reading, now: datetime) -> Reading:
    """Return what was read; a canary that was never sent is a reason to show it to people."""
    if heard(unit, reading.canaries, now):
        return reading
    return replace(reading, reason=canary_words.FORGED.en)
