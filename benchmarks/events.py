"""Findings to measure with, as EventBridge sends them: GuardDuty's and Security Hub's by turns."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from typing import Any

from benchmarks.events_parts import network_interface, remote_side, rule_fields, tags

Json = dict[str, Any]

ACCOUNTS = tuple(f"{number:012d}" for number in range(222200000001, 222200000011))
REGIONS = ("ap-northeast-1", "us-east-1", "eu-west-1")
SEEN = "2026-11-22T03:04:05.000Z"
BANDS = ("LOW", "MEDIUM", "HIGH", "CRITICAL")
SHARES = (60, 25, 12, 3)
"""Most findings are of little severity; per cent, in the order of the bands."""
SCORES = {"LOW": 2.0, "MEDIUM": 5.0, "HIGH": 8.0, "CRITICAL": 9.0}
TYPES = (
    "CryptoCurrency:EC2/BitcoinTool.B!DNS",
    "Backdoor:EC2/C&CActivity.B!DNS",
    "Recon:EC2/PortProbeUnprotectedPort",
    "UnauthorizedAccess:EC2/SSHBruteForce",
    "Trojan:EC2/DNSDataExfiltration",
)


def events(count: int, *, seed: int = 1, bands: Sequence[str] = ()) -> list[Json]:
    """Return so many distinct events; the same seed gives the same ones.

    `bands` are the severities to choose from alike; none is the usual mixture.
    """
    dice = random.Random(seed)  # noqa: S311 - a load must be the same each time, not secret
    made = (guardduty, security_hub)
    return [made[index % 2](dice, _band(dice, bands)) for index in range(count)]


def guardduty(dice: random.Random, band: str) -> Json:
    """Return an event of GuardDuty, the finding in lower camel case."""
    account, region = dice.choice(ACCOUNTS), dice.choice(REGIONS)
    name, detector = f"{dice.getrandbits(128):032x}", f"{int(account):032x}"
    instance = f"i-{dice.getrandbits(68):017x}"
    detail = {
        "schemaVersion": "2.0",
        "accountId": account,
        "region": region,
        "partition": "aws",
        "id": name,
        "arn": f"arn:aws:guardduty:{region}:{account}:detector/{detector}/finding/{name}",
        "type": dice.choice(TYPES),
        "resource": {"resourceType": "Instance", "instanceDetails": _instance(dice, instance)},
        "service": {
            "serviceName": "guardduty",
            "detectorId": detector,
            "action": {
                "actionType": "NETWORK_CONNECTION",
                "networkConnectionAction": remote_side(dice),
            },
            "resourceRole": "TARGET",
            "additionalInfo": {"threatListName": "ProofPoint", "value": "{}", "type": "default"},
            "evidence": {"threatIntelligenceDetails": [{"threatNames": ["miner"]}]},
            "eventFirstSeen": SEEN,
            "eventLastSeen": SEEN,
            "archived": False,
            "count": dice.randint(1, 40),
        },
        "severity": SCORES[band],
        "createdAt": SEEN,
        "updatedAt": SEEN,
        "title": f"EC2 instance {instance} talks to an address that is known for mining.",
        "description": f"EC2 instance {instance} has talked to an address of a mining pool.",
    }
    return _event(dice, "aws.guardduty", "GuardDuty Finding", account, region, detail)


def security_hub(dice: random.Random, band: str) -> Json:
    """Return an event of Security Hub with one finding in ASFF."""
    account, region = dice.choice(ACCOUNTS), dice.choice(REGIONS)
    bucket = f"arn:aws:s3:::pay-{dice.getrandbits(64):016x}"
    control = f"arn:aws:securityhub:{region}:{account}:security-control/S3.8"
    finding = {
        "SchemaVersion": "2018-10-08",
        "Id": f"{control}/finding/{uuid.UUID(int=dice.getrandbits(128))}",
        "ProductArn": f"arn:aws:securityhub:{region}::product/aws/securityhub",
        "ProductName": "Security Hub",
        "CompanyName": "AWS",
        "Region": region,
        "GeneratorId": "security-control/S3.8",
        "AwsAccountId": account,
        "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"],
        "FirstObservedAt": SEEN,
        "LastObservedAt": SEEN,
        "CreatedAt": SEEN,
        "UpdatedAt": SEEN,
        "Severity": {"Label": band, "Original": band, "Normalized": int(SCORES[band] * 10)},
        "Title": "S3 general purpose buckets should block public access",
        "Description": "The control looks at the bucket's own Block Public Access. " * 3,
        "Remediation": {"Recommendation": {"Text": "Turn the four settings on, then ask again."}},
        "ProductFields": rule_fields(dice, account, region, control),
        "Resources": [_bucket(dice, bucket, region), _account(account, region)],
        "Compliance": {
            "Status": "FAILED",
            "SecurityControlId": "S3.8",
            "AssociatedStandards": [{"StandardsId": "standards/nist-800-53/v/5.0.0"}],
            "RelatedRequirements": [f"NIST.800-53.r5 AC-{number}" for number in range(3, 22, 2)],
        },
        "Workflow": {"Status": "NEW"},
        "WorkflowState": "NEW",
        "RecordState": "ACTIVE",
        "FindingProviderFields": {"Severity": {"Label": band, "Original": band}, "Types": []},
    }
    detail: Json = {"findings": [finding]}
    kind = "Security Hub Findings - Imported"
    return _event(dice, "aws.securityhub", kind, account, region, detail)


def _event(
    dice: random.Random, source: str, kind: str, account: str, region: str, detail: Json
) -> Json:
    return {
        "version": "0",
        "id": str(uuid.UUID(int=dice.getrandbits(128))),
        "detail-type": kind,
        "source": source,
        "account": account,
        "time": "2026-11-22T03:04:06Z",
        "region": region,
        "resources": [],
        "detail": detail,
    }


def _band(dice: random.Random, bands: Sequence[str]) -> str:
    return dice.choice(bands) if bands else dice.choices(BANDS, SHARES)[0]


def _instance(dice: random.Random, instance: str) -> Json:
    return {
        "instanceId": instance,
        "instanceType": "m6i.large",
        "launchTime": "2026-10-02T02:18:00Z",
        "platform": None,
        "productCodes": [],
        "iamInstanceProfile": {"arn": "arn:aws:iam::222200000001:instance-profile/web", "id": "A1"},
        "networkInterfaces": [network_interface(dice) for _ in range(2)],
        "tags": [{"key": key, "value": value} for key, value in tags(dice, 8).items()],
        "instanceState": "running",
        "availabilityZone": "ap-northeast-1a",
        "imageId": f"ami-{dice.getrandbits(68):017x}",
        "imageDescription": "the image that every web machine is launched from, built nightly",
    }


def _bucket(dice: random.Random, arn: str, region: str) -> Json:
    settings = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    details = {
        "OwnerId": f"{dice.getrandbits(256):064x}",
        "CreatedAt": "2024-05-06T07:08:09.000Z",
        "Name": arn.rpartition(":")[2],
        "PublicAccessBlockConfiguration": dict.fromkeys(settings, False),
    }
    return {
        "Type": "AwsS3Bucket",
        "Id": arn,
        "Partition": "aws",
        "Region": region,
        "Tags": tags(dice, 4),
        "Details": {"AwsS3Bucket": details},
    }


def _account(account: str, region: str) -> Json:
    named = {"Type": "AwsAccount", "Id": f"AWS::::Account:{account}"}
    return {**named, "Partition": "aws", "Region": region}
