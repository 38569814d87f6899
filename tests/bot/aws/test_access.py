"""Tests of the estate: who is let in where, with which rights, under which name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.ports.estate import BrokenError, ChangingAws, Estate, ForbiddenCallError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.kit.aws import Aws
from tests.bot.aws.estates import (
    BLOCKED,
    CONTAIN,
    HOME,
    READ,
    REGION,
    RELEASE,
    Diary,
    a_block,
    a_reopening,
    an_estate,
    an_execution,
    seeded,
)
from tests.clocks import FrozenClock

READS = ("s3:GetBucketPublicAccessBlock", "ec2:DescribeVpcs")
BOB = "bob@example.com"


@pytest.fixture
def estate(aws: SimulatedAws) -> Iterator[AwsEstate]:
    with an_estate(aws) as estate:
        yield estate


@pytest.fixture
def prod(aws: SimulatedAws, account: str) -> Account:
    return seeded(aws, account)


def a_bucket(aws: SimulatedAws, account: str, prefix: str = "pay") -> str:
    """Make a bucket, blocked as every fresh one is."""
    name = f"{prefix}-{account}"
    aws.client("s3", account, REGION).create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    return name


def roles_assumed(aws: SimulatedAws, account: str) -> list[str]:
    """Return the roles of an account that were assumed, in order."""
    arns = [str(call.parameters.get("RoleArn")) for call in aws.calls(account=HOME)]
    return [arn.rpartition("/")[2] for arn in arns if f":{account}:" in arn]


def test_it_fulfils_the_port(estate: Estate, prod: Account) -> None:
    reading: Aws = estate.reading(prod, REGION, READS)

    assert (reading.account, reading.region, reading.partition, reading.execution) == (
        prod.number,
        REGION,
        "aws",
        "",
    )


def test_without_a_region_it_is_the_home_region(estate: AwsEstate, prod: Account) -> None:
    assert estate.reading(prod, "", READS).region == REGION


def test_a_service_can_be_read_in_another_region_under_the_same_rules(
    aws: SimulatedAws, estate: Estate, prod: Account
) -> None:
    reading: Aws = estate.reading(prod, REGION, ("cloudtrail:LookupEvents",))
    for region in ("", "us-east-1"):
        reading.read("cloudtrail", region).lookup_events(MaxResults=1)
    with pytest.raises(ForbiddenCallError):
        reading.read("cloudtrail", "us-east-1").describe_trails()

    made = [call for call in aws.calls(account=prod.number) if call.service == "cloudtrail"]
    assert [call.region for call in made] == [REGION, "us-east-1"]
    assert reading.region == REGION


def test_each_call_is_signed_by_the_right_account_s_session_under_load(
    aws: SimulatedAws, estate: AwsEstate, account_numbers: Iterator[str]
) -> None:
    """A mix-up of accounts would read, or change, somebody else's."""
    accounts = [seeded(aws, next(account_numbers)) for _ in range(4)]
    for one in accounts:
        aws.client("ec2", one.number, REGION).create_vpc(CidrBlock="10.1.0.0/16")

    def owner_of_vpcs(asked: Account) -> tuple[str, set[str]]:
        vpcs = estate.reading(asked, REGION, READS).read("ec2").describe_vpcs()["Vpcs"]
        return asked.number, {vpc["OwnerId"] for vpc in vpcs}

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(owner_of_vpcs, accounts * 6))

    assert all(owners == {asked} for asked, owners in answers)
    for one in accounts:
        signed = [
            call for call in aws.calls(account=one.number) if call.operation == "DescribeVpcs"
        ]
        assert len(signed) == 6
        assert {call.access_key[:4] for call in signed} == {"ASIA"}
        assert {call.caller.split(":")[4] for call in signed} == {one.number}
        assert all(f"assumed-role/{READ}/" in call.caller for call in signed)


