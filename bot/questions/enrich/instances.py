"""Looks an EC2 instance up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import InstanceTypeDef

GONE = Text("{id} is not there any more", ja="{id} はもう存在しません")


def find_instance(aws: Aws, instance_id: str) -> InstanceTypeDef | None:
    """Return the instance, or None where AWS knows it no more.

    An id that AWS never knew, or no more, may also be ClientError InvalidInstanceID.NotFound.
    """
    answer = aws.read("ec2").describe_instances(InstanceIds=[instance_id])
    for reservation in answer["Reservations"]:
        for instance in reservation.get("Instances", []):
            return instance
    return None
