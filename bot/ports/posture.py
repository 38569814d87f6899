"""Looking at how accounts are set: whether their quiet can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.policy import Account
from bot.domain.posture import Checked


class Posture(Protocol):
    """Asks AWS; blocks nothing but the one who waits for it."""

    async def look(self, accounts: Sequence[Account]) -> tuple[Checked, ...]:
        """Return every check in every account and watched Region, in the order of accounts.

        Bounded in time and in calls, and never raises: what is not known is NOT_AVAILABLE,
        with its reason.
        """
        ...
