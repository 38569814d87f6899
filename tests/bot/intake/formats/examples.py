"""Findings as GuardDuty and Security Hub send them, made up for the tests."""

from __future__ import annotations

import json
from typing import Any

from bot.domain.finding import Finding, Notice
from bot.intake.formats.sources import read
from bot.intake.pieces import Event

ACCOUNT = "111122223333"
ADMINISTRATOR = "999988887777"
REGION = "ap-northeast-1"
RESOURCE_PART = "detector/d1/finding/f1"
ARN = f"arn:aws:guardduty:{REGION}:{ACCOUNT}:{RESOURCE_PART}"
GUARDDUTY_KEY = f"guardduty:aws:{ACCOUNT}:{REGION}:{RESOURCE_PART}"
GUARDDUTY_PRODUCT = f"arn:aws:securityhub:{REGION}::product/aws/guardduty"
HUB_PRODUCT = f"arn:aws:securityhub:{REGION}::product/aws/securityhub"
CUSTOM_PRODUCT = f"arn:aws:securityhub:{REGION}:{ACCOUNT}:product/{ACCOUNT}/default"

GUARDDUTY_PRODUCT_V2 = f"arn:aws:securityhub:{REGION}::productv2/aws/guardduty"
HUB_PRODUCT_V2 = f"arn:aws:securityhub:{REGION}::productv2/aws/securityhub"

GUARDDUTY_EVENT = Event("aws.guardduty", "GuardDuty Finding", ADMINISTRATOR, REGION)
HUB_EVENT = Event("aws.securityhub", "Security Hub Findings - Imported", ADMINISTRATOR, REGION)
HUB_V2_EVENT = Event("aws.securityhub", "Findings Imported V2", ADMINISTRATOR, REGION)


def guardduty(**changes: Any) -> dict[str, Any]:
    """Return a finding of GuardDuty in camelCase, with these fields put in or replaced."""
    return {
        "schemaVersion": "2.0",
        "accountId": ACCOUNT,
        "region": REGION,
        "partition": "aws",
        "id": "f1",
        "arn": ARN,
        "type": "Backdoor:EC2/C&CActivity.B!DNS",
        "severity": 8.0,
        "createdAt": "2026-11-22T08:00:00.000Z",
        "updatedAt": "2026-11-22T08:30:00.000Z",
        "title": "EC2 instance talking to a known C2 server",
        "description": "The instance asked for a domain of a command and control server.",
        "resource": {
            "resourceType": "Instance",
            "instanceDetails": {
                "instanceId": "i-0abc123",
                "tags": [{"key": "Name", "value": "web-7"}, {"key": "owner", "value": "pay"}],
            },
        },
        "service": {
            "serviceName": "guardduty",
            "detectorId": "d1",
            "count": 4,
            "archived": False,
            "eventFirstSeen": "2026-11-22T08:00:00.000Z",
            "eventLastSeen": "2026-11-22T08:29:00.000Z",
            "action": {
                "actionType": "DNS_REQUEST",
                "dnsRequestAction": {"domain": "c2.evil.example"},
            },
            "additionalInfo": {"value": "{}", "type": "default"},
        },
        **changes,
    }


def asff(**changes: Any) -> dict[str, Any]:
    """Return a failed Security Hub control in ASFF, with these fields put in or replaced."""
    return {
        "SchemaVersion": "2018-10-08",
        "Id": f"arn:aws:securityhub:{REGION}:{ACCOUNT}:security-control/S3.8/finding/1",
        "ProductArn": HUB_PRODUCT,
        "Region": REGION,
        "GeneratorId": "security-control/S3.8",
        "AwsAccountId": ACCOUNT,
        "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"],
        "FirstObservedAt": "2026-11-20T08:00:00.000Z",
        "LastObservedAt": "2026-11-22T08:29:00.000Z",
        "CreatedAt": "2026-11-20T08:00:00.000Z",
        "UpdatedAt": "2026-11-22T08:30:00.000Z",
        "Severity": {"Label": "HIGH", "Normalized": 70, "Original": "HIGH", "Product": 70},
        "Title": "S3 general purpose buckets should block public access",
        "Description": "This control checks the bucket.",
        "ProductFields": {},
        "Resources": [
            {
                "Type": "AwsS3Bucket",
                "Id": "arn:aws:s3:::pay-receipts",
                "Partition": "aws",
                "Region": REGION,
                "Tags": {"owner": "pay"},
            }
        ],
        "Compliance": {"Status": "FAILED", "SecurityControlId": "S3.8"},
        "Workflow": {"Status": "NEW"},
        "RecordState": "ACTIVE",
        **changes,
    }


