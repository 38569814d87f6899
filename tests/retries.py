"""Plugin: botocore tries again at once, where it would wait for a second or two of chance."""

from __future__ import annotations

from typing import Any

from botocore.retries import standard


def pytest_configure() -> None:
    """Take the time out of its pauses; how often it tries stays as it is."""
    vars(standard)["ExponentialBackoff"].delay_amount = _at_once


def _at_once(_backoff: Any, _context: Any) -> float:
    return 0.0
