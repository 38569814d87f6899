"""CloudTrail's trails as accounts see them in each Region, and how their delivery fares.

Moto shows no organization trail in its members, takes a shadow trail's bare name, and knows of no
failed delivery. The rules are the CloudTrail API reference's pages DescribeTrails and
GetTrailStatus: the status is a single Region's, and a shadow trail's is asked for by its ARN.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from moto.cloudtrail.models import cloudtrail_backends

from practice.aws.call import Answers, Call, Proceed, RefusedError


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the last delivery in a Region went: when (None for never), and S3's error if any."""

    at: datetime | None
    error: str = ""


class Trails:
    """Trails of every account; a trail that logs delivers at once, unless it is told otherwise."""

    def __init__(self) -> None:
        """Begin with all deliveries well, and no trail shared."""
        self._deliveries: dict[tuple[str, str, str], Delivery] = {}
        self._members: dict[str, frozenset[str]] = {}

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("cloudtrail", "DescribeTrails"): self.describe_trails,
            ("cloudtrail", "GetTrailStatus"): self.get_trail_status,
        }

    def deliver(self, arn: str, region: str, delivery: Delivery, account: str = "") -> None:
        """Let a trail's delivery in one Region have gone so, from now on.

        `account` is the member whose log an organization's trail delivers so, else the trail's own.
        """
        self._deliveries[arn, region, account or arn.split(":")[4]] = delivery

    def share(self, arn: str, members: Iterable[str]) -> None:
        """Let the members of an organization see its trail."""
        self._members[arn] = frozenset(members)

    def describe_trails(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the trails of the Region and, unless they are not wanted, the shadows there."""
        with_shadows = call.parameters.get("includeShadowTrails", True)
        named = call.parameters.get("trailNameList") or []
        listed = [
            trail.description(include_region=True)
            for trail in self._seen(call)
            if (with_shadows or _is_home(trail, call))
            and (not named or trail.arn in named or trail.trail_name in named)
        ]
        return {"trailList": listed}

    def get_trail_status(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer how a trail fares in the Region that is asked."""
        name = str(call.parameters["Name"])
        for trail in self._seen(call):
            if name == trail.arn or (name == trail.trail_name and _is_home(trail, call)):
                return self._status(trail, call)
        message = f"Unknown trail: {name} for the user: {call.account}"
        raise RefusedError(code="TrailNotFoundException", message=message)

    def _seen(self, call: Call) -> Iterator[Any]:
        shared = [arn for arn, members in self._members.items() if call.account in members]
        accounts = {call.account, *(arn.split(":")[4] for arn in shared)}
        for account in sorted(accounts):
            for backend in list(cloudtrail_backends[account].values()):
                for trail in list(backend.trails.values()):
                    is_there = trail.is_multi_region or trail.region_name == call.region
                    if is_there and (account == call.account or trail.arn in shared):
                        yield trail

    def _status(self, trail: Any, call: Call) -> dict[str, Any]:
        status = trail.status
        last = _moment(status.latest_delivery_time)
        usual = Delivery(call.time if status.is_logging else last)
        delivery = self._deliveries.get((trail.arn, call.region, call.account), usual)
        return {
            "IsLogging": status.is_logging,
            "StartLoggingTime": _aware(status.started),
            "StopLoggingTime": _aware(status.stopped),
            "LatestDeliveryTime": delivery.at,
            "LatestDeliveryError": delivery.error or None,
        }


def _is_home(trail: Any, call: Call) -> bool:
    return (trail.account_id, trail.region_name) == (call.account, call.region)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _aware(moment: datetime | None) -> datetime | None:
    """Read a time of moto's: it is UTC without saying so."""
    return moment.replace(tzinfo=UTC) if moment else None
