"""Moments as AWS tells them: its own clock, and how a moment is spelled for it and for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def told_in(answer: Mapping[str, Any]) -> datetime:
    """Return when AWS gave this answer, by its own clock (RFC 9110, section 6.6.1: `Date`).

    A refusal has it too. Raises ValueError where AWS has not said.
    """
    headers = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    return parsedate_to_datetime(headers.get("date", "")).astimezone(UTC)


def for_api(moment: datetime) -> str:
    """Return a moment as botocore takes it, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def for_people(moment: datetime) -> str:
    """Return a moment to the minute, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
