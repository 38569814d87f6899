"""The setting names the anchor."""

from __future__ import annotations

import pytest

from bot.aws.anchors.kms import KmsAnchor
from bot.aws.anchors.opening import open_anchor
from bot.aws.anchors.s3 import S3Anchor
from bot.clock import SystemClock
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import home_sessions

KEY = "kms:arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.mark.parametrize(
    ("setting", "kind", "target"),
    [
        (KEY, KmsAnchor, KEY),
        ("s3://anchors/secbot/prod", S3Anchor, "s3://anchors/secbot/prod"),
        ("s3://anchors/secbot/prod/", S3Anchor, "s3://anchors/secbot/prod"),
        ("s3://anchors", S3Anchor, "s3://anchors"),
        ("s3://anchors/", S3Anchor, "s3://anchors"),
    ],
)
def test_it_is_opened_by_its_scheme_and_named_alike_however_it_was_typed(
    aws: SimulatedAws, setting: str, kind: type, target: str
) -> None:
    with home_sessions(aws) as sessions:
        anchor = open_anchor(setting, sessions, SystemClock())

    assert isinstance(anchor, kind)
    assert anchor is not None
    assert anchor.target == target


def test_without_the_setting_there_is_none(aws: SimulatedAws) -> None:
    with home_sessions(aws) as sessions:
        assert open_anchor("", sessions, SystemClock()) is None
