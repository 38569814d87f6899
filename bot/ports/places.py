"""The places under the ceiling: which targets were changed, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.braking import Place


class Places(Protocol):
    """One place for each target that an execution changes."""

    def alone(self) -> None:
        """Let nobody else count or take places until this transaction ends."""
        ...

    def since(self, at: datetime) -> tuple[Place, ...]:
        """Return the places that were begun after this moment, and those of what is approved."""
        ...

    def take(self, place: Place) -> None:
        """Keep a place; of an execution and target that have one, its moment is moved."""
        ...

    def begun(self, account: str, target: str) -> tuple[int, ...]:
        """Return the executions that have begun to change a target, newest first."""
        ...
