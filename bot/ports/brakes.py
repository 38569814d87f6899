"""The kill switch, by account and for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Stop:
    """A pulled brake: `account` is a number or `*`; `asked_by` has asked to start again."""

    account: str
    by: str
    by_name: str
    at: datetime
    asked_by: str
    asked_at: datetime | None


class Brakes(Protocol):
    """Which accounts are stopped."""

    def stop(self, account: str, by: str, by_name: str, at: datetime) -> bool:
        """Pull the brake; False where it was pulled already."""
        ...

    def stops(self) -> tuple[Stop, ...]:
        """Return every pulled brake."""
        ...

    def ask_start(self, account: str, by: str, at: datetime) -> None:
        """Keep that somebody wants to start again."""
        ...

    def start(self, account: str) -> bool:
        """Release the brake; False where it was not pulled."""
        ...

    def holds(self, account: str) -> bool:
        """Say whether this account, or everything, is stopped."""
        ...
