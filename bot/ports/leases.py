"""Which execution works on which resource: never two on one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.braking import Lease


class Leases(Protocol):
    """A resource of an account is leased to one execution at most."""

    def held(self, leases: Sequence[Lease]) -> Lease | None:
        """Return the first of these resources' leases that another execution has, or None."""
        ...

    def take(self, leases: Sequence[Lease]) -> Lease | None:
        """Take all, and return None; or none, and return whose lease is in the way."""
        ...

    def let_go(self, execution: int) -> None:
        """Let go of all that an execution has."""
        ...
