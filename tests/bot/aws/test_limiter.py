"""Tests of the pace of calls."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

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


def test_each_api_of_each_account_has_a_bucket_of_its_own() -> None:
    limiter = Limiter()

    assert limiter.bucket("ec2", "1") is limiter.bucket("ec2", "1")
    assert (
        len({id(limiter.bucket(*name)) for name in (("ec2", "1"), ("ec2", "2"), ("s3", "1"))}) == 3
    )


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
    bucket = limiter.bucket("ec2", account)
    assert not bucket.take(Rank.RESPONSE, patience=0)
    hand.at = 0.5
    describe()
    bucket.throttled()
    hand.at = 1.0

    assert bucket.take(Rank.RESPONSE, patience=0)
