"""The scalars of the policy file: durations, hours, Regions and ids, each checked as it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time, timedelta
from ipaddress import ip_address
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from bot.domain import canary, retention
from bot.domain.answer import Sensitivity
from bot.domain.finding import Severity
from bot.domain.words import policy as words

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
DURATION = re.compile(r"([1-9]\d{0,4})([mhd])")
TIME_OF_DAY = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-[0-9]")
ADDRESS = re.compile(r"https://[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%-]{1,2000}", re.ASCII)
HOST = re.compile(r"([a-z0-9_]([a-z0-9_-]{0,62})\.)+[a-z][a-z0-9-]{1,62}", re.ASCII)
EVERY_REGION = "all"
LEAST_RAW = timedelta(days=15)
"""A queue keeps a message for 14 days at most, and one that is forgotten would be read anew.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
"""


AccountNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
MemberId = Annotated[str, StringConstraints(pattern=r"^[USW][A-Z0-9]{2,}$")]
PersonId = Annotated[str, StringConstraints(pattern=r"^[UW][A-Z0-9]{2,}$")]
TeamId = Annotated[str, StringConstraints(pattern=r"^[TE][A-Z0-9]{2,}$")]
ArnPattern = Annotated[str, StringConstraints(pattern=r"^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+$")]
ProducerPattern = Annotated[
    str,
    StringConstraints(
        pattern=r"^(aws|arn:aws[a-z-]*:securityhub:[^:]*:[^:]*:product/[^/*?\[\]]+/[^/*?\[\]]+)$"
    ),
]
TopicArn = Annotated[
    str,
    StringConstraints(pattern=r"^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$"),
]
Address = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")]
PrincipalName = Annotated[str, StringConstraints(min_length=1, max_length=128)]
RoleName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+=,.@/-]{1,128}$")]


def _duration(value: object) -> timedelta:
    found = DURATION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(words.POLICY_DURATION.en)
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def _time_of_day(value: object) -> time:
    found = TIME_OF_DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(words.POLICY_TIME_OF_DAY.en)
    return time(int(found[1]), int(found[2]))


def _hours(value: object) -> tuple[time, time]:
    """Return the two ends of a part of the day, such as `22:00-07:00`."""
    ends = value.split("-") if isinstance(value, str) else []
    found = [TIME_OF_DAY.fullmatch(each.strip()) for each in ends]
    times = [time(int(each[1]), int(each[2])) for each in found if each]
    if len(ends) != 2 or len(times) != 2 or times[0] == times[1]:  # noqa: PLR2004 - two ends
        raise ValueError(words.POLICY_HOURS.en)
    return times[0], times[1]


def _floor(value: object) -> Severity:
    """Return the lowest severity that is meant, such as `>=HIGH`."""
    named = value.removeprefix(">=").strip().upper() if isinstance(value, str) else ""
    if isinstance(value, str) and value.startswith(">=") and named in set(Severity):
        return Severity(named)
    raise ValueError(words.POLICY_FLOOR.en)


def _zone(value: object) -> str:
    if isinstance(value, str):
        try:
            return ZoneInfo(value).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    raise ValueError(words.POLICY_TIME_ZONE.en)


def _regions(value: object) -> tuple[str, ...]:
    """Return the Regions that are named; none for all of them, and for none given."""
    if value is None or value == EVERY_REGION:
        return ()
    named = value if isinstance(value, list | tuple) else ()
    regions = tuple(each for each in named if isinstance(each, str) and REGION.fullmatch(each))
    if not regions or len(regions) != len(named):
        raise ValueError(words.POLICY_REGIONS.en)
    return regions


def _webhook(value: object) -> str:
    """Return an address on a public host; a fault never holds it, for a token may be in it."""
    if isinstance(value, str) and ADDRESS.fullmatch(value):
        try:
            parts = urlsplit(value)
            if "@" not in parts.netloc and parts.port != 0 and _is_public(parts):
                return value
        except ValueError:
            pass
    raise ValueError(words.POLICY_WEBHOOK.en)


def _is_public(parts: SplitResult) -> bool:
    """Say whether the host is a name of the DNS, or an address that is nobody's own."""
    host = (parts.hostname or "").removesuffix(".")
    if HOST.fullmatch(host):
        return not host.endswith(".localhost")
    address = ip_address(host)
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_global and not address.is_multicast


def least_raw(value: timedelta) -> timedelta:
    """Refuse to forget what may still be sent again. Raises ValueError."""
    if value < LEAST_RAW:
        raise ValueError(words.POLICY_RAW.fill(least=LEAST_RAW.days).plain())
    return value


def least_findings(value: timedelta) -> timedelta:
    """Refuse to delete what its source may still tell of again. Raises ValueError."""
    if value < retention.LEAST:
        raise ValueError(words.POLICY_FINDINGS.fill(least=retention.LEAST.days).plain())
    return value


def canary_span(value: timedelta) -> timedelta:
    """Refuse what would cost much, and what would prove too little. Raises ValueError."""
    if not canary.LEAST <= value <= canary.MOST:
        raise ValueError(words.POLICY_CANARY.en)
    return value


def level(name: str) -> Sensitivity:
    """Return a level of detail by its name. Raises ValueError for what is none."""
    if name.upper() not in Sensitivity.__members__ or name != name.lower():
        raise ValueError(words.POLICY_DETAIL.en)
    return Sensitivity[name.upper()]


def _is_level(name: str) -> str:
    level(name)
    return name


DetailLevel = Annotated[str, AfterValidator(_is_level)]
"""`minimal`, `standard` or `full`, kept by its name."""


def only(served: str) -> Callable[[str], str]:
    """Return what refuses, by name, every value but the one that is served."""

    def check(value: str) -> str:
        if value != served:
            raise ValueError(words.POLICY_ONLY.fill(served=served).plain())
        return value

    return check


LogGroups = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_./#*-]{1,512}$")]
"""A pattern of names: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
and `*` for any of them.
"""
AthenaDatabase = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_][a-z0-9_-]{0,254}$")]
"""https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html"""
AthenaWorkgroup = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,128}$")]
"""https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html"""
Duration = Annotated[timedelta, BeforeValidator(_duration)]
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
HoursOfDay = Annotated[tuple[time, time], BeforeValidator(_hours)]
WebhookAddress = Annotated[str, BeforeValidator(_webhook)]
RaisedClass = Literal["A", "B", "C"]
Floor = Annotated[Severity, BeforeValidator(_floor)]
RunbookName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{2,63}$")]
Zone = Annotated[str, BeforeValidator(_zone)]
Regions = Annotated[tuple[str, ...] | None, BeforeValidator(_regions)]
ChannelId = Annotated[str, StringConstraints(pattern=r"^[CG][A-Z0-9]{2,}$")]
