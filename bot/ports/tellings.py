"""What is told upstream of incidents, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.syncing import Fate, Tell, Telling


class Tellings(Protocol):
    """The rows that wait to be told to AWS, in order, and those that were."""

    def want(self, tellings: Sequence[Telling]) -> None:
        """Keep what is to be told; each is given its number."""
        ...

    def waiting(self, incident: int) -> tuple[Telling, ...]:
        """Return what waits of one incident, in order."""
        ...

    def incidents_waiting(self) -> tuple[int, ...]:
        """Return the incidents of which anything waits."""
        ...

    def of_incident(self, incident: int) -> tuple[Telling, ...]:
        """Return all that was to be told of an incident, in order."""
        ...

    def send(self, numbers: Collection[int]) -> None:
        """Say that a call about these is about to leave."""
        ...

    def tried(self, numbers: Collection[int], why: str) -> None:
        """Count a try that failed, and why."""
        ...

    def end(self, numbers: Collection[int], fate: Fate, why: str, at: datetime) -> None:
        """End those of these that still wait."""
        ...

    def drop(self, incident: int, at: datetime) -> None:
        """Let nothing of an incident wait any more: it is open again."""
        ...

    def sent(
        self, keys: Sequence[str], since: datetime | None = None
    ) -> Mapping[str, frozenset[Tell]]:
        """Return what secbot has sent of each of these findings, whatever came of it.

        With `since`, only what had not ended before that moment.
        """
        ...

    def failed_since(self, since: datetime) -> tuple[Telling, ...]:
        """Return what was given up since a moment, newest first."""
        ...
