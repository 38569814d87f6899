"""The accounts of the organization: asking for them, and what is kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.organization import Member
from bot.domain.policy import Account
from runbooks.kit.text import Said


class Roll(Protocol):
    """Asks under the read role; blocks nothing but the one who waits for it."""

    async def call(self, account: Account) -> tuple[Member, ...] | Said:
        """Return every account of the organization, asked in this one, or why it is not known.

        Bounded in time, and never raises; a list that is cut is a reason, never a short list.
        """
        ...


class Organization(Protocol):
    """What is known of the organization's accounts."""

    def members(self) -> tuple[Member, ...]:
        """Return all that is kept, by number."""
        ...

    def keep(self, members: Sequence[Member]) -> None:
        """Put these in the place of all that was kept."""
        ...
