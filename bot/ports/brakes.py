"""The kill switch, by account and for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Stop:
    """A pulled brake: `account` is a number or `*`; `asked_by` has asked to start again.

    `is_own` says that secbot has pulled it by itself, since its changes failed.
    """

    account: str
    by: str
    by_name: str
    at: datetime
    asked_by: str
    asked_at: datetime | None
    is_own: bool = False
    reason: str = ""


class Brakes(Protocol):
    """Which accounts are stopped."""

    def stop(
        self,
        account: str,
        by: str,
        by_name: str,
        at: datetime,
        *,
        reason: str = "",
        is_own: bool = False,
    ) -> bool:
        """Pull the brake; False where it was pulled already.

        A person's stop takes the place of secbot's own, never the other way round.
        """
        ...

    def stops(self) -> tuple[Stop, ...]:
        """Return every pulled brake."""
        ...

    def ask_start(self, account: str, by: str, at: datetime) -> None:
        """Keep that somebody wants to start again."""
        ...

    def start(self, account: str, at: datetime) -> bool:
        """Release the brake; False where it was not pulled."""
        ...

    def released_at(self, account: str) -> datetime | None:
        """Return when a brake that held this account was last released, or None."""
        ...

    def holds(self, account: str, *, is_undo: bool = False) -> bool:
        """Say whether this account, or everything, is stopped.

        secbot's own stop holds no undo.
        """
        ...
