"""The findings that are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.finding import Finding


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as it is kept; `incident` is None where it got no card."""

    number: int
    incident: int | None
    finding: Finding


class Findings(Protocol):
    """Findings, unique by key, each at its newest revision."""

    def known(self, keys: Sequence[str]) -> Mapping[str, Known]:
        """Return those of the keys that are kept."""
        ...

    def add(self, findings: Sequence[tuple[Finding, int | None]], at: datetime) -> None:
        """Keep new findings, each with its incident, as seen at a moment."""
        ...

    def replace(self, findings: Sequence[Finding], at: datetime) -> None:
        """Put newer revisions, seen at a moment, in the place of older ones, by key."""
        ...

    def confirm(self, finding: Finding, at: datetime) -> bool:
        """Say that a finding was read again at its source; False where it claims another now."""
        ...

    def adopt(self, incidents: Mapping[str, int]) -> None:
        """Give findings that were kept without a card their incidents, by key."""
        ...

    def of_incidents(self, numbers: Sequence[int]) -> Mapping[int, tuple[Finding, ...]]:
        """Return the findings of each incident, oldest first."""
        ...

    def numbered(self, incident: int) -> tuple[Known, ...]:
        """Return the findings of an incident with their numbers, oldest first."""
        ...

    def sizes(self, incidents: Sequence[int]) -> Mapping[int, int]:
        """Return how many findings each of these incidents has; those that have none are left out."""
        ...

    def give(self, numbers: Sequence[int], incident: int) -> None:
        """Give findings, by their numbers, to another incident."""
        ...

    def incident_of(self, number: int) -> int | None:
        """Return the incident of a finding, deleted or not, by the finding's number."""
        ...
