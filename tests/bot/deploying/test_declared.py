from __future__ import annotations

import pytest

from bot.deploying.declared import is_read, merged


def test_actions_of_many_sources_stand_once_and_in_order() -> None:
    assert merged([("s3:B", "s3:A"), (), ("s3:A",)]) == ("s3:A", "s3:B")


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("ec2:DescribeInstances", True),
        ("iam:SimulatePrincipalPolicy", True),
        ("cloudtrail:LookupEvents", True),
        ("detective:StartInvestigation", True),
        ("ec2:StopInstances", False),
        ("s3:PutBucketPublicAccessBlock", False),
        ("iam:UpdateAccessKey", False),
        ("ssm:StartSession", False),
    ],
)
def test_what_only_looks_is_told_from_what_changes(action: str, *, expected: bool) -> None:
    assert is_read(action) is expected
