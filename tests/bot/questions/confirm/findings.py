"""Findings that GuardDuty and Security Hub of the simulated AWS hold, as secbot reads them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from bot.domain.finding import Finding
from bot.intake.formats.sources import read
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION

INSTANCE = "i-0abc1234567890def"
OTHER = "i-0other"


def raised(aws: SimulatedAws, account: str, **more: Any) -> Finding:
    """Let GuardDuty find a miner on an instance, and return the finding as it comes in."""
    finding = {
        "type": "CryptoCurrency:EC2/BitcoinTool.B!DNS",
        "severity": 8.0,
        "title": "An instance asks for a mining pool",
        "resource": {
            "resourceType": "Instance",
            "instanceDetails": {
                "instanceId": INSTANCE,
                "tags": [{"key": "note", "value": OTHER}],
            },
        },
    }
    return read(json.dumps(aws.raise_finding(account, REGION, finding | more))).findings[0]


def imported(aws: SimulatedAws, account: str, resource: str) -> Finding:
    """Import a finding of the account's own product at Security Hub; return it as it comes in."""
    hub = aws.client("securityhub", account, REGION)
    hub.enable_security_hub()
    now = datetime.now(UTC).isoformat()
    body: dict[str, Any] = {
        "SchemaVersion": "2018-10-08",
        "Id": "own-1",
        "ProductArn": f"arn:aws:securityhub:{REGION}:{account}:product/{account}/default",
        "GeneratorId": "own",
        "AwsAccountId": account,
        "Region": REGION,
        "Types": ["Software and Configuration Checks"],
        "CreatedAt": now,
        "UpdatedAt": now,
        "Severity": {"Label": "HIGH"},
        "Title": "A bucket is open",
        "Description": "It is.",
        "Resources": [{"Type": "AwsS3Bucket", "Id": resource}],
    }
    answer = hub.batch_import_findings(Findings=[body])
    assert answer["SuccessCount"] == 1, answer
    return read(json.dumps(body)).findings[0]
