"""block_public_s3 on the simulated S3, under secbot's narrowed roles."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError

from bot.ports.estate import ForbiddenCallError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.block_public_s3 import Access, BlockPublicS3, Bucket
from runbooks.kit.contract import DoesNotExistError
from runbooks.kit.public_access import NAMES
from runbooks.kit.shield import DRILL, PROTECTED
from runbooks.kit.values import Conflict, Marks, Plan, Power, Proof
from tests.runbooks.site import REGION, Site, a_site, execution, proofs

OPEN = dict.fromkeys(NAMES, False)
CLOSED = dict.fromkeys(NAMES, True)
NUMBERS = itertools.count(1)


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, BlockPublicS3) as made:
        yield made


def an_open_bucket(site: Site) -> Bucket:
    """Make a bucket that anybody may read, as an intruder leaves it."""
    name = f"receipts-{site.account}-{next(NUMBERS)}"
    s3 = site.client("s3")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=OPEN)
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{name}/*",
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps(policy))
    return Bucket(bucket=name)


def a_tagged_bucket(site: Site) -> Bucket:
    """Make an open bucket that somebody has tagged as protected, and as a target of drills."""
    made = an_open_bucket(site)
    tag(site, made, PROTECTED, DRILL)
    return made


def tag(site: Site, bucket: Bucket, *keys: str) -> None:
    tags = [{"Key": key, "Value": "true"} for key in keys]
    site.client("s3").put_bucket_tagging(Bucket=bucket.bucket, Tagging={"TagSet": tags})


exercises = (an_open_bucket, a_tagged_bucket)


@pytest.fixture
def bucket(site: Site) -> Bucket:
    return an_open_bucket(site)


def settings(site: Site, bucket: Bucket) -> dict[str, bool] | None:
    try:
        answer = site.client("s3").get_public_access_block(Bucket=bucket.bucket)
    except ClientError:
        return None
    found: dict[str, bool] = answer["PublicAccessBlockConfiguration"]
    return found


def test_an_open_bucket_is_closed_proved_and_put_back_as_it_was(site: Site, bucket: Bucket) -> None:
    before = site.observe(bucket)
    assert proofs(site.claims(bucket)) == {"settings": Proof.FAILED, "policy": Proof.FAILED}

    site.carry_out(site.plan(bucket))
    after = site.observe(bucket)
    assert proofs(site.claims(bucket)) == {"settings": Proof.PASSED, "policy": Proof.PASSED}
    assert settings(site, bucket) == CLOSED

    back = site.undo(bucket, before, after)
    assert isinstance(back, Plan)
    assert back.reopens
    assert {step.power for step in back.steps} == {Power.RELEASE}
    site.carry_out(back)
    assert settings(site, bucket) == OPEN
    assert proofs(site.restored(bucket, before)) == {"settings": Proof.PASSED}


def test_a_bucket_that_had_no_settings_has_none_after_undo(site: Site, bucket: Bucket) -> None:
    site.client("s3").delete_public_access_block(Bucket=bucket.bucket)
    before = site.observe(bucket)
    site.carry_out(site.plan(bucket))
    back = site.undo(bucket, before, site.observe(bucket))

    assert isinstance(back, Plan)
    site.carry_out(back)
    assert settings(site, bucket) is None
    assert proofs(site.restored(bucket, before)) == {"settings": Proof.PASSED}


def test_planning_changes_nothing_and_shows_what_breaks(site: Site, bucket: Bucket) -> None:
    plan = site.plan(bucket)

    assert settings(site, bucket) == OPEN
    assert site.journal.intents == []
    assert "without signing in" in plan.breaks[0].plain()
    assert plan.changes[0].plain().endswith("all off → all four settings on")


def test_a_step_made_twice_is_called_once(site: Site, bucket: Bucket) -> None:
    plan = site.plan(bucket)
    first = site.carry_out(plan)
    second = site.carry_out(plan)

    assert not first["settings"].already
    assert second["settings"].already
    assert len(site.journal.intents) == 1


def test_a_closed_bucket_needs_no_step(site: Site, bucket: Bucket) -> None:
    site.carry_out(site.plan(bucket))

    assert site.plan(bucket).steps == ()


def test_an_undo_does_not_touch_what_somebody_has_changed_since(site: Site, bucket: Bucket) -> None:
    before = site.observe(bucket)
    site.carry_out(site.plan(bucket))
    after = site.observe(bucket)
    other = {**CLOSED, "RestrictPublicBuckets": False}
    site.client("s3").put_public_access_block(
        Bucket=bucket.bucket, PublicAccessBlockConfiguration=other
    )

    conflict = site.undo(bucket, before, after)
    assert isinstance(conflict, Conflict)
    assert conflict.differences[0].startswith("now only BlockPublicAcls")
    assert settings(site, bucket) == other


def test_an_undo_of_what_was_put_back_by_hand_needs_no_step(site: Site, bucket: Bucket) -> None:
    before = site.observe(bucket)
    site.carry_out(site.plan(bucket))
    after = site.observe(bucket)
    site.client("s3").put_public_access_block(
        Bucket=bucket.bucket, PublicAccessBlockConfiguration=OPEN
    )

    back = site.undo(bucket, before, after)
    assert isinstance(back, Plan)
    assert back.steps == ()


def test_a_bucket_that_is_not_there_is_said_to_be_missing(site: Site) -> None:
    with pytest.raises(DoesNotExistError, match="There is no bucket"):
        site.observe(Bucket(bucket="no-such-bucket-anywhere"))


def test_a_policy_that_cannot_be_judged_proves_nothing(site: Site, bucket: Bucket) -> None:
    unknown = Access(
        settings=CLOSED, is_policy_public=None, has_public_grant=False, is_website=False
    )
    reading = site.runbook(site.estate.reading(site._account(), REGION, site.runbook.about.reads))

    claims = reading.verify(bucket, unknown)
    assert proofs(claims) == {"settings": Proof.PASSED, "policy": Proof.INCONCLUSIVE}


def test_a_website_is_named_among_what_breaks(site: Site, bucket: Bucket) -> None:
    site.client("s3").put_bucket_website(
        Bucket=bucket.bucket, WebsiteConfiguration={"IndexDocument": {"Suffix": "index.html"}}
    )

    assert any("website" in said.plain() for said in site.plan(bucket).breaks)


def test_a_denied_call_rises_and_is_written_down(site: Site, bucket: Bucket) -> None:
    plan = site.plan(bucket)
    site.aws.faults.place(
        Fault(Failing.DENIED, account=site.account, service="s3", operation="PutPublicAccessBlock")
    )

    with pytest.raises(ClientError):
        site.carry_out(plan)
    assert site.journal.results == [("s3:PutBucketPublicAccessBlock", "AccessDenied")]
    assert settings(site, bucket) == OPEN


def test_the_rights_for_one_bucket_do_not_reach_another(site: Site, bucket: Bucket) -> None:
    plan = site.plan(bucket)
    (step,) = plan.steps
    name = f"another-{site.account}"
    other = {**step.parameters, "Bucket": name}
    s3 = site.client("s3")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=OPEN)
    crooked = plan.model_copy(update={"steps": (step.model_copy(update={"parameters": other}),)})

    with pytest.raises(ClientError, match="AccessDenied"):
        site.carry_out(crooked)


def test_a_step_cannot_send_other_parameters_than_were_approved(site: Site, bucket: Bucket) -> None:
    plan = site.plan(bucket)
    estate = site.estate
    aws = estate.changing(
        site._account(),
        REGION,
        execution(site.account),
        plan.steps,
        "ryo@example.com",
        site.journal,
        (),
    )
    aws.running(plan.steps[0], {})

    with pytest.raises(ForbiddenCallError):
        aws.change("s3").put_public_access_block(
            Bucket=bucket.bucket, PublicAccessBlockConfiguration=OPEN
        )
    assert site.journal.intents == []


def account_block(site: Site, **settings: bool) -> None:
    site.client("s3control").put_public_access_block(
        AccountId=site.account, PublicAccessBlockConfiguration={**OPEN, **settings}
    )


def test_where_the_accounts_own_block_is_on_the_plan_says_that_it_shuts_the_bucket_already(
    site: Site, bucket: Bucket
) -> None:
    account_block(site, **CLOSED)

    said = [one.plain() for one in site.plan(bucket).warnings]
    assert len(said) == 1
    assert "S3 goes by the stricter of the two" in said[0]
    assert f"`{bucket.bucket}` is shut by it already, and stays shut after an undo" in said[0]


def test_what_the_account_blocks_in_part_is_named(site: Site, bucket: Bucket) -> None:
    assert site.plan(bucket).warnings == ()
    account_block(site, IgnorePublicAcls=True)

    said = [one.plain() for one in site.plan(bucket).warnings]
    assert said[0].startswith("Of the account's own Block Public Access, only IgnorePublicAcls on")


def test_the_accounts_block_does_not_turn_a_buckets_plan_stale(site: Site, bucket: Bucket) -> None:
    before = site.observe(bucket).model_dump(mode="json")
    account_block(site, BlockPublicAcls=True)

    assert site.observe(bucket).model_dump(mode="json") == before


@pytest.mark.parametrize("key", [PROTECTED, DRILL])
def test_secbot_s_own_tags_are_seen_and_change_nothing_of_the_plan(
    site: Site, bucket: Bucket, key: str
) -> None:
    bare = site.plan(bucket)
    assert site.observe(bucket).marks == Marks(resource=bucket.bucket)
    tag(site, bucket, "owner", key)

    marks = site.observe(bucket).marks
    assert (marks.is_protected, marks.is_drill) == (key == PROTECTED, key == DRILL)
    assert site.plan(bucket) == bare


def test_a_bucket_that_shuts_us_out_of_its_tags_is_planned_and_may_be_protected(
    site: Site, bucket: Bucket
) -> None:
    tag(site, bucket, DRILL)
    site.aws.faults.place(Fault(Failing.DENIED, account=site.account, operation="GetBucketTagging"))

    assert site.observe(bucket).marks == Marks(resource=bucket.bucket, is_protected=None)
    assert site.plan(bucket).steps
    assert site.told(bucket) == {}