def test_an_undeclared_read_is_refused_and_nothing_declared_reads_nothing(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    reading = estate.reading(prod, REGION, READS)
    before = aws.calls(account=prod.number)

    with pytest.raises(ForbiddenCallError):
        reading.read("ec2").describe_instances()
    with pytest.raises(ForbiddenCallError):
        estate.reading(prod, REGION, ()).read("ec2")

    assert aws.calls(account=prod.number) == before


def test_aws_itself_refuses_a_reading_session_what_was_not_declared(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    """The session policy is the second lock, for whatever gets past the guard."""
    estate.reading(prod, REGION, READS)
    assumed = aws.calls(account=HOME)[-1]

    statement = json.loads(assumed.parameters["Policy"])["Statement"]

    assert statement == {"Effect": "Allow", "Action": sorted(READS), "Resource": "*"}


def test_who_reads_changes_nothing(estate: AwsEstate, prod: Account) -> None:
    with pytest.raises(ForbiddenCallError, match="no step runs"):
        estate.reading(prod, REGION, READS).change("s3")


def test_a_closed_door_shows_at_once_and_names_role_and_code(
    estate: AwsEstate, prod: Account
) -> None:
    stranger = replace(prod, external_id="not-the-external-id")

    with pytest.raises(BrokenError, match=r"role secbot-read .*AccessDenied"):
        estate.reading(stranger, REGION, READS)
    with pytest.raises(BrokenError, match=r"role secbot-contain .*AccessDenied"):
        estate.changing(
            stranger, REGION, an_execution(prod.number), (a_block("pay"),), BOB, Diary(), ()
        )


def test_a_reading_estate_renews_its_session_before_it_expires(
    aws: SimulatedAws, prod: Account
) -> None:
    clock = FrozenClock(datetime.now(UTC))
    with an_estate(aws, clock) as estate:
        reading = estate.reading(prod, REGION, READS)
        reading.read("ec2").describe_vpcs()
        clock.advance(timedelta(minutes=14))
        reading.read("ec2").describe_vpcs()

    signed = [call.access_key for call in aws.calls(account=prod.number) if call.service == "ec2"]
    assert len(set(signed[-2:])) == 2


class Change:
    """An execution that has entered an account, and its journal."""

    def __init__(self, estate: AwsEstate, account: Account, *steps_for: str) -> None:
        """Enter to block these buckets."""
        self.diary = Diary()
        self.steps = tuple(a_block(bucket, key=bucket) for bucket in steps_for)
        self.aws: ChangingAws = estate.changing(
            account, REGION, an_execution(account.number), self.steps, BOB, self.diary, READS
        )

    def make(self, number: int = 0) -> None:
        """Make one of the steps."""
        step = self.steps[number]
        self.aws.running(step, {})
        self.aws.change("s3").put_public_access_block(**step.parameters)  # type: ignore[arg-type]


def test_a_change_carries_the_execution_and_the_approver(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    bucket = a_bucket(aws, prod.number)
    change = Change(estate, prod, bucket)

    change.make()

    call = aws.calls(account=prod.number)[-1]
    assert call.session == "secbot-A-19S"
    assert call.source_identity == BOB
    assert f"assumed-role/{CONTAIN}/" in call.caller
    assert change.aws.execution == "A-19S"
    assert change.diary.results == [(bucket, "s3:PutBucketPublicAccessBlock", call.request_id, "")]


def test_what_an_execution_reads_is_under_the_read_role_and_its_own_name(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    bucket = a_bucket(aws, prod.number)

    Change(estate, prod, bucket).aws.read("s3").get_public_access_block(Bucket=bucket)

    call = aws.calls(account=prod.number)[-1]
    assert call.caller.endswith(f"assumed-role/{READ}/secbot-A-19S")
    assert call.source_identity == ""


def test_the_session_reaches_no_other_resource_than_the_steps_name(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    """The guard lets this step through; AWS does not, since its rights are for another bucket."""
    bucket = a_bucket(aws, prod.number)
    step = a_block(bucket, of="some-other-bucket")
    diary = Diary()
    entered = estate.changing(prod, REGION, an_execution(prod.number), (step,), BOB, diary, ())
    entered.running(step, {})

    with pytest.raises(ClientError, match="AccessDenied"):
        entered.change("s3").put_public_access_block(**step.parameters)

    assert diary.results[0][3] == "AccessDenied"


def test_a_change_is_tried_once_and_a_read_again(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    bucket = a_bucket(aws, prod.number)
    change = Change(estate, prod, bucket)
    put = Fault(Failing.THROTTLED, prod.number, "s3", "PutPublicAccessBlock", times=1)
    get = Fault(Failing.THROTTLED, prod.number, "s3", "GetPublicAccessBlock", times=1)
    for fault in (put, get):
        aws.faults.place(fault)

    with pytest.raises(ClientError, match="SlowDown"):
        change.make()
    change.aws.read("s3").get_public_access_block(Bucket=bucket)

    operations = [call.operation for call in aws.calls(account=prod.number)]
    assert operations.count("PutPublicAccessBlock") == 1
    assert operations.count("GetPublicAccessBlock") == 2
    assert [result[3] for result in change.diary.results] == ["SlowDown"]


def test_steps_of_both_powers_go_through_two_roles_each_with_its_own_rights(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    closed, opened = a_bucket(aws, prod.number), a_bucket(aws, prod.number, "web")
    steps = (a_block(closed), a_reopening(opened))
    entered = estate.changing(prod, REGION, an_execution(prod.number), steps, BOB, Diary(), ())

    entered.running(steps[0], {})
    entered.change("s3").put_public_access_block(
        Bucket=closed, PublicAccessBlockConfiguration=BLOCKED
    )
    entered.running(steps[1], {})
    entered.change("s3").delete_public_access_block(Bucket=opened)

    policies = [call.parameters["Policy"] for call in aws.calls(account=HOME)[-2:]]
    callers = [call.caller.split("/")[1] for call in aws.calls(account=prod.number)[-2:]]
    assert roles_assumed(aws, prod.number) == [CONTAIN, RELEASE]
    assert callers == [CONTAIN, RELEASE]
    assert [closed in policies[0], opened in policies[0]] == [True, False]
    assert [closed in policies[1], opened in policies[1]] == [False, True]


def test_a_client_of_one_power_can_t_make_the_other_s_step(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    bucket = a_bucket(aws, prod.number)
    steps = (a_block(bucket), a_reopening(bucket))
    entered = estate.changing(prod, REGION, an_execution(prod.number), steps, BOB, Diary(), ())
    entered.running(steps[0], {})
    containing = entered.change("s3")
    entered.running(steps[1], {})

    with pytest.raises(ForbiddenCallError):
        containing.delete_public_access_block(Bucket=bucket)


def test_a_step_that_was_not_entered_for_can_t_run(estate: AwsEstate, prod: Account) -> None:
    change = Change(estate, prod, "pay")

    with pytest.raises(ForbiddenCallError, match="step block is not one of the steps"):
        change.aws.running(a_block("another"), {})
    with pytest.raises(ForbiddenCallError, match="no step runs"):
        change.aws.change("s3")


def test_a_plan_that_does_not_fit_a_session_policy_is_refused_with_what_to_do(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    with pytest.raises(BrokenError, match="name fewer targets at once"):
        Change(estate, prod, *(f"a-bucket-with-a-long-name-{number}" for number in range(60)))

    assert not roles_assumed(aws, prod.number)


def test_two_executions_at_once_keep_to_their_own_session_and_journal(
    aws: SimulatedAws, estate: AwsEstate, account_numbers: Iterator[str]
) -> None:
    changes = []
    for _ in range(2):
        account = seeded(aws, next(account_numbers))
        changes.append(Change(estate, account, a_bucket(aws, account.number)))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(Change.make, changes))

    for change in changes:
        call = aws.calls(account=change.aws.account)[-1]
        assert call.parameters["Bucket"] == change.steps[0].parameters["Bucket"]
        assert [result[2] for result in change.diary.results] == [call.request_id]
