"""The condition keys of single calls and of the things that they name: tags, attributes, owners.

Which calls have which keys is the Service Authorization Reference's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from moto.ec2.models import ec2_backends

from practice.aws.buckets import owner
from practice.aws.call import Call
from practice.aws.conditions import Context

KEEPS: Mapping[str, tuple[str, ...]] = {
    "ec2": ("aws:requesttag/", "aws:resourcetag/", "aws:tagkeys", "ec2:attribute/"),
    "s3": ("aws:resourceaccount",),
}
"""How the keys begin that are known of a service's calls, whether a call has them or not."""

TAGGING = ("CreateTags", "DeleteTags")
MODIFYING = ("ModifyInstanceAttribute", "ModifyNetworkInterfaceAttribute")


def of_call(call: Call) -> dict[str, str | tuple[str, ...]]:
    """Return the condition keys that a call's own parameters give, in lower case."""
    if call.service == "s3" and "Bucket" in call.parameters:
        return {"aws:resourceaccount": owner(str(call.parameters["Bucket"])) or call.account}
    if call.service != "ec2":
        return {}
    if call.operation in TAGGING:
        return _tagging(call.parameters.get("Tags") or [])
    return dict(_attributes(call)) if call.operation in MODIFYING else {}


def of_things(call: Call, resources: Iterable[str]) -> dict[str, Context]:
    """Return the tags of the things of EC2 that a call names, by their ARNs."""
    if call.service != "ec2":
        return {}
    tags = ec2_backends[call.account][call.region].tags
    return {
        arn: {
            f"aws:resourcetag/{name.lower()}": str(value)
            for name, value in tags.get(arn.rpartition("/")[2], {}).items()
        }
        for arn in resources
    }


def _tagging(tags: list[Mapping[str, Any]]) -> dict[str, str | tuple[str, ...]]:
    if not tags:
        return {}
    asked = {f"aws:requesttag/{str(one['Key']).lower()}": str(one.get("Value", "")) for one in tags}
    return {"aws:tagkeys": tuple(str(one["Key"]) for one in tags), **asked}


def _attributes(call: Call) -> Iterable[tuple[str, str]]:
    for name, given in call.parameters.items():
        value = given.get("Value") if isinstance(given, Mapping) else None
        if value is not None:
            written = str(value).lower() if isinstance(value, bool) else str(value)
            yield f"ec2:attribute/{name.lower()}", written
