"""Shell patterns such as `arn:aws:s3:::pay-*`, many of them held against one text at once."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache

KEPT = 256
"""Sets of patterns: those of a policy, and of secbot's own things for each account."""


def is_any(text: str, patterns: tuple[str, ...]) -> bool:
    """Say whether a text, in this case of letters, is of one of these patterns at least."""
    return bool(patterns) and _joined(patterns).match(text) is not None


@lru_cache(maxsize=KEPT)
def _joined(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return all of them as one: to try each by itself takes most of a decision's time."""
    return re.compile("|".join(translate(pattern) for pattern in patterns))
