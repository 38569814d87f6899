"""The worker's run that looks at AWS and keeps how it stands, for the daily check."""

from __future__ import annotations

from bot.domain.organization import watched
from bot.domain.policy import Policy
from bot.domain.run import Run
from bot.ports.clock import Clock
from bot.ports.posture import Posture
from bot.ports.store import Store

EVERYTHING = 1
"""The subject of the run: there is one look, at all accounts."""


class Refreshing:
    """Looks at all accounts of the policy that are not closed; again is fine."""

    def __init__(self, store: Store, posture: Posture, policy: Policy, clock: Clock) -> None:
        """Look through this port."""
        self._store = store
        self._posture = posture
        self._policy = policy
        self._clock = clock

    async def __call__(self, run: Run) -> None:
        """Look, and put what is seen in the place of what was kept."""
        members = await self._store.read(lambda unit: unit.organization.members())
        checks = await self._posture.look(watched(self._policy, members))
        now = self._clock.now()
        await self._store.write(lambda unit: unit.coverage.keep(checks, now))
