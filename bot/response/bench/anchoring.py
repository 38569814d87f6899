"""Anchors the audit chain outside the bot's power: before each change, and after each outcome."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from bot.domain.anchor import Mark
from bot.ports.anchor import Anchor, AnchorError
from bot.ports.clock import Clock
from bot.ports.store import Store, StoreError
from bot.ports.threads import Threads
from bot.ports.unit import Unit

SWEEP_SECONDS = 60.0
SLOT = "anchor"
"""Whose row changes with each look that finds something to anchor."""

log = logging.getLogger(__name__)


class Anchoring:
    """Keeps the chain anchored; as a loop, it makes up for what a crash or a fault has left."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        threads: Threads,
        anchor: Anchor,
        *,
        sweep_seconds: float = SWEEP_SECONDS,
    ) -> None:
        """Anchor there; nothing is anchored yet."""
        self._store = store
        self._clock = clock
        self._threads = threads
        self._anchor = anchor
        self._sweep_seconds = sweep_seconds

    def secure(self, mark: Mark, check: Callable[[Unit], None] = lambda _: None) -> None:
        """Anchor a mark and return once its receipt is on the disk. Blocks.

        `check` is asked in the transaction of the receipt, since anchoring takes a while: what
        it raises is raised here. Raises AnchorError where the anchor can't be reached.
        """
        receipt = self._anchor.anchor(mark, self._clock.now())

        def keep(unit: Unit) -> None:
            check(unit)
            unit.anchors.keep(receipt)

        self._store.commit(keep)

    async def catch_up(self) -> bool:
        """Anchor what has ended since the newest anchor; False where that could not be done.

        It is tried again within a minute. Until then `audit verify` says what is not anchored.
        """
        target = self._anchor.target
        try:
            owed = await self._store.read(lambda unit: unit.anchors.owed(target))
            mark = await self._store.write(self._pin) if owed else None
            if mark is not None:
                await self._threads.run(lambda: self.secure(mark))
        except (AnchorError, StoreError) as error:
            log.error("%s", error)  # noqa: TRY400 - the sentence tells all, and comes every minute
            return False
        return True

    def _pin(self, unit: Unit) -> Mark | None:
        """Return where the chain stands, which with this commit is on the disk.

        Links that a lazy work has added may be lost until something else is written: a mark
        that stands elsewhere must not outlive its link. A row that were written as it was
        would be no write to SQLite.
        """
        unit.slots.claim(SLOT, self._clock.now())
        return unit.records.mark()

    async def run(self, stop: asyncio.Event) -> None:
        """Catch up now and every minute, until told to stop."""
        while not stop.is_set():
            await self.catch_up()
            try:
                async with asyncio.timeout(self._sweep_seconds):
                    await stop.wait()
            except TimeoutError:
                continue
