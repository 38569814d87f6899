"""The batches: one wish over several targets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.batch import Batch, LeftOut, Seal


class Batches(Protocol):
    """Batches and their members; a member belongs to one batch for ever."""

    def open(
        self, incident: int | None, channel: str, left_out: Sequence[LeftOut], at: datetime
    ) -> int:
        """Begin a batch in its first round and return its number."""
        ...

    def join(self, number: int, execution: int) -> None:
        """Make an execution a member."""
        ...

    def get(self, number: int) -> Batch | None:
        """Return a batch."""
        ...

    def lock(self, number: int) -> Batch | None:
        """Return a batch, which nobody else changes until commit."""
        ...

    def members(self, number: int) -> tuple[int, ...]:
        """Return the numbers of its executions, in the order in which they were asked for."""
        ...

    def seal(self, number: int, round_: int, seal: Seal) -> bool:
        """Keep what is decided on; False where this round is sealed already, or over."""
        ...

    def unseal(self, number: int, round_: int, at: datetime) -> bool:
        """Begin the next round; False where this one is over already, or not sealed."""
        ...
