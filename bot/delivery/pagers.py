"""Pages by every way that the policy file names: one that fails keeps no other from its page."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.paging import sent
from bot.domain.scrubbing import scrub
from bot.ports.clock import Clock
from bot.ports.pager import Pager, PagerError
from bot.ports.store import Store
from bot.ports.unit import Unit

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Way:
    """One way of paging, and the place that it leads to as it may be shown."""

    pager: Pager
    place: str


class Pagers:
    """Fulfils the pager port: a page is taken once any of its ways has taken it."""

    def __init__(self, ways: Mapping[str, Way], store: Store, clock: Clock) -> None:
        """Page by these, at least one, by the name of its check; keep how each went."""
        self._ways = ways
        self._store = store
        self._clock = clock

    async def page(self, subject: str, text: str) -> None:
        names = tuple(self._ways)
        ends = await asyncio.gather(*(self._send(name, subject, text) for name in names))
        faults = {name: fault for name, fault in zip(names, ends, strict=True) if fault}
        for fault in faults.values():
            _log.warning("a page was not taken: %s", fault)
        await self._store.write(lambda unit: self._note(unit, faults))
        if len(faults) == len(names):
            raise PagerError("; ".join(map(str, faults.values())))

    async def _send(self, name: str, subject: str, text: str) -> PagerError | None:
        try:
            await self._ways[name].pager.page(scrub(subject), scrub(text))
        except PagerError as fault:
            return fault
        return None

    def _note(self, unit: Unit, faults: Mapping[str, PagerError]) -> None:
        at = self._clock.now()
        for name, way in self._ways.items():
            unit.coverage.note(sent(name, way.place, at, taken=name not in faults))
