"""Accounts of the simulated AWS as tests of checks set them, and the asking of one check."""

from __future__ import annotations

from typing import Any

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.checks.contract import Check, Look
from practice.aws.root_users import RootUser
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION

TRAIL = "all-calls"
SETTINGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


def looked(estate: AwsEstate, account: Account, check: Check, region: str = REGION) -> Look:
    """Ask one check under the read role, with the rights that it declares and no others."""
    where = region if check.about.is_regional else ""
    return check.ask(estate.reading(account, where, check.about.actions), account, where)


def why(look: Look) -> str:
    """Return how a control stands and why, as a person reads it."""
    return f"{look.standing}: {look.says.plain()}" if look.says else str(look.standing)


def well_set(aws: SimulatedAws, account: str, region: str = REGION) -> None:
    """Set an account so that every check passes in one Region."""
    aws.client("guardduty", account, region).create_detector(Enable=True)
    aws.client("securityhub", account, region).enable_security_hub()
    a_trail(aws, account, region)
    a_recorder(aws, account, region)
    block(aws, account, *SETTINGS)
    aws.controls.root_users.put(account, RootUser(has_mfa=True))
    aws.controls.regions.enable(account, [region])


def a_trail(
    aws: SimulatedAws, account: str, region: str = REGION, name: str = TRAIL, **more: Any
) -> str:
    """Make a trail of its own bucket that logs, and return its ARN."""
    bucket = f"{name}-{account}-{region}"
    aws.client("s3", account).create_bucket(Bucket=bucket)
    client = aws.client("cloudtrail", account, region)
    made = client.create_trail(Name=name, S3BucketName=bucket, **more)
    client.start_logging(Name=name)
    return str(made["TrailARN"])


def a_recorder(aws: SimulatedAws, account: str, region: str = REGION) -> Any:
    """Make a recorder that records, and return the client that can stop it."""
    client = aws.client("config", account, region)
    role = f"arn:aws:iam::{account}:role/config"
    client.put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": role})
    client.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": "records"})
    client.start_configuration_recorder(ConfigurationRecorderName="default")
    return client


def block(aws: SimulatedAws, account: str, *names: str) -> None:
    """Turn these settings of the account's block on, and the others off."""
    aws.client("s3control", account).put_public_access_block(
        AccountId=account,
        PublicAccessBlockConfiguration={name: name in names for name in SETTINGS},
    )
