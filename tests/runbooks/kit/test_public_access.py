"""The four settings are read as they are, and an account without any is told from one with none on."""

from __future__ import annotations

import pytest

from runbooks.block_public_s3 import BlockPublicS3
from runbooks.kit import public_access
from runbooks.kit.public_access import ALL_ON, NAMES
from tests.runbooks.site import REGION, Site

OFF = dict.fromkeys(NAMES, False)


def test_an_account_has_none_some_or_all_settings(site: Site) -> None:
    reads = BlockPublicS3.about.reads
    aws, admin = site.estate.reading(site._account(), REGION, reads), site.client("s3control")

    assert public_access.of_account(aws) is None
    for wanted in ({**OFF, "BlockPublicAcls": True}, ALL_ON):
        admin.put_public_access_block(AccountId=site.account, PublicAccessBlockConfiguration=wanted)
        assert public_access.of_account(aws) == wanted


def test_a_setting_that_is_left_out_is_off() -> None:
    answer = {"PublicAccessBlockConfiguration": {"BlockPublicAcls": True}}

    assert public_access.read(answer) == {**OFF, "BlockPublicAcls": True}


@pytest.mark.parametrize(
    ("settings", "said", "on"),
    [
        (None, "none set", False),
        (OFF, "all off", False),
        ({**OFF, "IgnorePublicAcls": True}, "only IgnorePublicAcls on", False),
        (ALL_ON, "all on", True),
    ],
)
def test_settings_are_told_in_words(
    settings: dict[str, bool] | None, said: str, *, on: bool
) -> None:
    assert public_access.spoken(settings).plain() == said
    assert public_access.are_on(settings) is on
