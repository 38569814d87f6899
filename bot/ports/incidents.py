"""The incidents and what is known of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.answer import Answer
from bot.domain.finding import Severity
from bot.domain.incident import Contained, Incident, Status, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """What to change of an incident; None leaves it. `owner` is a Slack id and a name."""

    status: Status | None = None
    verdict: Verdict | None = None
    severity: Severity | None = None
    title: str | None = None
    owner: tuple[str, str] | None = None
    contained: Contained | None = None
    has_card: bool | None = None
    channel: str | None = None
    merged_into: int | None = None


class Incidents(Protocol):
    """Incidents, and the answers that enrich them."""

    def open(self, incidents: Sequence[Incident]) -> tuple[int, ...]:
        """Keep new incidents, whose numbers are given here, and return those in order."""
        ...

    def get(self, number: int) -> Incident | None:
        """Return an incident, or None."""
        ...

    def many(self, numbers: Sequence[int]) -> Mapping[int, Incident]:
        """Return those of the numbers that exist."""
        ...

    def held(self, numbers: Sequence[int]) -> Mapping[int, Incident]:
        """Do as `many`, and let nobody else change them until this transaction ends."""
        ...

    def listed(
        self,
        *,
        floor: Severity,
        owner: str | None,
        limit: int,
        offset: int,
        besides: Collection[int] = (),
        account: str = "",
    ) -> tuple[Incident, ...]:
        """Return what is not closed, most severe first, then oldest first.

        `owner` is a Slack id, an empty string for "nobody", or None for any. Those `besides` are
        left out. Of one account or (empty) of all.
        """
        ...

    def count_listed(
        self,
        *,
        floor: Severity,
        owner: str | None,
        most: int,
        besides: Collection[int] = (),
        account: str = "",
    ) -> int:
        """Return how many `listed` could tell of, counted up to so many at most."""
        ...

    def count_open(self, account: str = "") -> Mapping[Severity, int]:
        """Return how many are not closed, by severity, in one account or in all."""
        ...

    def opened_since(self, at: datetime, account: str = "") -> Mapping[Severity, int]:
        """Return how many were opened at this moment or later, in one account or in all."""
        ...

    def cleared_since(self, at: datetime, limit: int) -> tuple[Incident, ...]:
        """Return what is closed as a false positive and has changed since then, newest first."""
        ...

    def change(self, number: int, change: Change, at: datetime) -> None:
        """Change what is named and raise the revision."""
        ...

    def move(self, seen: Incident, change: Change, at: datetime) -> bool:
        """Change an incident that still is as it was seen; False where it is another by now."""
        ...

    def touch(self, numbers: Sequence[int], at: datetime) -> None:
        """Raise the revisions: something that the cards show has changed."""
        ...

    def take(self, number: int, at: datetime, owner: tuple[str, str]) -> Incident | None:
        """Give a New incident without owner to somebody; None where it can't be taken."""
        ...

    def set_answers(self, number: int, answers: Sequence[Answer]) -> None:
        """Keep answers, each in the place of an older one to the same question."""
        ...

    def answers(self, number: int) -> tuple[Answer, ...]:
        """Return the answers of an incident, by question."""
        ...

    def count_without_card(self, counts: Mapping[Severity, int], at: datetime) -> None:
        """Add to the day's counts of findings that got no card."""
        ...

    def without_card(self) -> int:
        """Return how many findings ever got no card."""
        ...
