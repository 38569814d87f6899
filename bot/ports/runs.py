"""Durable runs: start, cancel, status, dead, due; and what a claim needs besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.run import Run, RunState, Work


class Runs(Protocol):
    """Runs as rows; leases are told by the database's clock, finishes fenced by a token."""

    def start(self, work: Work, subject: int, at: datetime | None = None) -> int:
        """Start a run, now or not before `at`; one live run for each work and subject."""
        ...

    def start_all(self, work: Work, subjects: Sequence[int]) -> None:
        """Start a run for each subject, now, as `start` does."""
        ...

    def cancel(self, number: int) -> bool:
        """Cancel a run that has not ended; False where it had."""
        ...

    def status(self, number: int) -> RunState | None:
        """Return a run's state, or None where there is no such run."""
        ...

    def dead(self, since: datetime) -> Mapping[Work, int]:
        """Return how many runs of each work have died since then, and were not begun anew."""
        ...

    def is_due(self, patient: int) -> bool:
        """Say whether anything could be claimed, what is patient only where `patient` is not 0."""
        ...

    def due(
        self, owner: str, limit: int, lease: timedelta, patient: int | None = None
    ) -> tuple[Run, ...]:
        """Claim due runs and those whose lease has run out; a poison run goes dead.

        What is patient comes after all else, and no more of it than so many, None for all.
        """
        ...

    def renew(self, runs: Sequence[Run], lease: timedelta) -> frozenset[int]:
        """Renew leases; return the numbers of those still held."""
        ...

    def holds(self, run: Run) -> bool:
        """Say whether this claim still stands: asked in the transaction of every intent."""
        ...

    def finish(self, run: Run) -> bool:
        """Say that a run is done; False where another process holds it now."""
        ...

    def fail(self, run: Run, retry_in: timedelta, reason: str) -> None:
        """Give a run back to be tried again later, or let it go dead."""
        ...

    def put_off(self, run: Run, pause: timedelta) -> bool:
        """Give a run back that has to wait, its attempts at nought; False where it is lost."""
        ...

    def give_back(self, owner: str) -> None:
        """Make due again what this owner has claimed: it is stopping."""
        ...
