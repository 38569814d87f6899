"""Tells how loud each type of finding is, and what a snooze would have hidden of a month."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.domain.matter import Refused
from bot.domain.noise import (
    A_PAGE,
    MONTH,
    MOST,
    MOST_OF_ONE,
    WEEK,
    Noise,
    Noted,
    Preview,
    noisiest,
    preview,
    proposals,
)
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.rights import Deed, may
from bot.domain.snoozing import Snooze
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit


class NoiseDesk:
    """Answers from what is kept; nothing is hidden by it."""

    def __init__(self, store: Store, clock: Clock, *, policy: Policy) -> None:
        """Read this store, under this policy."""
        self.store = store
        self.clock = clock
        self.policy = policy

    async def noise(self, person: Person) -> Noise | Refused:
        """Return the noise of a week, and what is proposed by what came of a month."""
        verdict = may(person, Deed.LOOK, "", self.policy)
        if isinstance(verdict, Refused):
            return verdict
        now = self.clock.now()
        active = await self.store.read(lambda unit: unit.snoozes.active(now))
        noted = await self._noted(now - MONTH)
        snoozed = {(each.scope, each.account, each.key) for each in active}
        noisy = noisiest(noted, now - WEEK)
        return Noise(
            sum(each.cards for each in noisy),
            noisy,
            tuple(
                each
                for each in proposals(noted)
                if (each.scope, each.account, each.key) not in snoozed
            ),
            is_cut=len(noted) == MOST,
        )

    async def _noted(self, since: datetime) -> list[Noted]:
        """Read page after page, each in a transaction of its own."""
        noted: list[Noted] = []
        while len(noted) < MOST:
            page = await self.store.read(
                partial(_page, since=since, before=noted[-1] if noted else None)
            )
            noted += page
            if len(page) < A_PAGE:
                break
        return noted


def _page(unit: Unit, since: datetime, before: Noted | None) -> tuple[Noted, ...]:
    return unit.noises.since(since, A_PAGE, before=before)


def would_hide(unit: Unit, snooze: Snooze) -> Preview:
    """Return what a snooze would have hidden of the month before it begins."""
    noted = unit.noises.since(snooze.since - MONTH, MOST_OF_ONE, snooze.account)
    return preview(noted, snooze)
