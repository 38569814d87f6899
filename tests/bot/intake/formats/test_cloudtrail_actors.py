"""Who has made a call that CloudTrail tells of."""

from __future__ import annotations

from typing import Any

import pytest

from bot.intake.formats.cloudtrail_actors import who
from bot.intake.formats.places import Place
from bot.intake.formats.tolerant import Tolerant
from tests.bot.intake.formats.events import MALLORY, ROOT, session
from tests.bot.intake.formats.examples import ACCOUNT, REGION

HERE = Place("aws", ACCOUNT, REGION)
IAM = f"arn:aws:iam::{ACCOUNT}"


@pytest.mark.parametrize(
    ("identity", "resources", "names"),
    [
        (MALLORY, [f"{IAM}:user/mallory", "AKIAEXAMPLE00000001"], ("mallory",)),
        (ROOT, [f"{IAM}:root"], ()),
        (
            session("admin", "ann@example.com"),
            [f"{IAM}:role/admin", "ASIAEXAMPLE00000001"],
            ("admin", "ann@example.com"),
        ),
        ({"type": "AWSService", "invokedBy": "autoscaling.amazonaws.com"}, [], ()),
        ({"type": "AssumedRole", "arn": 7, "sessionContext": []}, [], ()),
        ({}, [], ()),
    ],
)
def test_a_caller_is_named_with_role_session_and_key(
    identity: dict[str, Any], resources: list[str], names: tuple[str, ...]
) -> None:
    actor = who(Tolerant({"userIdentity": identity}), HERE)
    assert [one.id for one in actor.resources] == resources
    assert actor.names == names


@pytest.mark.parametrize(
    ("address", "addresses"),
    [
        ("198.51.100.7", ("198.51.100.7",)),
        ("2001:db8::1", ("2001:db8::1",)),
        ("cloudformation.amazonaws.com", ()),
        ("AWS Internal", ()),
        ("", ()),
    ],
)
def test_a_service_that_calls_for_somebody_has_no_address(
    address: str, addresses: tuple[str, ...]
) -> None:
    assert who(Tolerant({"sourceIPAddress": address}), HERE).addresses == addresses
