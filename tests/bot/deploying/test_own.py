from __future__ import annotations

from dataclasses import replace

import pytest

from bot.deploying import own
from bot.deploying.doctor.needs import HOME
from bot.deploying.document import listed
from bot.deploying.own import Needs
from bot.deploying.powers import allowed
from practice.aws.server import SimulatedAws
from tests.bot.deploying.examples import PLACE
from tests.bot.deploying.reference import exists, takes
from tests.bot.deploying.simulator import decision

CONTAIN = PLACE.role("secbot-contain")
TOPIC = "arn:aws:sns:eu-central-1:999988887777:secbot-findings"
PAGES = "arn:aws:sns:eu-central-1:999988887777:secbot-guard"
KEY = "arn:aws:kms:eu-central-1:999988887777:key/1"
NEEDS = Needs(
    roles=(CONTAIN,),
    topics=(TOPIC,),
    anchor=f"kms:{KEY}",
    secrets=("ssm:/secbot/database",),
    front_secrets=("ssm:/secbot/database", "secretsmanager:secbot/slack"),
    pages=(PAGES,),
    queue="arn:aws:sqs:eu-central-1:999988887777:secbot-findings",
)


def test_run_needs_what_its_halves_need_together() -> None:
    halves = {*allowed(own.web(NEEDS, PLACE)), *allowed(own.worker(NEEDS, PLACE))}

    assert set(allowed(own.run(NEEDS, PLACE))) == halves
    for statement in own.run(NEEDS, PLACE)["Statement"]:
        for action in listed(statement["Action"]):
            assert exists(action)
            assert all(takes(action, resource) for resource in listed(statement["Resource"]))


def test_web_has_no_way_to_a_role_and_no_anchor() -> None:
    assert allowed(own.web(NEEDS, PLACE)) == (
        "secretsmanager:GetSecretValue",
        "sns:ConfirmSubscription",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
        "ssm:GetParameter",
    )


def test_a_queue_is_received_from_by_its_own_arn_alone(aws: SimulatedAws) -> None:
    policy = own.web(NEEDS, PLACE)
    other = "arn:aws:sqs:eu-central-1:999988887777:orders"
    assert decision(aws, policy, "sqs:ReceiveMessage", NEEDS.queue) == "allowed"
    assert decision(aws, policy, "sqs:ReceiveMessage", other) == "implicitDeny"


@pytest.mark.parametrize(
    ("url", "arn"),
    [
        (
            "https://sqs.eu-central-1.amazonaws.com/999988887777/findings",
            "arn:aws:sqs:eu-central-1:999988887777:findings",
        ),
        ("http://127.0.0.1:5000/999988887777/findings", "arn:aws:sqs:*:999988887777:findings"),
        ("", ""),
    ],
)
def test_a_queues_arn_is_read_from_its_address(url: str, arn: str) -> None:
    assert own.queue_arn(url, PLACE) == arn


def test_a_role_is_assumed_only_with_an_external_id(aws: SimulatedAws) -> None:
    policy = own.run(NEEDS, PLACE)

    assert decision(aws, policy, own.ASSUME, CONTAIN, sts__ExternalId="known") == "allowed"
    assert decision(aws, policy, own.ASSUME, CONTAIN) == "implicitDeny"
    other = PLACE.role("administrator")
    assert decision(aws, policy, own.ASSUME, other, sts__ExternalId="known") == "implicitDeny"


def test_a_key_signs_what_it_hashes_itself(aws: SimulatedAws) -> None:
    policy = own.worker(NEEDS, PLACE)

    assert decision(aws, policy, "kms:Sign", KEY, kms__MessageType="RAW") == "allowed"
    assert decision(aws, policy, "kms:Sign", KEY, kms__MessageType="DIGEST") == "implicitDeny"
    assert decision(aws, policy, "kms:GetPublicKey", KEY) == "allowed"


@pytest.mark.parametrize(
    ("anchor", "objects"),
    [
        ("s3://anchors/secbot/", "arn:aws:s3:::anchors/secbot/*"),
        ("s3://anchors", "arn:aws:s3:::anchors/*"),
    ],
)
def test_a_bucket_is_put_into_under_the_prefix_and_nothing_else(anchor: str, objects: str) -> None:
    put, lock = own.worker(Needs((), anchor=anchor), PLACE)["Statement"]

    assert put == {"Effect": "Allow", "Action": "s3:PutObject", "Resource": objects}
    assert lock["Action"] == "s3:GetBucketObjectLockConfiguration"
    assert lock["Resource"] == "arn:aws:s3:::anchors"


@pytest.mark.parametrize("anchor", [NEEDS.anchor, "s3://anchors/secbot"])
def test_the_doctor_finds_its_reads_in_what_run_may(anchor: str) -> None:
    held = set(allowed(own.run(replace(NEEDS, anchor=anchor), PLACE)))
    one_of = {"kms:GetPublicKey", "s3:GetBucketObjectLockConfiguration"}

    assert set(HOME) - held <= one_of
    assert held & one_of


@pytest.mark.parametrize(
    ("reference", "arn"),
    [
        (
            "secretsmanager:secbot/slack",
            "arn:aws:secretsmanager:*:111122223333:secret:secbot/slack-??????",
        ),
        ("secretsmanager:arn:aws:secretsmanager:eu-central-1:1:secret:s-AbCdEf", None),
        ("ssm:/secbot/database", "arn:aws:ssm:*:111122223333:parameter/secbot/database"),
        ("ssm:database", "arn:aws:ssm:*:111122223333:parameter/database"),
    ],
)
def test_a_secret_is_read_by_its_own_arn_only(reference: str, arn: str | None) -> None:
    (statement,) = own.worker(Needs((), secrets=(reference,)), PLACE)["Statement"]

    assert statement["Resource"] == [arn or reference.removeprefix("secretsmanager:")]


def test_what_nothing_needs_is_not_in_it() -> None:
    assert own.run(Needs(()), PLACE)["Statement"] == []


def test_only_the_topic_that_pages_is_published_to(aws: SimulatedAws) -> None:
    policy = own.worker(NEEDS, PLACE)

    assert decision(aws, policy, own.PUBLISH, PAGES) == "allowed"
    assert decision(aws, policy, own.PUBLISH, TOPIC) == "implicitDeny"
    assert own.PUBLISH not in allowed(own.web(NEEDS, PLACE))
