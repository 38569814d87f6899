"""Changes of compliance, as EventBridge sends them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Severity
from tests.bot.intake.formats.events import event
from tests.bot.intake.formats.examples import ACCOUNT, REGION, notice_of, read_one


def changed(state: str | None = "NON_COMPLIANT", **changes: Any) -> dict[str, Any]:
    """Return a bucket's change of compliance; with None it is not evaluated any more."""
    result = {
        "complianceType": state,
        "annotation": "Anybody may read it.",
        "resultRecordedTime": "2026-11-22T08:30:00.000Z",
        "evaluationResultIdentifier": {"orderingTimestamp": "2026-11-22T08:00:00.000Z"},
    }
    detail = {
        "messageType": "ComplianceChangeNotification",
        "configRuleName": "s3-public-read",
        "configRuleARN": f"arn:aws:config:{REGION}:{ACCOUNT}:config-rule/config-rule-1",
        "resourceType": "AWS::S3::Bucket",
        "resourceId": "pay-receipts",
        "awsAccountId": ACCOUNT,
        "awsRegion": REGION,
        "notificationCreationTime": "2026-11-22T08:30:01.000Z",
        "newEvaluationResult": result if state else None,
        **changes,
    }
    return event("aws.config", "Config Rules Compliance Change", detail)


def test_a_resource_that_meets_a_rule_no_more_is_a_finding_of_the_two() -> None:
    finding = read_one(changed())

    assert finding.key.endswith(":s3-public-read|AWS::S3::Bucket|pay-receipts")
    assert (finding.account, finding.type) == (ACCOUNT, "s3-public-read")
    assert (finding.severity, finding.compliance) == (Severity.MEDIUM, "FAILED")
    (bucket,) = finding.resources
    assert (bucket.type, bucket.id) == ("AwsS3Bucket", "arn:aws:s3:::pay-receipts")
    assert finding.title == "s3-public-read: pay-receipts is NON_COMPLIANT"


def test_one_that_meets_it_again_has_passed_under_the_same_key() -> None:
    finding = read_one(changed("COMPLIANT"))
    assert finding.compliance == "PASSED"
    assert finding.key == read_one(changed()).key


@pytest.mark.parametrize("state", ["NOT_APPLICABLE", None])
def test_what_is_gone_is_archived(state: str | None) -> None:
    assert read_one(changed(state)).archived


def test_what_config_could_not_tell_has_not_passed() -> None:
    finding = read_one(changed("INSUFFICIENT_DATA"))
    assert (finding.compliance, finding.archived) == ("NOT_AVAILABLE", False)


def test_a_change_without_its_rule_or_its_resource_is_a_notice() -> None:
    assert "configRuleName" in notice_of(changed(configRuleName="")).reason
    assert "resourceId" in notice_of(changed(resourceId="")).reason
