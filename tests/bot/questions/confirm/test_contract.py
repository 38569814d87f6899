"""What a hostile id makes AWS refuse is no answer; every other error rises."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from bot.questions.confirm.contract import answered, home_of


def refused() -> str:
    raise ClientError({"Error": {"Code": "ValidationException"}}, "GetFindings")


def test_an_answer_is_handed_on() -> None:
    assert answered(lambda: "found", "ValidationException") == "found"


def test_a_refusal_by_a_code_of_what_is_absent_is_no_answer() -> None:
    assert answered(refused, "ResourceNotFoundException", "ValidationException") is None


def test_any_other_refusal_rises() -> None:
    with pytest.raises(ClientError):
        answered(refused, "ResourceNotFoundException")


@pytest.mark.parametrize(
    ("partition", "region"),
    [("aws", "us-east-1"), ("aws-cn", "cn-northwest-1"), ("aws-us-gov", "us-gov-west-1")],
)
def test_health_and_support_answer_in_one_region_of_a_partition(
    partition: str, region: str
) -> None:
    assert home_of(partition) == region
