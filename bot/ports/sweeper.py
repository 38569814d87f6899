"""Asking detectors again for what they have found."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.policy import Account
from bot.domain.sweeping import Detector, Haul
from runbooks.kit.text import Said


class Sweeper(Protocol):
    """Asks under the read role; blocks nothing but the one who waits for it."""

    async def regions(self, account: Account) -> tuple[str, ...] | Said:
        """Return the Regions to ask in, or why they are not known. Never raises."""
        ...

    async def sweep(
        self, account: Account, region: str, detector: Detector, since: datetime
    ) -> Haul | Said:
        """Return what was updated since then, oldest first, or why it is not known.

        Bounded in calls and in time, and never raises. A detector that is switched off has found
        nothing.
        """
        ...
