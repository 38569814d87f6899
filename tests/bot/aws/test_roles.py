"""Tests of how roles are assumed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.aws.narrowing import for_reads
from bot.aws.roles import Door, Roles, session_name, source_identity
from bot.aws.sessions import Keys, Sessions
from bot.ports.estate import BrokenError
from practice.aws.faults import Failing, Fault
from practice.aws.record import CallRecord
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import EXTERNAL_ID, HOME, READ, REGION, home_sessions, seeded
from tests.clocks import FrozenClock


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime.now(UTC))


@pytest.fixture
def roles(aws: SimulatedAws, clock: FrozenClock) -> Iterator[Roles]:
    with home_sessions(aws) as sessions:
        roles = Roles(sessions, clock)
        yield roles
        roles.close()


@pytest.fixture
def door(aws: SimulatedAws, account: str) -> Door:
    seeded(aws, account)
    policy = for_reads(("ec2:DescribeVpcs",))
    return Door(account, READ, "aws", EXTERNAL_ID, f"secbot-{account}", policy)


def assumed(aws: SimulatedAws, door: Door) -> list[CallRecord]:
    """Return every AssumeRole that named this door's role."""
    calls = aws.calls(account=HOME)
    return [call for call in calls if call.parameters.get("RoleArn") == door.role_arn]


def test_a_role_is_assumed_for_a_quarter_of_an_hour_with_its_policy_and_names(
    aws: SimulatedAws, roles: Roles, door: Door
) -> None:
    keys = roles.assume(replace(door, source_identity="bob@example.com"))

    asked = assumed(aws, door)[0].parameters
    assert keys.access_key_id.startswith("ASIA")
    assert keys.expires_at
    assert keys.expires_at.tzinfo
    assert asked["Policy"] == door.policy
    assert asked["DurationSeconds"] == 900
    assert asked["ExternalId"] == EXTERNAL_ID
    assert asked["RoleSessionName"] == door.session_name
    assert asked["SourceIdentity"] == "bob@example.com"


def test_nothing_is_sent_that_is_empty(aws: SimulatedAws, roles: Roles, door: Door) -> None:
    with pytest.raises(BrokenError):
        roles.assume(replace(door, external_id=""))

    assert not {"ExternalId", "SourceIdentity"} & set(assumed(aws, door)[0].parameters)


def test_a_refusal_names_role_account_and_code_and_no_secret(roles: Roles, door: Door) -> None:
    with pytest.raises(BrokenError) as caught:
        roles.assume(replace(door, external_id="wrong-external-id"))

    assert str(caught.value) == (
        f"role secbot-read in account {door.account} can't be assumed: AccessDenied"
    )
    assert "wrong-external-id" not in repr(door).replace(EXTERNAL_ID, "") + str(caught.value)
    assert EXTERNAL_ID not in repr(door)


def test_a_role_that_is_not_there_is_a_refusal_too(roles: Roles, door: Door) -> None:
    with pytest.raises(BrokenError, match=r"role nobody in account .*AccessDenied"):
        roles.keep(replace(door, role="nobody"))


def test_an_sts_that_can_t_be_reached_is_named_by_what_happened(
    clock: FrozenClock, door: Door
) -> None:
    sessions = Sessions(Keys("AKIAX", "x"), REGION, "http://127.0.0.1:9")
    roles = Roles(sessions, clock)

    with pytest.raises(BrokenError, match="EndpointConnectionError"):
        roles.assume(door)
    roles.close()


def test_a_session_is_kept_until_two_minutes_before_it_expires(
    aws: SimulatedAws, roles: Roles, door: Door, clock: FrozenClock
) -> None:
    first = roles.keep(door)
    clock.advance(timedelta(minutes=12))
    assert roles.keep(door) == first

    clock.advance(timedelta(minutes=2))

    assert roles.keep(door) != first
    assert len(assumed(aws, door)) == 2


def test_another_policy_or_name_is_another_session(roles: Roles, door: Door) -> None:
    keys = {
        roles.keep(one)
        for one in (
            door,
            replace(door, policy=for_reads(("ec2:DescribeTags",))),
            replace(door, session_name="secbot-A-1"),
        )
    }

    assert len(keys) == 3


def test_those_who_come_at_once_begin_one_session(
    aws: SimulatedAws, roles: Roles, door: Door
) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: roles.keep(door), range(8)))

    assert len(keys) == 1
    assert len(assumed(aws, door)) == 1


def test_a_refusal_stands_for_seconds_and_then_aws_is_asked_again(
    aws: SimulatedAws, roles: Roles, door: Door, clock: FrozenClock
) -> None:
    aws.faults.place(Fault(Failing.DENIED, HOME, "sts", "AssumeRole", times=1))
    for _ in range(3):
        with pytest.raises(BrokenError):
            roles.keep(door)
    assert len(assumed(aws, door)) == 1

    clock.advance(timedelta(seconds=5))

    assert roles.keep(door).access_key_id


def test_the_session_of_an_execution_is_named_for_it() -> None:
    assert session_name("A-19X") == "secbot-A-19X"
    assert session_name() == "secbot-read"


@pytest.mark.parametrize(
    ("person", "identity"),
    [
        ("bob@example.com", "bob@example.com"),
        ("o'neil@example.com", "o-neil@example.com"),
        ("böb@example.com", "b-b@example.com"),
        ("x" * 80 + "@example.com", "x" * 64),
        ("U", ""),
        ("", ""),
    ],
)
def test_an_identity_becomes_what_aws_takes(person: str, identity: str) -> None:
    assert source_identity(person) == identity
    assert re.fullmatch(r"[\w+=,.@-]{2,64}|", source_identity(person), re.ASCII)
