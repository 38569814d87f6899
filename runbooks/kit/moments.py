"""How a moment is spelled for AWS and for people, and how long is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def for_api(moment: datetime) -> str:
    """Return a moment as botocore takes it, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def for_people(moment: datetime) -> str:
    """Return a moment to the minute, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def minutes(span: timedelta) -> int:
    """Return how many whole minutes a time has."""
    return span // MINUTE
