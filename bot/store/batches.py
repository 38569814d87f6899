"""Cuts long lists to what one statement may carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

SIZE = 500
"""Far under SQLite's 32,766 parameters a statement (https://www.sqlite.org/limits.html)."""


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the items in order, so many at a time."""
    for start in range(0, len(items), SIZE):
        yield items[start : start + SIZE]
