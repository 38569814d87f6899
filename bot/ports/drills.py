"""The containment drills: those that went well and prove a runbook, and those that go on."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.drill import Drilled, Round
from runbooks.kit.text import Said


class Drills(Protocol):
    """What was proved is only ever added; a round is changed until it has ended."""

    def keep(self, drilled: Drilled) -> None:
        """Keep a drill; a second time changes nothing."""
        ...

    def of(self, runbook: str, account: str) -> tuple[Drilled, ...]:
        """Return the drills of a runbook in an account, oldest first."""
        ...

    def newest(self) -> tuple[Drilled, ...]:
        """Return the newest drill of each runbook in each account."""
        ...

    def begin(self, change: int) -> None:
        """Begin the round of a change; a second time changes nothing."""
        ...

    def round(self, change: int) -> Round | None:
        """Return the round of a change, None where it has none."""
        ...

    def running(self) -> tuple[Round, ...]:
        """Return the rounds that have not ended, oldest first."""
        ...

    def put_back(self, change: int, undo: int) -> None:
        """Say by which execution a round's change is being put back."""
        ...

    def stop(self, change: int, at: datetime) -> bool:
        """Say that a round is to end; False where it has been stopped, or has ended."""
        ...

    def end(self, change: int, at: datetime, result: Said, *, is_proved: bool) -> bool:
        """End a round; False where it has ended."""
        ...
