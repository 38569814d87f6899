"""What was done without a second person, and must be looked at by one afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReviewKind(StrEnum):
    """On whose word alone something ran: an admin's who broke the glass, or the requester's."""

    GLASS = "glass"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Review:
    """The review of an execution that ran on one person's word; open until `closed_at`.

    `plan` is the number of the plan that was meant. `opened_by` and `closed_by` are identities.
    The rest is of what was contained alone at night: `due_at` is by when somebody has to confirm
    it, `late_at` when it was told that nobody has. `is_denied` says that whoever closed it found
    that it should not have been. `settled_at` is when its undo was asked for, or found to be
    needless; `paged` is how many of the pages that it owes beyond Slack were sent.
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
    kind: ReviewKind = ReviewKind.GLASS
    due_at: datetime | None = None
    late_at: datetime | None = None
    is_denied: bool = False
    settled_at: datetime | None = None
    paged: int = 0

    @property
    def is_open(self) -> bool:
        """Say whether nobody has looked at it yet."""
        return self.closed_at is None

    @property
    def takes_back(self) -> bool:
        """Say whether its undo is due and was not seen to: it was denied, or nobody came."""
        is_late = self.is_open and self.late_at is not None
        return self.settled_at is None and (self.is_denied or is_late)

    @property
    def pages(self) -> int:
        """Return how many pages it owes: one as it begins, one more where nobody came."""
        return 1 + (self.late_at is not None) if self.kind is ReviewKind.NIGHT else 0
