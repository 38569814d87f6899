"""What is new of an incident is told by name; a repeat brings nothing."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Resource, Severity
from bot.domain.material import MOST_NAMED, news, tactic_of
from tests.bot.triage.examples import a_finding

BUCKET = Resource("AwsS3Bucket", "arn:aws:s3:::pay")
INSTANCE = a_finding().resources[0]


@pytest.mark.parametrize(
    ("changes", "new"),
    [
        ({}, {}),
        ({"count": 9, "key": "guardduty:other"}, {}),
        ({"severity": Severity.LOW}, {}),
        ({"severity": Severity.CRITICAL}, {"severity": ["CRITICAL"]}),
        ({"type": "Backdoor:EC2/Spambot"}, {}),
        ({"type": "Impact:EC2/Other"}, {"tactic": ["Impact"]}),
        ({"resources": (INSTANCE, BUCKET)}, {"resource": ["AwsS3Bucket"]}),
        ({"resources": (Resource("AwsEc2Instance", "i-0other"),)}, {}),
        ({"principals": ("ann", "bob")}, {"principal": ["bob"]}),
    ],
)
def test_what_is_new_is_told_by_name(changes: dict[str, Any], new: dict[str, list[str]]) -> None:
    before = a_finding(principals=("ann",))

    assert news([before], Severity.HIGH, a_finding(**{"principals": ("ann",), **changes})) == new


def test_only_guardduty_says_a_tactic_by_its_type() -> None:
    assert tactic_of(a_finding()) == "Backdoor"
    assert tactic_of(a_finding(key="securityhub:1")) == ""
    assert tactic_of(a_finding(type="no purpose")) == ""


def test_a_stranger_can_not_fill_a_record() -> None:
    names = tuple(f"{n}" * 999 for n in range(50))
    found = news([], Severity.HIGH, a_finding(principals=names))["principal"]

    assert (len(found), max(map(len, found))) == (MOST_NAMED, 100)
