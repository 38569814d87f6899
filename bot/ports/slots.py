"""Slots of the schedule, each claimed once over any number of processes."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Slots(Protocol):
    """A slot is a job and the moment that it was due."""

    def claim(self, job: str, at: datetime) -> bool:
        """Claim a slot in the transaction of its work; False where it was claimed."""
        ...

    def last(self, job: str) -> datetime | None:
        """Return the newest slot that was claimed of a job."""
        ...
