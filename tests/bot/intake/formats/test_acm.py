"""Events of certificates, as EventBridge sends them."""

from __future__ import annotations

import pytest

from bot.domain.finding import Severity
from tests.bot.intake.formats.events import event
from tests.bot.intake.formats.examples import ACCOUNT, REGION, notice_of, read_one

ARN = f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/1"
EXPIRING, EXPIRED = "ACM Certificate Approaching Expiration", "ACM Certificate Expired"
REVOKED = "ACM Certificate Revoked"


def told(kind: str = EXPIRING, days: int | None = 31, arn: str = ARN) -> dict[str, object]:
    detail = {"CommonName": "pay.example.com", "DaysToExpiry": days}
    return event("aws.acm", kind, detail, resources=[arn] if arn else [])


@pytest.mark.parametrize(
    ("kind", "days", "severity", "title"),
    [
        (EXPIRING, 31, Severity.LOW, "The certificate of pay.example.com expires in 31 days"),
        (EXPIRING, 14, Severity.MEDIUM, "The certificate of pay.example.com expires in 14 days"),
        (EXPIRING, 1, Severity.HIGH, "The certificate of pay.example.com expires in a day"),
        (EXPIRED, None, Severity.HIGH, "The certificate of pay.example.com has expired"),
        (REVOKED, None, Severity.HIGH, f"{REVOKED}: pay.example.com"),
    ],
)
def test_the_fewer_days_are_left_the_graver_it_is(
    kind: str, days: int | None, severity: Severity, title: str
) -> None:
    finding = read_one(told(kind, days))
    assert (finding.severity, finding.title) == (severity, title)


def test_a_certificate_is_one_finding_day_after_day_in_its_own_account() -> None:
    first, next_ = read_one(told()), read_one(told(days=30))
    assert first.key == next_.key == f"acm:aws:{ACCOUNT}:{REGION}:{ARN}"
    assert first.resources[0].id == ARN
    assert first.updated_at is not None


def test_an_event_that_names_no_certificate_is_a_notice() -> None:
    assert "resources" in notice_of(told(arn="")).reason
