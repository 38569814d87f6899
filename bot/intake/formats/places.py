"""Where a finding is: partition, account, Region, and the ARNs that can be built from them."""

from __future__ import annotations

import re
from dataclasses import dataclass

GUARDDUTY_ARN = re.compile(
    r"arn:(aws[a-z-]*):guardduty:([a-z0-9-]+):([^:\s]+):(detector/[^/:\s]+/finding/[^/:\s]+)"
)
PARTITIONS = (("cn-", "aws-cn"), ("us-gov-", "aws-us-gov"))


@dataclass(frozen=True, slots=True)
class Place:
    """A partition, an account and a Region of AWS."""

    partition: str
    account: str
    region: str

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN of something in this account and Region."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"

    def iam_arn(self, resource: str) -> str:
        """Return the ARN of something in this account's IAM, which knows no Regions."""
        return f"arn:{self.partition}:iam::{self.account}:{resource}"


def id_in(place: Place, type_: str, id_: str) -> str:
    """Return the ARN of an instance or a bucket that is only named; any other id as it is."""
    if not id_ or id_.startswith("arn:"):
        return id_
    if type_ == "AwsEc2Instance":
        return place.arn("ec2", f"instance/{id_}")
    return f"arn:{place.partition}:s3:::{id_}" if type_ == "AwsS3Bucket" else id_


def partition_of(arn: str, region: str) -> str:
    """Return the partition that an ARN names, else the one that a Region is in."""
    named = arn.split(":")[1:2] if arn.startswith("arn:aws") else []
    if named:
        return named[0]
    return next((name for prefix, name in PARTITIONS if region.startswith(prefix)), "aws")
