"""The containment drills that went well, which prove a runbook in an account."""

from __future__ import annotations

from typing import Protocol

from bot.domain.drill import Drilled


class Drills(Protocol):
    """Drills are only ever added."""

    def keep(self, drilled: Drilled) -> None:
        """Keep a drill; a second time changes nothing."""
        ...

    def of(self, runbook: str, account: str) -> tuple[Drilled, ...]:
        """Return the drills of a runbook in an account, oldest first."""
        ...
