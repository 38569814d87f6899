"""EC2 instances: their ARNs, tags and termination protection, read and as steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from runbooks.kit.aws import Aws
from runbooks.kit.steps import make_step
from runbooks.kit.text import Said
from runbooks.kit.values import Power, Step

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
        if error.response.get("Error", {}).get("Code") in NOT_THERE:
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
