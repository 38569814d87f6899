"""Items of Trusted Advisor's checks, as EventBridge sends them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Severity
from tests.bot.intake.formats.events import event
from tests.bot.intake.formats.examples import ACCOUNT, notice_of, read_one

BUCKET = "arn:aws:s3:::pay-receipts"


def refreshed(check: str, status: str, item: dict[str, Any], about: str = "") -> dict[str, Any]:
    """Return one item of a check, which Trusted Advisor sends in one Region alone."""
    detail = {
        "check-name": check,
        "check-item-detail": item,
        "status": status,
        "resource_id": about,
        "uuid": "11111111-2222",
    }
    kind = "Trusted Advisor Check Item Refresh Notification"
    return event("aws.trustedadvisor", kind, detail, account=ACCOUNT, region="us-east-1")


def test_an_exposed_key_is_critical_and_names_the_key_and_its_user() -> None:
    item = {"Access Key ID": "AKIAEXAMPLE00000001", "User Name (IAM or Root)": "eve"}
    finding = read_one(refreshed("Exposed Access Keys", "ERROR", item))

    assert (finding.severity, finding.account) == (Severity.CRITICAL, ACCOUNT)
    (key,) = finding.resources
    assert (key.type, key.id, key.name) == ("AwsIamAccessKey", "AKIAEXAMPLE00000001", "eve")
    assert finding.principals == ("eve",)


@pytest.mark.parametrize(
    ("check", "status", "severity"),
    [
        ("Amazon S3 Bucket Permissions", "ERROR", Severity.MEDIUM),
        ("Amazon S3 Bucket Permissions", "WARN", Severity.LOW),
        ("MFA on Root Account", "ERROR", Severity.HIGH),
        ("MFA on Root Account", "OK", Severity.INFORMATIONAL),
    ],
)
def test_a_grave_check_weighs_by_its_name_and_any_other_by_its_status(
    check: str, status: str, severity: Severity
) -> None:
    assert read_one(refreshed(check, status, {}, BUCKET)).severity is severity


def test_an_item_that_is_well_again_has_passed_under_the_same_key() -> None:
    bad = read_one(refreshed("Amazon S3 Bucket Permissions", "ERROR", {}, BUCKET))
    good = read_one(refreshed("Amazon S3 Bucket Permissions", "OK", {}, BUCKET))
    assert (bad.compliance, good.compliance) == ("FAILED", "PASSED")
    assert bad.key == good.key
    assert bad.resources[0].name == "pay-receipts"


def test_one_without_its_check_is_a_notice() -> None:
    assert "check-name" in notice_of(refreshed("", "ERROR", {})).reason
