"""Who looks at a page: the names he sees, the moment, and his time zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo


@dataclass(frozen=True, slots=True)
class Reader:
    """Names by Slack id; `now` is aware."""

    people: Mapping[str, str]
    groups: Mapping[str, str]
    channels: Mapping[str, str]
    now: datetime
    zone: tzinfo
