"""block_public_s3_account on the simulated S3, under secbot's narrowed roles."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError, HTTPClientError
from pydantic import ValidationError

from bot.ports.estate import ForbiddenCallError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.block_public_s3_account import BlockPublicS3Account, Doors, WholeAccount
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.public_access import ALL_ON, NAMES
from runbooks.kit.shield import PROTECTED
from runbooks.kit.values import Conflict, Plan, Power, Proof, RiskClass, State
from tests.runbooks.site import REGION, Site, a_site, execution, proofs

OPEN = dict.fromkeys(NAMES, False)
NUMBERS = itertools.count(1)
MIXED = {**OPEN, "BlockPublicAcls": True}


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, BlockPublicS3Account) as made:
        yield made
    aws.faults.clear(account)


def an_account_without_a_block(site: Site) -> WholeAccount:
    """Return the account, with no settings of its own and a bucket that anybody may read."""
    site.client("s3control").delete_public_access_block(AccountId=site.account)
    a_public_bucket(site)
    return WholeAccount(account=site.account)


def an_account_that_was_opened(site: Site) -> WholeAccount:
    """Return the account, with its settings turned off as an intruder leaves them."""
    site.client("s3control").put_public_access_block(
        AccountId=site.account, PublicAccessBlockConfiguration=MIXED
    )
    a_public_bucket(site)
    return WholeAccount(account=site.account)


exercises = (an_account_without_a_block, an_account_that_was_opened)


def a_public_bucket(site: Site) -> str:
    name = a_bucket(site)
    s3 = site.client("s3")
    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=OPEN)
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{name}/*",
    }
    s3.put_bucket_policy(
        Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    )
    return name


def a_bucket(site: Site) -> str:
    name = f"wide-{site.account}-{next(NUMBERS)}"
    where = {"LocationConstraint": REGION}
    site.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration=where)
    return name


def settings(site: Site) -> dict[str, bool] | None:
    try:
        answer = site.client("s3control").get_public_access_block(AccountId=site.account)
    except ClientError:
        return None
    found: dict[str, bool] = answer["PublicAccessBlockConfiguration"]
    return found


def fail(site: Site, failing: Failing, operation: str, service: str = "s3control") -> None:
    fault = Fault(failing, account=site.account, service=service, operation=operation, times=1)
    site.aws.faults.place(fault)


def kept(state: State) -> State:
    return Doors.model_validate(state.model_dump(mode="json"))


def breaks(plan: Plan) -> str:
    return "\n".join(said.plain() for said in (*plan.breaks, *plan.warnings))


@pytest.mark.parametrize("before_it", [None, OPEN, MIXED])
def test_every_bucket_is_shut_at_once_and_the_settings_come_back_exactly(
    site: Site, before_it: dict[str, bool] | None
) -> None:
    inputs = an_account_without_a_block(site)
    if before_it is not None:
        site.client("s3control").put_public_access_block(
            AccountId=site.account, PublicAccessBlockConfiguration=before_it
        )
    before = site.observe(inputs)
    assert proofs(site.claims(inputs)) == {"settings": Proof.FAILED}

    site.carry_out(site.plan(inputs))
    after = site.observe(inputs)
    assert settings(site) == ALL_ON
    assert proofs(site.claims(inputs)) == {"settings": Proof.PASSED}
    assert site.plan(inputs).steps == ()

    back = site.undo(inputs, kept(before), kept(after))
    assert isinstance(back, Plan)
    assert back.reopens
    assert {step.power for step in back.steps} == {Power.RELEASE}
    site.carry_out(back)
    assert settings(site) == before_it
    assert proofs(site.restored(inputs, before)) == {"settings": Proof.PASSED}


def test_the_plan_names_what_is_public_now_and_counts_the_rest(site: Site) -> None:
    inputs = an_account_without_a_block(site)
    public = a_public_bucket(site)
    a_bucket(site)

    plan = site.plan(inputs)
    assert f"Every bucket of {site.account}, 3 of them and all that are made later" in breaks(plan)
    assert public in breaks(plan)
    assert plan.changes[0].plain().endswith("none set → all four settings on")
    assert site.journal.intents == []


def test_of_many_buckets_some_are_looked_at_and_that_is_said(site: Site) -> None:
    inputs = WholeAccount(account=site.account)
    for _ in range(21):
        a_bucket(site)

    plan = site.plan(inputs)
    assert "Only 20 of 21 buckets were looked at" in breaks(plan)
    assert "Of the 20 buckets looked at, none is public by its policy" in breaks(plan)


def test_a_bucket_that_refuses_to_be_looked_at_is_counted(site: Site) -> None:
    inputs = an_account_without_a_block(site)
    fail(site, Failing.DENIED, "GetBucketPolicyStatus", "s3")

    plan = site.plan(inputs)
    assert "The policy of 1 bucket could not be read" in breaks(plan)
    assert plan.steps


def test_it_is_class_d_whatever_the_state(site: Site) -> None:
    runbook = site.runbook(site.estate.reading(site._account(), REGION, ()))
    inputs = WholeAccount(account=site.account)

    assert runbook.risk(inputs, Doors(settings=ALL_ON)) is RiskClass.D
    assert runbook.target(inputs) == f"arn:aws:iam::{site.account}:root"


def test_another_account_than_the_one_that_was_entered_is_refused(site: Site) -> None:
    with pytest.raises(UnsupportedError, match="not in 999988887777"):
        site.observe(WholeAccount(account="999988887777"))


@pytest.mark.parametrize("typed", ["prod", "1111", "111122223333\n", "arn:aws:iam::1:root"])
def test_what_is_no_account_number_is_no_input(typed: str) -> None:
    with pytest.raises(ValidationError):
        WholeAccount(account=typed)


def test_an_undo_does_not_touch_what_somebody_has_changed_since(site: Site) -> None:
    inputs = an_account_without_a_block(site)
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    after = site.observe(inputs)
    site.client("s3control").put_public_access_block(
        AccountId=site.account, PublicAccessBlockConfiguration=MIXED
    )

    conflict = site.undo(inputs, kept(before), kept(after))
    assert isinstance(conflict, Conflict)
    assert conflict.differences == ("now only BlockPublicAcls on", "left all on")
    assert settings(site) == MIXED


def test_an_undo_of_what_was_put_back_by_hand_needs_no_step(site: Site) -> None:
    inputs = an_account_without_a_block(site)
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    after = site.observe(inputs)
    site.client("s3control").delete_public_access_block(AccountId=site.account)

    back = site.undo(inputs, before, after)
    assert isinstance(back, Plan)
    assert back.steps == ()


@pytest.mark.parametrize("failing", [Failing.DENIED, Failing.THROTTLED, Failing.HUNG_UP])
def test_a_change_that_is_refused_or_not_answered_goes_on_and_is_made_once(
    site: Site, failing: Failing
) -> None:
    inputs = an_account_without_a_block(site)
    plan = site.plan(inputs)
    fail(site, failing, "PutPublicAccessBlock")

    with pytest.raises((ClientError, HTTPClientError)):
        site.carry_out(plan)
    applied = ALL_ON if failing is Failing.HUNG_UP else None
    assert settings(site) == applied
    made = site.carry_out(plan)
    assert made["settings"].already is (applied is not None)
    assert proofs(site.claims(inputs)) == {"settings": Proof.PASSED}


@pytest.mark.parametrize(
    ("service", "operation"), [("s3control", "GetPublicAccessBlock"), ("s3", "ListBuckets")]
)
def test_a_denied_look_rises_before_anything_is_planned(
    site: Site, service: str, operation: str
) -> None:
    inputs = an_account_without_a_block(site)
    fail(site, Failing.DENIED, operation, service)

    with pytest.raises(ClientError, match="AccessDenied"):
        site.plan(inputs)


def test_the_guard_lets_no_other_account_and_no_other_setting_through(site: Site) -> None:
    inputs = an_account_without_a_block(site)
    plan = site.plan(inputs)
    aws = site.estate.changing(
        site._account(),
        REGION,
        execution(site.account),
        plan.steps,
        "ryo@example.com",
        site.journal,
        (),
    )
    aws.running(plan.steps[0], {})
    client = aws.change("s3control")

    for account, wanted in (("999988887777", ALL_ON), (site.account, OPEN)):
        with pytest.raises(ForbiddenCallError):
            client.put_public_access_block(AccountId=account, PublicAccessBlockConfiguration=wanted)
    with pytest.raises(ForbiddenCallError):
        client.delete_public_access_block(AccountId=site.account)
    assert settings(site) is None


def test_buckets_that_somebody_tagged_as_protected_are_named_and_shut_all_the_same(
    site: Site,
) -> None:
    inputs = an_account_without_a_block(site)
    tagged, other = a_bucket(site), a_bucket(site)
    tags = {"TagSet": [{"Key": PROTECTED, "Value": "true"}]}
    site.client("s3").put_bucket_tagging(Bucket=tagged, Tagging=tags)
    fail(site, Failing.DENIED, "GetBucketTagging", "s3")

    plan = site.plan(inputs)
    (said,) = [each.plain() for each in plan.warnings if PROTECTED in each.plain()]
    assert tagged in said
    assert other not in said
    assert plan.steps
