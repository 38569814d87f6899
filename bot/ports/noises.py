"""The incidents of some time as noise weighs them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.noise import Noted


class Noises(Protocol):
    """Read from incidents, findings and records: nothing is counted apart."""

    def since(
        self, at: datetime, limit: int, account: str = "", before: Noted | None = None
    ) -> tuple[Noted, ...]:
        """Return what was opened at this moment or later, the newest so many, newest first.

        Of one account or (empty) of all; only what comes after `before`, where that is given.
        What is for named people alone is left out.
        """
        ...
