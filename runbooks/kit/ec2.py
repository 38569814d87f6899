"""EC2 instances: their ARNs, tags and termination protection, read and as steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from runbooks.kit.aws import Aws
from runbooks.kit.refusals import code_of
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Said
from runbooks.kit.values import Made, Power, Step

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import InstanceTypeDef

NOT_THERE = frozenset({"InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed"})


def arn(aws: Aws, kind: str, name: str) -> str:
    """Return the ARN of an EC2 thing in this account and Region, such as kind `instance`."""
    return f"arn:{aws.partition}:ec2:{aws.region}:{aws.account}:{kind}/{name}"


def find(aws: Aws, instance: str) -> InstanceTypeDef | None:
    """Return an instance, terminated ones for an hour too; None where EC2 knows none."""
    try:
        answer = aws.read("ec2").describe_instances(InstanceIds=[instance])
    except ClientError as error:
        if code_of(error) in NOT_THERE:
            return None
        raise
    found = [each for group in answer["Reservations"] for each in group["Instances"]]
    return found[0] if found else None


def tags_of(found: InstanceTypeDef) -> dict[str, str]:
    """Return the tags of an instance."""
    return {tag.get("Key", ""): tag.get("Value", "") for tag in found.get("Tags", [])}


def is_protected(aws: Aws, instance: str) -> bool | None:
    """Say whether termination protection is on; None where EC2 does not say."""
    answer = aws.read("ec2").describe_instance_attribute(
        InstanceId=instance, Attribute="disableApiTermination"
    )
    return answer.get("DisableApiTermination", {}).get("Value")


def tag(aws: Aws, instance: str, key: str, says: Said) -> Step:
    """Return the step that sets a tag, without a value of meaning."""
    return make_step(
        "tag",
        "ec2:CreateTags",
        (arn(aws, "instance", instance),),
        {"Resources": [instance], "Tags": [{"Key": key, "Value": "true"}]},
        says,
        Power.CONTAIN,
    )


def untag(aws: Aws, instance: str, key: str, says: Said) -> Step:
    """Return the step that takes a tag off, whatever its value."""
    return make_step(
        "untag",
        "ec2:DeleteTags",
        (arn(aws, "instance", instance),),
        {"Resources": [instance], "Tags": [{"Key": key}]},
        says,
        Power.RELEASE,
    )


def protect(aws: Aws, instance: str, says: Said, *, value: bool) -> Step:
    """Return the step that turns termination protection on, or (a release) off."""
    return make_step(
        "protect",
        "ec2:ModifyInstanceAttribute",
        (arn(aws, "instance", instance),),
        {"InstanceId": instance, "DisableApiTermination": {"Value": value}},
        says,
        Power.CONTAIN if value else Power.RELEASE,
    )


def do_tag(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Set the tag of a step of `tag`, unless it is set."""
    if _has_tag(aws, parameters):
        return Made(already=True)
    aws.change("ec2").create_tags(**parameters)
    return Made()


def do_untag(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Take off the tag of a step of `untag`, unless it is off."""
    if not _has_tag(aws, parameters):
        return Made(already=True)
    aws.change("ec2").delete_tags(**parameters)
    return Made()


def do_protect(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Turn termination protection on or off as a step of `protect` says, unless it is so."""
    wanted = parameters["DisableApiTermination"]["Value"]
    if is_protected(aws, parameters["InstanceId"]) is wanted:
        return Made(already=True)
    aws.change("ec2").modify_instance_attribute(**parameters)
    return Made()


def _has_tag(aws: Aws, parameters: Mapping[str, Any]) -> bool:
    found = find(aws, parameters["Resources"][0])
    return found is not None and parameters["Tags"][0]["Key"] in tags_of(found)


DOES: Mapping[str, Do] = {
    "tag": do_tag,
    "untag": do_untag,
    "protect": do_protect,
}
"""What makes each kind of step of this part, by the first part of its key."""
