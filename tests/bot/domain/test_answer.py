"""What a question is asked about."""

from __future__ import annotations

import pytest

from bot.domain.answer import Sensitivity, Subject


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("arn:aws:ec2:ap-northeast-1:111122223333:instance/i-0abc", "i-0abc"),
        ("arn:aws:s3:::my-bucket", "my-bucket"),
        ("i-0abc", "i-0abc"),
        ("", ""),
    ],
)
def test_a_subject_is_named_by_the_last_part_of_its_arn(id_: str, name: str) -> None:
    assert Subject("111122223333", "ap-northeast-1", "AwsEc2Instance", id_).name == name


def test_what_gives_away_more_ranks_higher() -> None:
    assert Sensitivity.MINIMAL < Sensitivity.STANDARD < Sensitivity.FULL
