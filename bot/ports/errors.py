"""Error reports that a person can name: what, who, trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Report:
    """What went wrong; `trace` is scrubbed of secrets before it is kept."""

    number: int
    at: datetime
    actor: str
    what: str
    trace: str


class Errors(Protocol):
    """Reports of what went wrong, `E-41` and so on."""

    def report(self, at: datetime, actor: str, what: str, trace: str) -> int:
        """Keep a report and return its number."""
        ...

    def get(self, number: int) -> Report | None:
        """Return a report, or None."""
        ...
