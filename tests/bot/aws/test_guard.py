"""Tests of the guard: what it lets through, and what is written down around it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError

from bot.aws.guard import ChangingGuard, ReadingGuard
from bot.aws.limiter import Limiter, Pace, Rank, TooManyCallsError
from bot.aws.sessions import Keys, Sessions
from bot.ports.estate import NOT_SENT, UNKNOWN, ForbiddenCallError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.kit.values import Made, Power, Step
from tests.bot.aws.estates import (
    BLOCKED,
    DOES,
    HOME,
    REGION,
    Diary,
    a_block,
    a_reopening,
    home_sessions,
)

PUT = "s3:PutBucketPublicAccessBlock"


class BrakePulledError(Exception):
    """What a journal raises to forbid a call."""


@pytest.fixture
def sessions(aws: SimulatedAws) -> Iterator[Sessions]:
    with home_sessions(aws) as sessions:
        yield sessions


@pytest.fixture
def bucket(aws: SimulatedAws, account: str) -> str:
    name = f"pay-{account}"
    location = {"LocationConstraint": REGION}
    aws.client("s3", account, REGION).create_bucket(Bucket=name, CreateBucketConfiguration=location)
    return name


def changes(aws: SimulatedAws, account: str) -> list[str]:
    """Return the operations that reached an account's Block Public Access."""
    calls = aws.calls(account=account)
    return [call.operation for call in calls if "PublicAccessBlock" in call.operation]


class Bench:
    """A guarded S3 client of an account's administrator, and the journal of what it did."""

    def __init__(self, aws: SimulatedAws, sessions: Sessions, account: str) -> None:
        """Guard for containing steps; no step runs yet."""
        self.diary = Diary()
        self.guard = ChangingGuard(self.diary)
        keys = Keys(*aws.credentials(account))
        watch = partial(self.guard.watch, power=Power.CONTAIN)
        self.s3: Any = sessions.kept("s3", REGION, keys, watch, attempts=1)
        self.ec2: Any = sessions.kept("ec2", REGION, keys, watch, attempts=1)

    def put(self, bucket: str, **changed: bool) -> None:
        """Block a bucket, with other settings where they are named."""
        settings = {**BLOCKED, **changed}
        self.s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=settings)


@pytest.fixture
def bench(aws: SimulatedAws, sessions: Sessions, account: str) -> Bench:
    return Bench(aws, sessions, account)


def reading(aws: SimulatedAws, sessions: Sessions, account: str, *actions: str) -> Any:
    keys = Keys(*aws.credentials(account))
    return sessions.kept("s3", REGION, keys, ReadingGuard(actions).watch)


def test_a_declared_read_goes_through(
    aws: SimulatedAws, sessions: Sessions, account: str, bucket: str
) -> None:
    s3 = reading(aws, sessions, account, "s3:GetBucketPublicAccessBlock")

    assert s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]


def test_an_undeclared_call_is_refused_before_any_request_leaves(
    aws: SimulatedAws, sessions: Sessions, account: str, bucket: str
) -> None:
    s3 = reading(aws, sessions, account, "s3:GetBucketPublicAccessBlock")
    before = aws.calls(account=account)

    with pytest.raises(ForbiddenCallError, match="s3:GetBucketAcl was not declared as read"):
        s3.get_bucket_acl(Bucket=bucket)
    with pytest.raises(ForbiddenCallError, match=PUT):
        s3.delete_public_access_block(Bucket=bucket)

    assert aws.calls(account=account) == before


def test_nothing_can_be_signed_for_later(
    aws: SimulatedAws, sessions: Sessions, account: str, bench: Bench, bucket: str
) -> None:
    s3 = reading(aws, sessions, account, "s3:GetObject")
    bench.guard.run(a_block(bucket), {})
    block = {"Bucket": bucket, "PublicAccessBlockConfiguration": BLOCKED}

    with pytest.raises(ForbiddenCallError, match="can't be signed for later"):
        s3.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "x"})
    with pytest.raises(ForbiddenCallError, match="can't be signed for later"):
        bench.s3.generate_presigned_url("put_public_access_block", block)


