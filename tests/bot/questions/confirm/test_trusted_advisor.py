"""An item of a check is held against what the check flags now."""

from __future__ import annotations

from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Resource
from bot.domain.policy import Account
from bot.questions.confirm.trusted_advisor import TrustedAdvisor
from practice.aws.server import SimulatedAws
from tests.bot.questions.confirm.asking import come_in, forged, told

SOURCE = TrustedAdvisor()
CHECK = "Exposed Access Keys"
KEY = "AKIAIOSFODNN7EXAMPLE"


def found(aws: SimulatedAws, account: str, now: str = "error") -> Finding:
    """Let a check flag a key, which stands like this now; return the finding as it comes in."""
    aws.reporters.trusted_advisor.flag(account, CHECK, now, (KEY, "mallory", "Exposed", "-"))
    detail = {
        "check-name": CHECK,
        "check-item-detail": {"Access Key ID": KEY, "User Name (IAM or Root)": "mallory"},
        "status": "ERROR",
        "resource_id": "",
        "uuid": "1",
    }
    kind = "Trusted Advisor Check Item Refresh Notification"
    return come_in("aws.trustedadvisor", kind, account, detail)


@pytest.mark.parametrize(("now", "why"), [("error", ""), ("ok", "at Trusted Advisor it is ok now")])
def test_what_the_check_flags_now_bears_it_out_or_not(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, now: str, why: str
) -> None:
    assert told(SOURCE, estate, prod, found(aws, prod.number, now)) == why


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"type": "MFA on Root Account"}, "Trusted Advisor knows no such finding"),
        ({"resources": ()}, "Trusted Advisor knows no such finding"),
        ({"principals": ("ann",)}, f"at Trusted Advisor it does not name {KEY}"),
        (
            {"resources": (Resource("AwsIamAccessKey", "AKIAVICTIM1234567890"),)},
            "at Trusted Advisor it does not name AKIAVICTIM1234567890",
        ),
    ],
    ids=["other check", "of nothing", "other user", "other key"],
)
def test_whatever_differs_from_what_the_check_flags_is_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, changes: dict[str, Any], why: str
) -> None:
    assert told(SOURCE, estate, prod, forged(found(aws, prod.number), changes)) == why
