"""Which incidents are for named people alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bot.domain.restriction import Restriction


class Restrictions(Protocol):
    """One restriction for an incident, or none."""

    def of(self, incident: int | None) -> Restriction | None:
        """Return the restriction of an incident; None where there is none, or no incident."""
        ...

    def all(self) -> Mapping[int, Restriction]:
        """Return every restriction by its incident, of closed ones too."""
        ...

    def keep(self, restriction: Restriction) -> None:
        """Keep a restriction in the place of the incident's last one."""
        ...

    def drop(self, incident: int) -> None:
        """Forget the restriction of an incident."""
        ...
