"""Looks for what no message has brought, and enters it as if one had; each finding once."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.domain import sweeping
from bot.domain.finding import Finding
from bot.domain.organization import watched
from bot.domain.policy import Account, Policy
from bot.domain.proving import Place
from bot.domain.retention import Rule, is_stale
from bot.domain.run import Run
from bot.domain.sweeping import Beat, Detector, Haul, Healed, Swept
from bot.domain.words import sweeping as words
from bot.intake.formats.sources import FORMATS, read_piece
from bot.intake.pieces import Piece
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.sorting import Sort, Sorted
from bot.ports.store import Store
from bot.ports.sweeper import Sweeper
from bot.ports.unit import Unit
from runbooks.kit.text import Said

EVERY_PLACE = 1
"""The subject of the run: there is one, over all places."""
AT_A_TIME = 25
"""Findings in one transaction: more would let messages wait visibly."""
AT_ONCE = 4
"""Places at a time: a quarter of the threads that questions have."""
LONGEST = timedelta(minutes=4)
"""What a run has not come to by then is the next one's first."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sorting:
    """What becomes of a finding, and in which channel."""

    sort: Sort
    channel: str


class Sweeping:
    """Sweeps every place, the one that was longest ago first; again is fine."""

    def __init__(
        self,
        store: Store,
        bell: Bell,
        clock: Clock,
        sweeper: Sweeper,
        policy: Policy,
        sorting: Sorting,
    ) -> None:
        """Ask through this port, in the accounts of this policy."""
        self._store = store
        self._bell = bell
        self._clock = clock
        self._sweeper = sweeper
        self._policy = policy
        self._sorting = sorting
        self._free = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, run: Run) -> None:
        """Sweep, and enter what was lost."""
        kept = {one.beat: one for one in await self._store.read(lambda unit: unit.sweeps.all())}
        members = await self._store.read(lambda unit: unit.organization.members())
        is_open = set(watched(self._policy, members))
        accounts = [one for one in sweeping.asked(self._policy) if one in is_open]
        told = await asyncio.gather(*(self._beats(one) for one in accounts))
        beats = [(account, beat) for found in told for account, beat in found]
        beats.sort(key=lambda each: kept[each[1]].at.timestamp() if each[1] in kept else 0)
        until = self._clock.now() + LONGEST
        sweeps = (self._sweep(account, beat, kept.get(beat), until) for account, beat in beats)
        await asyncio.gather(*sweeps)

    async def _beats(self, account: Account) -> tuple[tuple[Account, Beat], ...]:
        """Return where to ask in an account; that its Regions are not known is kept."""
        async with self._free:
            regions = await self._sweeper.regions(account)
        if isinstance(regions, Said):
            await self._keep_unknown(account, regions)
            return ()
        shared = () if len(sweeping.asked(self._policy)) > 1 else self._watched()
        all_of_them = tuple(dict.fromkeys((*regions, *shared)))
        number = account.number
        await self._store.write(lambda unit: unit.sweeps.keep_only(number, all_of_them))
        return tuple(
            (account, Beat(detector, number, region))
            for region in all_of_them
            for detector in Detector
        )

    def _watched(self) -> Iterable[str]:
        """Yield the Regions that any account is watched in: the one that is asked answers for all."""
        for account in self._policy.accounts.values():
            yield from account.watch_regions

    async def _keep_unknown(self, account: Account, why: Said) -> None:
        beats = [Beat(detector, account.number, "") for detector in Detector]
        now = self._clock.now()

        def keep(unit: Unit) -> None:
            for beat in beats:
                unit.sweeps.keep(sweeping.swept(None, beat, why, now))

        await self._store.write(keep)

    async def _sweep(
        self, account: Account, beat: Beat, before: Swept | None, until: datetime
    ) -> None:
        """Sweep one place, as long as there is time."""
        async with self._free:
            now = self._clock.now()
            if now <= until:
                await self._sweep_now(account, beat, before, now)

    async def _sweep_now(
        self, account: Account, beat: Beat, before: Swept | None, now: datetime
    ) -> None:
        """Ask, unless messages wait that may hold just what would be found."""
        waits = (await self._store.read(lambda unit: unit.inbox.depth())).oldest
        haul: Haul | Said = words.BACKLOG.fill()
        if waits is None or now - waits < sweeping.GRACE:
            begin = sweeping.since(before, now)
            haul = await self._sweeper.sweep(account, beat.region, beat.detector, begin)
        if isinstance(haul, Haul) and (left := await self._enter(_parsed(haul.bodies))):
            haul = words.NOT_ENTERED.fill(count=left)
        done = sweeping.swept(before, beat, haul, now)
        await self._store.write(lambda unit: unit.sweeps.keep(done))

    async def _enter(self, findings: Sequence[Finding]) -> int:
        """Enter what was lost, a few in a transaction; return how many could not be entered."""
        left = 0
        for place, some in _by_place(findings):
            if not await self._enter_some(place, some):
                each = [await self._enter_some(place, [one]) for one in some]
                left += each.count(False)
        return left

    async def _enter_some(self, place: Place, findings: Sequence[Finding]) -> bool:
        """Enter findings in one transaction, and wake whom it concerns; False where it fails."""
        try:
            filed = await self._store.write(partial(self._file, place=place, findings=findings))
        except Exception:  # noqa: BLE001 - one bad finding must hold up no other
            _log.exception("%d findings that were looked for could not be entered", len(findings))
            return False
        if filed.opened:
            self._bell.ring(Ring.RUNS)
        if filed.opened or filed.changed:
            self._bell.ring(Ring.OUTBOX)
        return True

    def _kept(
        self, unit: Unit, findings: Sequence[Finding], known: Collection[str], now: datetime
    ) -> Sequence[Finding]:
        """Return what is not older than findings are kept: it may have been deleted by that."""
        if self._policy.findings_kept is None:
            return findings
        rule = Rule(self._policy.findings_kept, now)
        kept = [one for one in findings if one.key in known or not is_stale(one, rule)]
        if many := len(findings) - len(kept):
            unit.purges.ignore(many)
        return kept

    def _file(self, unit: Unit, place: Place, findings: Sequence[Finding]) -> Sorted:
        now = self._clock.now()
        known = unit.findings.known([one.key for one in findings])
        late = _lost(self._kept(unit, findings, known, now), known, now)
        if not late:
            return Sorted()
        filed = self._sorting.sort(unit, late, self._sorting.channel, now)
        if many := len(late) - filed.nothing_new:
            account, region = place
            unit.sweeps.heal(Healed(now.date().isoformat(), account, region, many))
            _log.warning("%d findings of %s in %s came by looking alone", many, account, region)
        return filed


def _lost(findings: Sequence[Finding], known: Collection[str], now: datetime) -> list[Finding]:
    """Return what can't be on its way any more, each with how late it is."""
    found = ((one, sweeping.lost(one, now, is_known=one.key in known)) for one in findings)
    return [replace(one, late=late) for one, late in found if late is not None]


def _parsed(bodies: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Return the findings that a detector has answered; what none of the formats reads is left."""
    read = (read_piece(Piece(body), FORMATS) for body in bodies)
    return [one for one in read if isinstance(one, Finding)]


def _by_place(findings: Sequence[Finding]) -> Iterable[tuple[Place, Sequence[Finding]]]:
    """Yield findings by account and Region, a few at a time."""
    grouped: dict[Place, list[Finding]] = defaultdict(list)
    for one in findings:
        grouped[one.account, one.region].append(one)
    for place, listed in grouped.items():
        for start in range(0, len(listed), AT_A_TIME):
            yield place, listed[start : start + AT_A_TIME]
