from __future__ import annotations

from typing import Any

from bot.deploying.document import Document, document
from bot.deploying.powers import (
    allowed,
    allows,
    changes,
    denies,
    gives,
    is_alike,
    reaches,
    reads_data,
)

ROLE = "arn:aws:iam::111122223333:role/secbot-contain"
BOT = "arn:aws:iam::999988887777:role/bot"
PINNED = {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::111122223333:policy/SecbotDenyAll"}}


def allow(*actions: str, on: str = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": on, **more}


def trusting(caller: str, **more: Any) -> Document:
    return document([allow("sts:AssumeRole", Principal={"AWS": caller}, **more)])


def test_what_a_policy_allows_is_told_from_what_of_it_changes_something() -> None:
    policy = document([allow("ec2:StopInstances", "ec2:DescribeInstances")])

    assert allowed(policy) == ("ec2:DescribeInstances", "ec2:StopInstances")
    assert changes(policy) == ("ec2:StopInstances",)
    assert len(allows(policy)) == len(allows(policy, "ec2:StopInstances")) == 1
    assert allows(policy, "ec2:StartInstances") == []


def test_attaching_gives_rights_unless_it_is_pinned_to_one_policy() -> None:
    loose = document([allow("iam:AttachRolePolicy"), allow("ec2:StopInstances")])
    pinned = document([allow("iam:AttachRolePolicy", Condition=PINNED)])
    half = document([allow("iam:AttachRolePolicy"), *pinned["Statement"]])

    assert gives(loose) == gives(half) == ("iam:AttachRolePolicy",)
    assert gives(pinned) == ()


def test_reading_data_is_told_from_reading_how_things_are_set_up() -> None:
    policy = document([allow("s3:GetObject", "s3:GetBucketAcl", "logs:StartQuery")])

    assert reads_data(policy) == ("logs:StartQuery", "s3:GetObject")


def test_an_action_is_alike_if_things_and_conditions_are() -> None:
    one = document([allow("iam:AttachRolePolicy", Condition=PINNED)])

    assert is_alike("iam:AttachRolePolicy", one, one)
    assert not is_alike("iam:AttachRolePolicy", one, document([allow("iam:AttachRolePolicy")]))


def test_a_denial_names_what_it_denies_or_all_that_it_does_not() -> None:
    named = document([{"Effect": "Deny", "Action": "iam:*", "Resource": "arn:*:role/secbot-*"}])
    others = document([{"Effect": "Deny", "NotAction": "iam:Get*", "Resource": "*"}])

    assert denies(named, "iam:PutRolePolicy", ROLE)
    assert not denies(named, "iam:PutRolePolicy", BOT)
    assert denies(others, "iam:PutRolePolicy", ROLE)
    assert not denies(others, "iam:GetRole", ROLE)


def test_a_role_is_reached_by_whom_it_trusts_and_who_may() -> None:
    may = document([allow("sts:AssumeRole", on=ROLE)])
    known = {"StringEquals": {"sts:ExternalId": "x"}}

    assert reaches(may, trusting(BOT), ROLE, BOT, knows_id=False)
    assert reaches(may, trusting(BOT, Condition=known), ROLE, BOT, knows_id=True)
    assert not reaches(may, trusting(BOT, Condition=known), ROLE, BOT, knows_id=False)
    assert not reaches(may, trusting("arn:other"), ROLE, BOT, knows_id=True)
    assert not reaches(document([]), trusting(BOT), ROLE, BOT, knows_id=True)
