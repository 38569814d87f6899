"""Reading who has used secbot's roles in an account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.guarding import Trail
from bot.domain.policy import Account


class RoleTrail(Protocol):
    """Asks CloudTrail; blocks nothing but the one who waits for it."""

    async def read(
        self, account: Account, since: Mapping[str, datetime], otherwise: datetime
    ) -> Trail:
        """Return every use of the contain and the release role, Region by Region.

        A Region is read from where `since` says, one that it does not name from `otherwise`.
        Bounded in time and in calls, and never raises: a Region that could not be read whole
        has its reason; the reason under an empty name is that of the account as a whole.
        """
        ...