def test_nothing_may_be_changed_while_no_step_runs(
    aws: SimulatedAws, account: str, bench: Bench, bucket: str
) -> None:
    with pytest.raises(ForbiddenCallError, match="no step runs"):
        bench.put(bucket)

    assert not changes(aws, account)
    assert not bench.diary.intents


def test_the_running_step_s_call_goes_through_between_its_intent_and_its_result(
    aws: SimulatedAws, account: str, bench: Bench, bucket: str
) -> None:
    bench.guard.run(a_block(bucket), {})

    bench.put(bucket)

    call = aws.calls(account=account)[-1]
    parameters = {"Bucket": bucket, "PublicAccessBlockConfiguration": BLOCKED}
    assert bench.diary.intents == [("block", PUT, parameters)]
    assert bench.diary.results == [("block", PUT, call.request_id, "")]
    assert call.request_id


@pytest.mark.parametrize("changed", [{"BlockPublicAcls": False}, {"BlockPublicAcls": 1}])
def test_other_parameters_than_the_plan_s_are_refused(
    aws: SimulatedAws, account: str, bench: Bench, bucket: str, changed: dict[str, bool]
) -> None:
    bench.guard.run(a_block(bucket), {})

    with pytest.raises(ForbiddenCallError, match="the parameters of the plan only"):
        bench.put(bucket, **changed)

    assert not changes(aws, account)
    assert not bench.diary.intents


def test_a_parameter_more_or_another_target_is_refused(
    aws: SimulatedAws, account: str, bench: Bench, bucket: str
) -> None:
    bench.guard.run(a_block(bucket), {})
    settings = {"PublicAccessBlockConfiguration": BLOCKED}

    with pytest.raises(ForbiddenCallError):
        bench.put(f"{bucket}-other")
    with pytest.raises(ForbiddenCallError):
        bench.s3.put_public_access_block(Bucket=bucket, ExpectedBucketOwner=account, **settings)
    with pytest.raises(ForbiddenCallError):
        bench.s3.delete_public_access_block(Bucket=bucket)

    assert not changes(aws, account)


def test_another_action_than_the_step_s_is_refused(
    aws: SimulatedAws, account: str, bench: Bench, bucket: str
) -> None:
    bench.guard.run(a_block(bucket), {})
    before = aws.calls(account=account)

    with pytest.raises(ForbiddenCallError, match=f"may call {PUT}, not s3:DeleteBucket"):
        bench.s3.delete_bucket(Bucket=bucket)

    assert aws.calls(account=account) == before


def test_a_step_of_the_other_power_is_refused(
    aws: SimulatedAws, account: str, bench: Bench, bucket: str
) -> None:
    bench.guard.run(a_reopening(bucket), {})

    with pytest.raises(ForbiddenCallError):
        bench.s3.delete_public_access_block(Bucket=bucket)

    assert not changes(aws, account)


def test_a_step_before_is_not_the_running_one_any_more(bench: Bench, bucket: str) -> None:
    bench.guard.run(a_block(bucket), {})
    bench.put(bucket)
    bench.guard.run(a_block("another-bucket", key="second"), {})

    with pytest.raises(ForbiddenCallError, match="step second"):
        bench.put(bucket)


def test_what_earlier_steps_have_made_is_filled_in(
    aws: SimulatedAws, account: str, bench: Bench
) -> None:
    ec2 = aws.client("ec2", account, REGION)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    step = Step(
        key="tag",
        action="ec2:CreateTags",
        resources=("arn:aws:ec2:*:*:vpc/*",),
        power=Power.CONTAIN,
        parameters={"Resources": [{"made": "vpc.id"}], "Tags": [{"Key": "k", "Value": "v"}]},
        says=DOES.fill(),
    )
    bench.guard.run(step, {"vpc": Made(values={"id": vpc})})

    with pytest.raises(ForbiddenCallError):
        bench.ec2.create_tags(Resources=["vpc-0000"], Tags=[{"Key": "k", "Value": "v"}])
    bench.ec2.create_tags(Resources=[vpc], Tags=[{"Key": "k", "Value": "v"}])

    assert bench.diary.intents[0][2]["Resources"] == [vpc]
    assert bench.diary.results[0][3] == ""


