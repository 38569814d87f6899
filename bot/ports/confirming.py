"""Reading findings again at their source."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from bot.domain.finding import Finding
from runbooks.kit.text import Said


class SilentError(Exception):
    """The source gave no answer, which it may in a moment; the sentence says why."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence."""
        super().__init__(says.plain())
        self.says = says


class TooEarlyError(SilentError):
    """The source may not know of it yet; `again_in` is after how long to ask again."""

    def __init__(self, says: Said, again_in: timedelta) -> None:
        """Keep the sentence and the pause."""
        super().__init__(says)
        self.again_in = again_in


class Confirming(Protocol):
    """Tells a finding from a claim: whoever may publish to a topic can send anything."""

    async def why_not(self, finding: Finding) -> Said | None:
        """Return why a finding is not borne out by its source, or None where it is.

        Raises SilentError where it is worth asking again.
        """
        ...
