from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError
from moto.ec2.models.instances import Instance
from moto.events.models import Rule

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

ROOT = Path(__file__).resolve().parents[3]
EXTERNAL_ID = "range-external-id"


def test_an_account_is_its_own_world(aws: SimulatedAws, account: str, account_numbers: Any) -> None:
    other = next(account_numbers)
    aws.client("iam", account).create_user(UserName="ann")

    theirs = [one["UserName"] for one in aws.client("iam", other).list_users()["Users"]]
    assert aws.client("sts", other).get_caller_identity()["Account"] == other
    assert "ann" not in theirs


def test_an_administrators_key_is_the_same_each_time(aws: SimulatedAws, account: str) -> None:
    assert aws.credentials(account) == aws.credentials(account)
    assert aws.client("iam", account) is aws.client("iam", account)


def test_a_port_is_given_back_at_the_stop_and_moto_is_as_it_was() -> None:
    def held() -> list[Any]:
        return [vars(Rule)["send_to_targets"], vars(Instance).get("security_groups")]

    before = held()
    simulated = SimulatedAws()
    with simulated:
        port = int(simulated.url.rsplit(":", 1)[1])
        assert held() != before
        client = simulated.client("sts", "210000000001")
        assert client.get_caller_identity()["Account"] == "210000000001"

    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
    assert held() == before


def test_a_fresh_one_begins_with_empty_accounts_whatever_another_left_behind() -> None:
    """In a process of its own: what this one's other tests hold in moto must stay."""
    twice = """
from practice.aws import estate
from practice.aws.server import SimulatedAws

for _ in range(2):
    with SimulatedAws(is_fresh=True) as aws:
        built = estate.build(aws)
        print(len(aws.client("iam", built.prod.account).list_roles()["Roles"]))
"""
    told = subprocess.run(
        [sys.executable, "-c", twice], capture_output=True, text=True, cwd=ROOT, check=False
    )
    first, second = told.stdout.split()
    assert first == second, told.stderr


def test_a_port_may_be_chosen() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with SimulatedAws(port) as simulated:
        assert simulated.url == f"http://127.0.0.1:{port}"


def test_after_the_stop_nobody_answers() -> None:
    with SimulatedAws() as simulated:
        client = simulated.client_of("sts", "AKIAX", "secret")

    with pytest.raises(EndpointConnectionError):
        client.get_caller_identity()


def test_seeded_roles_let_in_who_knows_the_external_id(
    aws: SimulatedAws, account: str, account_numbers: Any
) -> None:
    aws.seed_roles(account, ("secbot-read", "secbot-contain"), EXTERNAL_ID)
    sts = aws.client("sts", next(account_numbers))
    how = {
        "RoleArn": f"arn:aws:iam::{account}:role/secbot-contain",
        "RoleSessionName": "A-19X",
        "SourceIdentity": "ann",
    }

    assert sts.assume_role(**how, ExternalId=EXTERNAL_ID)["SourceIdentity"] == "ann"
    assert refusal(sts.assume_role, **how, ExternalId="guess") == "AccessDenied"


def test_calls_are_told_apart_by_account_and_session(
    aws: SimulatedAws, account: str, account_numbers: Any
) -> None:
    other = next(account_numbers)
    aws.client("iam", account).list_users()
    aws.client("s3", other).list_buckets()

    assert [one.operation for one in aws.calls(account=account)] == ["ListUsers"]
    assert aws.calls(account=account, session="nobody") == ()
    assert {account, other} <= {one.account for one in aws.calls()}


def test_the_accounts_block_of_public_access_is_reached(aws: SimulatedAws, account: str) -> None:
    control = aws.client("s3control", account)
    control.put_public_access_block(
        AccountId=account, PublicAccessBlockConfiguration={"BlockPublicPolicy": True}
    )

    held = control.get_public_access_block(AccountId=account)
    (first, _) = aws.calls(account=account)
    assert held["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] is True
    assert first.action == "s3:PutAccountPublicAccessBlock"


def test_an_aws_services_event_reaches_the_accounts_bus(aws: SimulatedAws, account: str) -> None:
    url = aws.client("sqs", account).create_queue(QueueName="q")["QueueUrl"]
    client = aws.client("events", account)
    client.put_rule(Name="r", EventPattern='{"source": ["aws.health"]}')
    target = {"Id": "t", "Arn": f"arn:aws:sqs:us-east-1:{account}:q"}
    client.put_targets(Rule="r", Targets=[target])

    aws.emit(account, "us-east-1", "aws.health", "AWS Health Event", {"service": "RISK"})

    (message,) = aws.client("sqs", account).receive_message(QueueUrl=url)["Messages"]
    assert '"service": "RISK"' in message["Body"]
