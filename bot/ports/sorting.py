"""What becomes of findings in the transaction in which they were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.finding import Finding
from bot.ports.unit import Unit


@dataclass(frozen=True, slots=True)
class Sorted:
    """What has come of a batch: numbers of incidents, and counts of findings.

    `opened` are new; `changed` show something new on their cards. `quiet` counts findings that
    got no card, `nothing_new` those that said what was known.
    """

    opened: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    quiet: int = 0
    nothing_new: int = 0


class Sort(Protocol):
    """Joins findings to incidents, in one transaction and with set-based calls only."""

    def __call__(
        self, unit: Unit, findings: Sequence[Finding], channel: str, now: datetime
    ) -> Sorted:
        """Keep the findings, in order of arrival; new incidents go to this channel's id."""
        ...
