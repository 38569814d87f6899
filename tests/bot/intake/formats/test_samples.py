"""What makes a finding a sample, and what an intruder can't make look like one."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Resource
from bot.intake.formats.samples import is_sample, sample_flag
from bot.intake.formats.tolerant import Tolerant


@pytest.mark.parametrize(
    ("information", "flag"),
    [
        ({"sample": True}, True),
        ({"sample": False, "value": '{"sample": true}'}, False),
        ({"Value": '{"sample":true}', "Type": "default"}, True),
        ({"value": '{"sample":"true"}'}, True),
        ({"value": "{}"}, None),
        ({"value": "not json"}, None),
        ({"value": "[]"}, None),
        ({"value": {"sample": True}}, None),
        ({}, None),
        (None, None),
    ],
)
def test_the_flag_is_a_field_or_inside_the_json_text(information: Any, flag: bool | None) -> None:  # noqa: FBT001 - the expected flag
    assert sample_flag(Tolerant(information)) is flag


@pytest.mark.parametrize(
    ("type_", "id_"),
    [
        ("AwsEc2Instance", "i-99999999"),
        ("AwsEc2Instance", "arn:aws:ec2:eu-west-1:1:instance/i-99999999"),
        ("AwsIamAccessKey", "GeneratedFindingAccessKeyId"),
    ],
)
def test_ids_that_aws_gives_to_samples_betray_one(type_: str, id_: str) -> None:
    assert is_sample(None, "A title", [Resource(type_, id_)])


@pytest.mark.parametrize(
    ("type_", "id_"),
    [
        ("AwsIamUser", "arn:aws:iam::1:user/i-99999999"),
        ("AwsIamRole", "arn:aws:iam::1:role/i-99999999"),
        ("AwsS3Object", "arn:aws:s3:::pay-exports/i-99999999"),
        ("AwsEksCluster", "arn:aws:eks:eu-west-1:1:cluster/i-99999999"),
        ("Container", "GeneratedFindingContainerName"),
        ("Other", "GeneratedFindingName"),
    ],
)
def test_a_name_that_somebody_has_chosen_makes_none(type_: str, id_: str) -> None:
    """A user of that name could do what it likes: a sample can't be contained."""
    assert not is_sample(None, "A title", [Resource(type_, id_)])


def test_a_title_betrays_one() -> None:
    assert is_sample(None, "[SAMPLE] A title", [])
    assert not is_sample(None, "A title with [SAMPLE] in it", [])


def test_what_the_finding_says_itself_goes_first() -> None:
    resource = Resource("AwsEc2Instance", "i-99999999")
    assert not is_sample(flag=False, title="[SAMPLE]", resources=[resource])
    assert is_sample(flag=True, title="", resources=[])


def test_a_user_who_is_named_like_a_sample_makes_none() -> None:
    user = "GeneratedFindingUserName"
    resource = Resource("AwsIamUser", f"arn:aws:iam::1:user/{user}", name=user)
    assert not is_sample(None, "A title", [resource])
