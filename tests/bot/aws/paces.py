"""A limiter for tests that are not about AWS's pace: the simulated AWS counts nobody's calls."""

from __future__ import annotations

from bot.aws.limiter import Limiter, Pace


def unhurried() -> Limiter:
    """Return a limiter that lets every call through at once, unless AWS has asked to slow down."""
    return Limiter(paces={}, usual=Pace(at_once=1000, per_second=1000))
