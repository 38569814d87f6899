"""A change that CloudTrail tells of: who called what, and all that the call names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One call that was not refused and does not only read.

    `names` are all the texts of its parameters, as `hold.name_of` has them. `role` and `session`
    are empty where no role's session has made it; `at` is None where the event does not say.
    """

    account: str
    names: frozenset[str]
    role: str = ""
    session: str = ""
    at: datetime | None = None
