"""A finding is read again at Inspector by its ARN, and only what stands there bears it out."""

from __future__ import annotations

from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Resource, Severity
from bot.domain.policy import Account
from bot.questions.confirm.inspector import Inspector
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.asking import AT, come_in, forged, told

SOURCE = Inspector()
INSTANCE = "i-0abc1234567890def"


def found(aws: SimulatedAws, account: str) -> Finding:
    """Let Inspector find a vulnerability, and return the finding as it comes in."""
    arn = f"arn:aws:inspector2:{REGION}:{account}:finding/1"
    detail = {
        "findingArn": arn,
        "awsAccountId": account,
        "type": "PACKAGE_VULNERABILITY",
        "title": "CVE-2026-1",
        "description": "A hole.",
        "severity": "CRITICAL",
        "status": "ACTIVE",
        "firstObservedAt": AT,
        "lastObservedAt": AT,
        "remediation": {},
        "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-1", "source": "NVD"},
        "resources": [{"type": "AWS_EC2_INSTANCE", "id": INSTANCE, "region": REGION}],
    }
    aws.reporters.inspector.findings.put(account, REGION, detail)
    return come_in("aws.inspector2", "Inspector2 Finding", account, detail)


def test_what_inspector_holds_is_borne_out(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    assert told(SOURCE, estate, prod, found(aws, prod.number)) == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"native_id": "arn:aws:inspector2:x:1:finding/2"}, "Inspector knows no such finding"),
        ({"account": "444455556666"}, "Inspector knows no such finding"),
        ({"type": "CVE-2026-2"}, "Inspector calls it CVE-2026-1"),
        ({"severity": Severity.LOW}, "Inspector calls it CRITICAL"),
        (
            {"resources": (Resource("AwsEc2Instance", "i-0victim"),)},
            "at Inspector it does not name i-0victim",
        ),
    ],
    ids=["other id", "other account", "other hole", "other severity", "other machine"],
)
def test_whatever_differs_from_what_inspector_holds_is_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, changes: dict[str, Any], why: str
) -> None:
    assert told(SOURCE, estate, prod, forged(found(aws, prod.number), changes)) == why
