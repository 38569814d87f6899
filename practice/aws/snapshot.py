"""What the range's panel shows of the estate now, read without leaving a trace in the record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends

from practice.aws import buckets
from practice.aws.callers import PARTITION
from practice.aws.estate import Estate
from practice.aws.places import Place
from practice.aws.record import CallRecord
from practice.aws.server import ADMINISTRATOR, SimulatedAws

LAST_CALLS = 50
NONE_THERE = re.compile(
    r"NoSuch(TagSet|BucketPolicy|\w*Configuration)|\w+ConfigurationNotFoundError"
)
"""Codes by which AWS says that something was never set: an answer, and no failure."""


def snapshot(aws: SimulatedAws, estate: Estate) -> dict[str, Any]:
    """Return JSON-ready machines, buckets and users by account, and the last calls, newest first.

    Calls of the range's own administrators are left out. A failure is `expected` of an intruder,
    and of a question that is answered so; of secbot's own roles any other tells of something wrong.
    """
    return {
        "region": estate.region,
        "home": estate.home,
        "accounts": [_account(place, estate.region) for place in estate.places],
        "calls": [_call(one, estate.roles) for one in _foreign(aws)[:LAST_CALLS]],
    }


def _foreign(aws: SimulatedAws) -> list[CallRecord]:
    return [one for one in reversed(aws.calls()) if one.who.name != ADMINISTRATOR]


def _account(place: Place, region: str) -> dict[str, Any]:
    backend = ec2_backends[place.account][region]
    users = iam_backends[place.account][PARTITION].users
    return {
        "account": place.account,
        "name": place.name,
        "environment": place.environment,
        "instances": [_instance(one) for one in backend.all_instances()],
        "buckets": [_bucket(name) for name in place.buckets if buckets.find(name)],
        "users": [_user(one) for one in list(users.values()) if one.name != ADMINISTRATOR],
    }


def _instance(instance: Any) -> dict[str, Any]:
    tags = {tag["key"]: tag["value"] for tag in instance.get_tags()}
    return {
        "id": instance.id,
        "name": tags.get("Name", ""),
        "state": instance.state,
        "public_ip": instance.public_ip,
        "tags": tags,
        "interfaces": [_interface(one) for one in instance.network_interfaces],
    }


def _interface(interface: Any) -> dict[str, Any]:
    groups = [{"id": group.id, "name": group.name} for group in interface.group_set]
    return {"id": interface.id, "groups": groups}


def _bucket(name: str) -> dict[str, Any]:
    held = buckets.flags(name, buckets.owner(name) or "")
    return {"name": name, "public": buckets.is_public(name), "blocked": all(held.values())}


def _user(user: Any) -> dict[str, Any]:
    keys = [{"id": key.access_key_id, "status": key.status} for key in list(user.access_keys)]
    attached = [policy.name for policy in list(user.managed_policies.values())]
    return {"name": user.name, "keys": keys, "policies": sorted([*user.policies, *attached])}


def _call(record: CallRecord, roles: Iterable[str]) -> dict[str, Any]:
    is_ours = any(f":assumed-role/{role}/" in (record.caller or "") for role in roles)
    return {
        "time": record.time.isoformat(),
        "account": record.account,
        "region": record.region,
        "action": record.action,
        "caller": record.caller or "nobody",
        "session": record.session,
        "resources": list(record.resources),
        "error": record.error,
        "expected": not is_ours or bool(NONE_THERE.fullmatch(record.error or "")),
        "request_id": record.request_id,
    }
