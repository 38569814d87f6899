"""Tests of the pace of calls."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from bot.aws.limiter import LONGEST_PAUSE, Bucket, Limiter, Pace, Rank, TooManyCallsError
from bot.aws.sessions import Keys, Sessions
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION

PATIENT = 60.0


class Hand:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        """Stand at nought."""
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_as_many_calls_pass_at_once_as_the_pace_says() -> None:
    bucket = Bucket(Pace(at_once=3, per_second=1), Hand())

    taken = [bucket.take(Rank.QUESTION, patience=0) for _ in range(4)]

    assert taken == [True, True, True, False]


def test_tokens_come_back_with_time_but_never_more_than_fit() -> None:
    hand = Hand()
    bucket = Bucket(Pace(at_once=2, per_second=1), hand)
    for _ in range(2):
        bucket.take(Rank.QUESTION, patience=0)

    hand.at = 1.0
    assert [bucket.take(Rank.QUESTION, 0) for _ in range(2)] == [True, False]
    hand.at = 100.0
    assert [bucket.take(Rank.QUESTION, 0) for _ in range(3)] == [True, True, False]


def test_response_goes_before_questions_that_have_waited_longer() -> None:
    hand = Hand()
    bucket = Bucket(Pace(at_once=1, per_second=20), hand)
    order: list[Rank] = []
    assert bucket.take(Rank.QUESTION, 0)

    def call(rank: Rank) -> None:
        if bucket.take(rank, PATIENT):
            order.append(rank)

    def begin(rank: Rank) -> threading.Thread:
        thread = threading.Thread(target=call, args=(rank,))
        thread.start()
        while not bucket.waiting(rank):
            time.sleep(0.001)
        return thread

    threads = [begin(Rank.QUESTION), begin(Rank.RESPONSE)]
    for thread in reversed(threads):
        while thread.is_alive():
            hand.at += 0.05
            thread.join(0.01)

    assert order == [Rank.RESPONSE, Rank.QUESTION]


def test_throttling_lets_nothing_through_for_twice_as_long_each_time() -> None:
    hand = Hand()
    bucket = Bucket(Pace(at_once=100, per_second=100), hand)
    for pause in (0.5, 1.0, 2.0):
        bucket.throttled()
        begun = hand.at
        hand.at = begun + pause - 0.01
        assert not bucket.take(Rank.RESPONSE, 0)
        hand.at = begun + pause
        assert bucket.take(Rank.RESPONSE, 0)


def test_a_pause_is_never_longer_than_the_longest_and_short_again_after_an_answer() -> None:
    hand = Hand()
    bucket = Bucket(Pace(at_once=100, per_second=100), hand)
    for _ in range(50):
        bucket.throttled()
    hand.at = LONGEST_PAUSE
    assert bucket.take(Rank.RESPONSE, 0)

    bucket.passed()
    bucket.throttled()
    hand.at += 0.5
    assert bucket.take(Rank.RESPONSE, 0)


def test_each_api_of_each_account_and_region_has_a_bucket_of_its_own() -> None:
    limiter = Limiter()
    names = (
        ("ec2", "1", REGION),
        ("ec2", "2", REGION),
        ("ec2", "1", "us-east-1"),
        ("s3", "1", REGION),
    )

    assert limiter.bucket("ec2", "1", REGION) is limiter.bucket("ec2", "1", REGION, "RunInstances")
    assert len({id(limiter.bucket(*name)) for name in names}) == len(names)


def test_an_operation_with_a_pace_of_its_own_takes_nothing_from_the_others() -> None:
    limiter = Limiter()
    looking_up = limiter.bucket("cloudtrail", "1", REGION, "LookupEvents")
    while looking_up.take(Rank.QUESTION, patience=0):
        pass

    assert limiter.bucket("cloudtrail", "1", REGION, "GetTrailStatus").take(Rank.QUESTION, 0)


@pytest.fixture
def sessions(aws: SimulatedAws) -> Iterator[Sessions]:
    sessions = Sessions(endpoint_url=aws.url)
    yield sessions
    sessions.close()


def test_a_call_that_is_not_let_through_in_time_never_reaches_aws(
    aws: SimulatedAws, account: str, sessions: Sessions
) -> None:
    slow = Pace(at_once=1, per_second=0.001)
    limiter = Limiter(usual=slow, patience={Rank.QUESTION: 0.0})
    client = sessions.kept(
        "ec2",
        REGION,
        Keys(*aws.credentials(account)),
        lambda client: limiter.watch(client, account, Rank.QUESTION),
    )
    describe = client.describe_vpcs  # type: ignore[attr-defined]

    describe()
    with pytest.raises(TooManyCallsError, match=f"ec2 in account {account}"):
        describe()

    assert [call.operation for call in aws.calls(account=account)] == ["DescribeVpcs"]


def test_an_operation_that_has_used_up_its_own_pace_stops_no_other(
    aws: SimulatedAws, account: str, sessions: Sessions
) -> None:
    paces = {"ec2:DescribeVpcs": Pace(at_once=1, per_second=0.001)}
    limiter = Limiter(paces, patience={Rank.QUESTION: 0.0})
    client: Any = sessions.kept(
        "ec2",
        REGION,
        Keys(*aws.credentials(account)),
        lambda client: limiter.watch(client, account, Rank.QUESTION),
    )

    client.describe_vpcs()
    with pytest.raises(TooManyCallsError):
        client.describe_vpcs()
    client.describe_subnets()


def test_what_aws_throttles_empties_the_bucket_and_what_it_answers_mends_it(
    aws: SimulatedAws, account: str, sessions: Sessions
) -> None:
    aws.faults.place(Fault(Failing.THROTTLED, account, "ec2", times=1))
    hand = Hand()
    limiter = Limiter(usual=Pace(at_once=10, per_second=100), monotonic=hand)
    client = sessions.kept(
        "ec2",
        REGION,
        Keys(*aws.credentials(account)),
        lambda client: limiter.watch(client, account, Rank.RESPONSE),
        attempts=1,
    )
    describe = client.describe_vpcs  # type: ignore[attr-defined]

    with pytest.raises(ClientError):
        describe()
    bucket = limiter.bucket("ec2", account, REGION)
    assert not bucket.take(Rank.RESPONSE, patience=0)
    hand.at = 0.5
    describe()
    bucket.throttled()
    hand.at = 1.0

    assert bucket.take(Rank.RESPONSE, patience=0)
