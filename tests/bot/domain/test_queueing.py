"""Who may send to a queue, as its policy proves it, and what its check says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.posture import Standing
from bot.domain.queueing import OLD, QueueLook, aged, checked, sole_sender, unread
from tests.bot.domain.makers import NOW

TOPIC = "arn:aws:sns:eu-west-1:111122223333:secbot-findings"
ARN = "arn:aws:sqs:eu-west-1:111122223333:secbot-findings"
DEAD = f"{ARN}-dead-letters"
DENY: dict[str, Any] = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "sqs:SendMessage",
    "Resource": ARN,
    "Condition": {"ArnNotEquals": {"aws:SourceArn": TOPIC}},
}
ALLOW = {
    "Effect": "Allow",
    "Principal": {"Service": "sns.amazonaws.com"},
    "Action": "sqs:SendMessage",
    "Resource": ARN,
    "Condition": {"ArnEquals": {"aws:SourceArn": TOPIC}},
}


def look(*statements: Any, **more: Any) -> QueueLook:
    """Return a queue with these statements in its policy, and nothing in its dead letters."""
    policy = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
    return replace(QueueLook(ARN, policy, timedelta(days=4), DEAD, 0), **more)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"Principal": {"AWS": "*"}},
        {"Action": ["sqs:*"]},
        {"Action": "SQS:SendMessage"},
        {"Resource": "*"},
        {"Condition": {"StringNotEquals": {"aws:SourceArn": [TOPIC]}}},
        {"Condition": {"ArnNotLike": {"AWS:SourceArn": TOPIC}}},
    ],
)
def test_a_deny_to_all_but_one_topic_proves_it(changes: dict[str, Any]) -> None:
    assert sole_sender(look(ALLOW, DENY | changes), {TOPIC}) == TOPIC


@pytest.mark.parametrize(
    "changes",
    [
        {"Effect": "Allow"},
        {"Principal": {"AWS": "arn:aws:iam::111122223333:root"}},
        {"Principal": {"Service": "*"}},
        {"Action": "sqs:ReceiveMessage"},
        {"Action": None, "NotAction": "sqs:ReceiveMessage"},
        {"Resource": DEAD},
        {"Condition": None},
        {"Condition": {"ArnEquals": {"aws:SourceArn": TOPIC}}},
        {"Condition": {"ArnNotEqualsIfExists": {"aws:SourceArn": TOPIC}}},
        {"Condition": {"ArnNotEquals": {"aws:SourceArn": [TOPIC, f"{TOPIC}-2"]}}},
        {"Condition": {"ArnNotLike": {"aws:SourceArn": "arn:aws:sns:*"}}},
        {"Condition": {"ArnNotEquals": {"aws:PrincipalArn": TOPIC}}},
        {"Condition": {"ArnNotEquals": {"aws:SourceArn": TOPIC, "aws:PrincipalArn": "x"}}},
        {
            "Condition": {
                "ArnNotEquals": {"aws:SourceArn": TOPIC},
                "Bool": {"aws:SecureTransport": "false"},
            }
        },
    ],
)
def test_whatever_leaves_somebody_else_a_way_in_proves_nothing(changes: dict[str, Any]) -> None:
    assert sole_sender(look(ALLOW, DENY | changes), {TOPIC}) == ""


def test_a_topic_that_is_none_of_ours_and_what_is_no_policy_prove_nothing() -> None:
    assert sole_sender(look(DENY), {f"{TOPIC}-2"}) == ""
    assert sole_sender(look(ALLOW), {TOPIC}) == ""
    for policy in ("", "{", "[]", '{"Statement": 7}', '{"Statement": [7]}'):
        assert sole_sender(QueueLook(ARN, policy, timedelta(days=4)), {TOPIC}) == ""


@pytest.mark.parametrize(
    ("more", "standing", "says"),
    [
        ({}, Standing.PASSED, "without SNS's signature stay"),
        ({"dead": 3}, Standing.FAILED, "3 messages were not taken in and lie in"),
        ({"dead": None}, Standing.NOT_AVAILABLE, "could not be read"),
        ({"dead_letters": "", "dead": None}, Standing.WARNING, "no dead-letter queue"),
    ],
)
def test_what_lies_in_the_dead_letters_is_told(
    more: dict[str, Any], standing: Standing, says: str
) -> None:
    check = checked(look(**more), "", NOW)
    assert check.standing is standing
    assert check.says is not None
    assert says in check.says.plain()


def test_what_could_not_be_seen_or_was_seen_long_ago_is_never_fine() -> None:
    well = checked(look(), TOPIC, NOW)
    assert aged(well, NOW + OLD) == well
    assert aged(well, NOW + OLD + timedelta(seconds=1)).standing is Standing.NOT_AVAILABLE
    assert aged(None, NOW).standing is Standing.NOT_AVAILABLE
    assert unread("AccessDenied", NOW).standing is Standing.NOT_AVAILABLE
