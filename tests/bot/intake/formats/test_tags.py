"""secbot's own tags are found however a service spells them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.intake.formats.tags import changed, tagged
from bot.intake.formats.tolerant import Tolerant

OURS, OTHER = {"key": "secbot:protected", "value": "x"}, {"key": "Name", "value": "secbot:x"}


@pytest.mark.parametrize(
    ("call", "parameters", "keys"),
    [
        ("CreateTags", {"tagSet": {"items": [OTHER, OURS]}}, ("secbot:protected",)),
        ("DeleteTags", {"tagSet": {"items": [OURS]}}, ("secbot:protected",)),
        (
            "PutBucketTagging",
            {"Tagging": {"TagSet": {"Tag": [{"Key": "secbot:drill", "Value": ""}]}}},
            ("secbot:drill",),
        ),
        ("TagUser", {"userName": "eve", "tags": [OURS, OURS]}, ("secbot:protected",)),
        ("UntagRole", {"tagKeys": ["Name", "secbot:isolated"]}, ("secbot:isolated",)),
        ("TagResource", {"tags": {"secbot:protected": "x", "a": "b"}}, ("secbot:protected",)),
        ("TagResources", {"tags": {"secbot:protected": "x"}}, ("secbot:protected",)),
        ("AddTagsToResource", {"tags": [OURS]}, ("secbot:protected",)),
        ("TagUser", {"tags": [OTHER]}, ()),
        ("RunInstances", {"tags": [OURS]}, ()),
        ("CreateTags", None, ()),
        ("CreateTags", {"tagSet": "secbot:protected"}, ()),
    ],
)
def test_the_keys_of_secbots_tags_are_found_where_tags_are_set_or_taken(
    call: str, parameters: Any, keys: tuple[str, ...]
) -> None:
    body = Tolerant({"eventName": call, "requestParameters": parameters})
    assert changed(body) == keys


def test_what_ec2_tags_is_named() -> None:
    parameters = {"resourcesSet": {"items": [{"resourceId": "i-0abc"}, {"resourceId": ""}]}}
    assert tagged(Tolerant(parameters)) == ("i-0abc",)
