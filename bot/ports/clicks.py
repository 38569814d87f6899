"""Clicks that were taken up already."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clicks(Protocol):
    """Slack may deliver one click twice; a signature is good for five minutes."""

    def is_first(self, key: str, at: datetime) -> bool:
        """Keep a click's key; False where it was kept within the last ten minutes."""
        ...

    def forget(self, key: str) -> None:
        """Let a click that came to nothing be sent again, as a modal is once it was mended."""
        ...
