"""What was done without a second person, and must be looked at by one afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Review:
    """The review of an execution for which an admin broke the glass; open until `closed_at`.

    `plan` is the number of the plan that was meant. `opened_by` and `closed_by` are identities.
    """

    execution: int
    plan: int
    opened_by: str
    opened_by_name: str
    opened_at: datetime
    reason: str
    closed_by: str = ""
    closed_by_name: str = ""
    closed_at: datetime | None = None
    says: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether nobody has looked at it yet."""
        return self.closed_at is None