def test_no_request_leaves_where_the_intent_can_t_be_committed(
    aws: SimulatedAws, account: str, bench: Bench, bucket: str
) -> None:
    bench.diary.refusal = BrakePulledError()
    bench.guard.run(a_block(bucket), {})

    with pytest.raises(BrakePulledError):
        bench.put(bucket)

    assert not changes(aws, account)
    assert not bench.diary.results


def test_what_aws_refuses_is_a_result_with_its_code_and_request(
    aws: SimulatedAws, account: str, bench: Bench, bucket: str
) -> None:
    aws.faults.place(Fault(Failing.DENIED, account, "s3", "PutPublicAccessBlock", times=1))
    bench.guard.run(a_block(bucket), {})

    with pytest.raises(ClientError):
        bench.put(bucket)

    assert bench.diary.results == [
        ("block", PUT, aws.calls(account=account)[-1].request_id, "AccessDenied")
    ]


@pytest.mark.parametrize("failing", [Failing.THROTTLED, Failing.BROKEN])
def test_one_intent_is_one_request_even_where_trying_again_might_help(
    aws: SimulatedAws, account: str, bench: Bench, bucket: str, failing: Failing
) -> None:
    aws.faults.place(Fault(failing, account, "s3", "PutPublicAccessBlock", times=1))
    bench.guard.run(a_block(bucket), {})

    with pytest.raises(ClientError):
        bench.put(bucket)

    assert changes(aws, account) == ["PutPublicAccessBlock"]
    assert len(bench.diary.intents) == len(bench.diary.results) == 1


def test_a_request_whose_answer_is_lost_has_an_unknown_result(
    aws: SimulatedAws, account: str, bench: Bench, bucket: str
) -> None:
    aws.client("s3", account, REGION).delete_public_access_block(Bucket=bucket)
    aws.faults.place(Fault(Failing.HUNG_UP, account, "s3", "PutPublicAccessBlock", times=1))
    bench.guard.run(a_block(bucket), {})

    with pytest.raises(BotoCoreError):
        bench.put(bucket)

    answer = aws.client("s3", account, REGION).get_public_access_block(Bucket=bucket)
    assert answer["PublicAccessBlockConfiguration"] == BLOCKED
    assert bench.diary.results == [("block", PUT, "", UNKNOWN)]


def test_a_request_that_can_t_have_left_has_that_for_a_result() -> None:
    sessions = Sessions(Keys("AKIAX", "x"), REGION, "http://127.0.0.1:9")
    diary = Diary()
    guard = ChangingGuard(diary)
    watch = partial(guard.watch, power=Power.CONTAIN)
    s3: Any = sessions.kept("s3", REGION, Keys("AKIAX", "x"), watch, attempts=1)
    guard.run(a_block("pay"), {})

    with pytest.raises(EndpointConnectionError):
        s3.put_public_access_block(Bucket="pay", PublicAccessBlockConfiguration=BLOCKED)
    sessions.close()

    assert diary.results == [("block", PUT, "", NOT_SENT)]


def test_a_request_that_our_own_limiter_holds_back_has_not_left(
    aws: SimulatedAws, bench: Bench, account: str, bucket: str
) -> None:
    none = Pace(at_once=0, per_second=0.001)
    limiter = Limiter({"s3": none}, patience={Rank.RESPONSE: 0.0})
    limiter.watch(bench.s3, HOME, Rank.RESPONSE)
    bench.guard.run(a_block(bucket), {})

    with pytest.raises(TooManyCallsError):
        bench.put(bucket)

    assert bench.diary.results == [("block", PUT, "", NOT_SENT)]
    assert not changes(aws, account)
