"""What intake counts for the dashboards."""

from __future__ import annotations

from typing import Protocol


class Meter(Protocol):
    """Counts; none of these raises or waits."""

    def received(self, source: str, many: int = 1) -> None:
        """Count findings by the service that reported them: `guardduty`, `securityhub`, `other`."""
        ...

    def refused(self, reason: str) -> None:
        """Count a message that was turned away, by the reason's code."""
        ...

    def duplicate(self, many: int) -> None:
        """Count findings that said nothing new."""
        ...

    def intake_seconds(self, seconds: float) -> None:
        """Measure one message from its arrival to the commit."""
        ...
