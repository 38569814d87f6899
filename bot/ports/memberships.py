"""Who is in which approvers' group, as it was read and when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain.membership import Changes, Member


class Memberships(Protocol):
    """Rows of groups that were read once at least."""

    def known(self, group: str) -> frozenset[str] | None:
        """Return who was in a group when it was read last, or None where it never was."""
        ...

    def read(self, group: str, members: Collection[str], at: datetime) -> Changes:
        """Keep who is in a group at a moment, and return what has changed.

        Whoever is there at the first reading was always there; later, whoever comes is new.
        """
        ...

    def see(self, slack_id: str, groups: Collection[str], at: datetime) -> frozenset[str]:
        """Keep that somebody is in these groups now; return those that they are new in.

        Only groups that were read before are kept. For whoever joined since the last reading.
        """
        ...

    def of(self, slack_id: str) -> tuple[Member, ...]:
        """Return the groups that somebody is in."""
        ...

    def confirm(
        self, slack_id: str, groups: Collection[str], by: str, now: datetime
    ) -> tuple[Member, ...]:
        """Let somebody's new places in these groups count from now on; return those that were new."""
        ...
