"""Reads a moment in any of the shapes in which AWS services send one."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST = 64
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

FIRST_AS_MILLISECONDS = 1e11
"""From here on a count is milliseconds: as seconds it would be after the year 5000."""
FIRST_AS_MICROSECONDS = 1e14

COUNT = re.compile(r"\d{9,19}(\.\d{1,9})?")
JAVA = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{1,2}):(\d\d):(\d\d)(?:\.(\d{1,6}))? "
    r"(?:UTC|GMT|Z) (\d{4})"
)
AMERICAN = re.compile(
    r"([A-Z][a-z]{2}) (\d{1,2}), (\d{4})(?:,? (\d{1,2}):(\d\d)(?::(\d\d))? ?([AP]M))?"
)


def read_moment(value: object) -> datetime | None:
    """Return an aware UTC moment, or None for what is none; without a zone it counts as UTC.

    Read are ISO 8601, counts since 1970 in s, ms or us, RFC 1123, Java's `Date.toString()` (as
    Inspector sends it: "Wed Sep 04 16:59:44.356 UTC 2024"), and "Dec 8, 2017, 3:32:49 PM".
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _from_count(value)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        return None
    text = value.strip()
    if COUNT.fullmatch(text):
        return _from_count(float(text))
    shapes: tuple[Callable[[str], datetime | None], ...] = (
        datetime.fromisoformat,
        _from_java,
        _from_american,
        _from_mail,
    )
    for shape in shapes:
        moment = _try(shape, text)
        if moment:
            return moment
    return None


def _try(shape: Callable[[str], datetime | None], text: str) -> datetime | None:
    try:
        moment = shape(text)
        if moment is None:
            return None
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_count(count: float) -> datetime | None:
    if not 0 < count < math.inf:
        return None
    scale = 1
    if count >= FIRST_AS_MICROSECONDS:
        scale = 1_000_000
    elif count >= FIRST_AS_MILLISECONDS:
        scale = 1_000
    try:
        return EPOCH + timedelta(seconds=count / scale)
    except OverflowError:
        return None


def _from_mail(text: str) -> datetime | None:
    """Read RFC 1123; a zone that is not known there would otherwise pass for UTC."""
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else None


def _from_java(text: str) -> datetime | None:
    found = JAVA.fullmatch(text)
    if not found:
        return None
    month, day, hour, minute, second, fraction, year = found.groups()
    microsecond = int((fraction or "0").ljust(6, "0"))
    time = (int(hour), int(minute), int(second), microsecond)
    return datetime(int(year), MONTHS.index(month) + 1, int(day), *time, tzinfo=UTC)


def _from_american(text: str) -> datetime | None:
    found = AMERICAN.fullmatch(text)
    if not found:
        return None
    month, day, year, hour, minute, second, half = found.groups()
    twelve = int(hour or 12) % 12 + (12 if half == "PM" else 0)
    time = (twelve, int(minute or 0), int(second or 0))
    return datetime(int(year), MONTHS.index(month) + 1, int(day), *time, tzinfo=UTC)
