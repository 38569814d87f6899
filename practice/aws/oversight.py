"""How the range's accounts are watched over: prod nearly as it should be, staging with gaps.

What is wrong is wrong in the ways in which real accounts are: a Region that nobody thought of, a
bucket policy that stopped AWS Config, a log that no longer arrives. The account's Block Public
Access stays off in both, since a bucket of each can be opened in the scenarios.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from practice.aws.recorders import Recorded
from practice.aws.root_users import RootUser
from practice.aws.server import SimulatedAws
from practice.aws.trails import Delivery

SECOND_REGION = "us-east-1"
TRAIL = "organization"
UNDELIVERED = timedelta(days=3)
FAULT = "InsufficientDeliveryPolicyException"


def oversee(aws: SimulatedAws, home: str, prod: str, staging: str, region: str) -> None:
    """Watch over two accounts in two Regions each; GuardDuty and Security Hub are on in the first.

    The home account's trail is the organization's, and covers all.
    """
    regions = (region, SECOND_REGION)
    for account in (prod, staging):
        aws.controls.regions.enable(account, regions)
        aws.client("guardduty", account, SECOND_REGION).create_detector(Enable=True)
    trail = _trail(aws, home, region, (prod, staging))
    aws.client("securityhub", prod, SECOND_REGION).enable_security_hub()
    for each in regions:
        _record(aws, prod, each)
    aws.controls.root_users.put(prod, RootUser(has_mfa=True))
    _record(aws, staging, region)
    aws.controls.recorders.record(staging, region, Recorded("FAILURE", FAULT))
    late = Delivery(datetime.now(UTC) - UNDELIVERED)
    aws.controls.trails.deliver(trail, SECOND_REGION, late, account=staging)
    aws.controls.root_users.put(staging, RootUser(has_password=False))


def _trail(aws: SimulatedAws, home: str, region: str, members: Sequence[str]) -> str:
    bucket = f"{TRAIL}-trail-{home}"
    aws.client("s3", home).create_bucket(Bucket=bucket)
    client = aws.client("cloudtrail", home, region)
    made = client.create_trail(
        Name=TRAIL, S3BucketName=bucket, IsMultiRegionTrail=True, IsOrganizationTrail=True
    )
    client.start_logging(Name=TRAIL)
    arn = str(made["TrailARN"])
    aws.controls.trails.share(arn, members)
    return arn


def _record(aws: SimulatedAws, account: str, region: str) -> None:
    config = aws.client("config", account, region)
    role = f"arn:aws:iam::{account}:role/config"
    config.put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": role})
    channel = {"name": "default", "s3BucketName": f"config-{account}"}
    config.put_delivery_channel(DeliveryChannel=channel)
    config.start_configuration_recorder(ConfigurationRecorderName="default")