def guardduty_as_asff(**changes: Any) -> dict[str, Any]:
    """Return the finding of `guardduty()` as Security Hub forwards it."""
    flat = "aws/guardduty/service/"
    return asff(
        **{
            "Id": ARN,
            "ProductArn": GUARDDUTY_PRODUCT,
            "GeneratorId": f"arn:aws:guardduty:{REGION}:{ACCOUNT}:detector/d1",
            "Types": ["TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS"],
            "Severity": {"Product": 8.0, "Label": "HIGH", "Normalized": 70},
            "Title": "EC2 instance talking to a known C2 server",
            "ProductFields": {
                f"{flat}count": "4",
                f"{flat}archived": "false",
                f"{flat}action/dnsRequestAction/domain": "c2.evil.example",
            },
            "Resources": [
                {
                    "Type": "AwsEc2Instance",
                    "Id": f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/i-0abc123",
                    "Region": REGION,
                    "Tags": {"Name": "web-7"},
                }
            ],
            "Compliance": None,
            **changes,
        }
    )


def ocsf(**changes: Any) -> dict[str, Any]:
    """Return the finding of `guardduty()` as Security Hub V2 sends it on, in OCSF 1.6."""
    info = {
        "uid": ARN,
        "title": "EC2 instance talking to a known C2 server",
        "desc": "The instance asked for a domain of a command and control server.",
        "types": ["Threats", "Backdoor:EC2/C&CActivity.B!DNS"],
        "created_time": 1795334400000,
        "created_time_dt": "2026-11-22T08:00:00.000Z",
        "modified_time": 1795336200000,
        "modified_time_dt": "2026-11-22T08:30:00.000Z",
        "first_seen_time_dt": "2026-11-22T08:00:00.000Z",
        "last_seen_time_dt": "2026-11-22T08:29:00.000Z",
    }
    return {
        "activity_id": 1,
        "class_uid": 2004,
        "class_name": "Detection Finding",
        "cloud": {"account": {"uid": ACCOUNT}, "region": REGION, "provider": "AWS"},
        "count": 4,
        "evidences": [
            {
                "query": {"hostname": "c2.evil.example"},
                "connection_info": {"direction_id": 2},
            }
        ],
        "finding_info": {**info, **changes.pop("finding_info", {})},
        "metadata": {
            "product": {"name": "GuardDuty", "uid": GUARDDUTY_PRODUCT_V2, "vendor_name": "AWS"},
            "uid": "m1",
            "version": "1.6.0",
        },
        "resources": [
            {
                "type": "AWS::EC2::Instance",
                "uid": "i-0abc123",
                "region": REGION,
                "cloud_partition": "aws",
                "owner": {"account": {"uid": ACCOUNT}},
                "tags": [{"name": "Name", "value": "web-7"}],
            }
        ],
        "severity": "High",
        "severity_id": 4,
        "status": "New",
        "status_id": 1,
        "time": 1795336200000,
        **changes,
    }


def of_product(uid: str, name: str = "GuardDuty") -> dict[str, Any]:
    """Return the metadata of an OCSF finding of a product."""
    return {"product": {"name": name, "uid": uid, "vendor_name": "AWS"}, "version": "1.6.0"}


def in_event(event: Event, detail: Any) -> dict[str, Any]:
    """Return the EventBridge event that brings a detail."""
    return {
        "version": "0",
        "id": "e-1",
        "detail-type": event.detail_type,
        "source": event.source,
        "account": event.account,
        "region": event.region,
        "time": "2026-11-22T08:30:05Z",
        "resources": [],
        "detail": detail,
    }


def as_guardduty_event(**changes: Any) -> dict[str, Any]:
    """Return the event of GuardDuty with its finding."""
    return in_event(GUARDDUTY_EVENT, guardduty(**changes))


def as_hub_event(*findings: dict[str, Any]) -> dict[str, Any]:
    """Return the event of Security Hub with these findings."""
    return in_event(HUB_EVENT, {"findings": list(findings)})


def as_hub_v2_event(*findings: dict[str, Any]) -> dict[str, Any]:
    """Return the event of Security Hub V2 with these findings."""
    return in_event(HUB_V2_EVENT, {"findings": list(findings)})


def read_one(value: Any) -> Finding:
    """Return the only finding in a value, sent as JSON."""
    content = read(json.dumps(value))
    assert content.notices == ()
    (finding,) = content.findings
    return finding


def notice_of(value: Any) -> Notice:
    """Return the only notice in a value that holds no finding."""
    content = read(json.dumps(value))
    assert content.findings == ()
    (notice,) = content.notices
    return notice
