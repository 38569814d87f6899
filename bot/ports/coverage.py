"""What is kept to prove the quiet: when a finding last came from where, and how AWS stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.posture import Checked
from bot.domain.proving import Place


class Coverage(Protocol):
    """The last finding of each place, and the last look at AWS."""

    def heard(self, places: Collection[Place], at: datetime) -> None:
        """Keep that a finding came from each of these places; exact to a minute."""
        ...

    def last_heard(self) -> Mapping[Place, datetime]:
        """Return when a finding last came from each place that one ever came from."""
        ...

    def keep(self, checks: Sequence[Checked], at: datetime) -> None:
        """Put the checks of a whole look in the place of those of the one before."""
        ...

    def checks(self) -> tuple[Checked, ...]:
        """Return the checks of the last look, by account, Region and name."""
        ...

    def looked_at(self) -> datetime | None:
        """Return when AWS was last looked at, or None where it never was."""
        ...

    def note(self, check: Checked) -> None:
        """Put a check that is made by itself in the place of the one of the same name."""
        ...

    def noted(self, name: str) -> Checked | None:
        """Return a check that is made by itself, or None where it never was."""
        ...

    def noted_under(self, check: str) -> tuple[Checked, ...]:
        """Return the checks that are kept under `check:` and a subject of their own, by subject."""
        ...
