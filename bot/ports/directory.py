"""Who a Slack id is, and which user groups they are in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from bot.domain.people import Person


class Directory(Protocol):
    """People as Slack tells of them."""

    async def person(self, slack_id: str, team: str, groups: Collection[str]) -> Person:
        """Return the person, with those of the groups that they are in at this moment.

        Takes at most one second. Where Slack did not answer: no email and `groups` None, so
        that whatever needs them is refused.
        """
        ...

    async def people(
        self, known: Sequence[tuple[str, str]], groups: Collection[str]
    ) -> tuple[Person, ...]:
        """Do as `person` for several, by Slack id and team; each group is asked for once."""
        ...

    async def members(self, group: str) -> frozenset[str] | None:
        """Return the Slack ids of a user group's members, or None where Slack did not answer.

        A group that is not there, or is disabled, has none.
        """
        ...
