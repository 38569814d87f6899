"""Anchors as objects: put once, found again whatever the database says, and locked or told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.aws.anchors import s3
from bot.aws.anchors.s3 import S3Anchor
from bot.aws.sessions import Sessions
from bot.clock import SystemClock
from bot.domain.anchor import Mark, Receipt
from bot.ports.anchor import AnchorError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.anchors import HOME, PREFIX, REGION, a_locked_bucket, in_bucket
from tests.bot.aws.estates import home_sessions
from tests.clocks import MORNING

MARK = Mark(7, "ab" * 32, "cd" * 32)
LATER = Mark(12, "ef" * 32, "cd" * 32)


@pytest.fixture
def sessions(aws: SimulatedAws) -> Iterator[Sessions]:
    with home_sessions(aws) as made:
        yield made
    aws.faults.clear(HOME)


@pytest.fixture
def bucket(aws: SimulatedAws, account: str) -> str:
    return a_locked_bucket(aws, f"anchors-{account}")


@pytest.fixture
def anchor(sessions: Sessions, bucket: str) -> Iterator[S3Anchor]:
    made = in_bucket(sessions, bucket)
    yield made
    made.close()


def receipt(anchor: S3Anchor, mark: Mark, age: timedelta) -> Receipt:
    return Receipt(mark, SystemClock().now() - age, anchor.target, "v1")


def test_a_mark_is_put_and_its_name_alone_says_what_it_is(
    aws: SimulatedAws, anchor: S3Anchor, bucket: str
) -> None:
    kept = anchor.anchor(MARK, MORNING)

    listed = aws.client("s3", HOME, REGION).list_objects_v2(Bucket=bucket)["Contents"]
    assert [each["Key"] for each in listed] == [
        f"{PREFIX}/{'cd' * 32}/0000000000000007-{'ab' * 32}.json"
    ]
    assert kept.proof
    assert anchor.check([kept]).marks == {MARK}


def test_what_is_put_is_locked_by_the_bucket(
    aws: SimulatedAws, anchor: S3Anchor, bucket: str
) -> None:
    kept = anchor.anchor(MARK, MORNING)

    client = aws.client("s3", HOME, REGION)
    (version,) = client.list_object_versions(Bucket=bucket)["Versions"]
    with pytest.raises(client.exceptions.ClientError, match="AccessDenied"):
        client.delete_object(Bucket=bucket, Key=version["Key"], VersionId=kept.proof)


def test_a_mark_that_is_there_already_is_left_as_it_is(
    aws: SimulatedAws, anchor: S3Anchor, bucket: str
) -> None:
    anchor.anchor(MARK, MORNING)
    again = anchor.anchor(MARK, MORNING + timedelta(seconds=5))

    versions = aws.client("s3", HOME, REGION).list_object_versions(Bucket=bucket)["Versions"]
    assert len(versions) == 1
    assert again.proof == ""
    assert anchor.check([again]).unproved == ()


def test_an_anchor_shows_itself_although_the_database_has_no_receipt(anchor: S3Anchor) -> None:
    anchor.anchor(MARK, MORNING)
    anchor.anchor(LATER, MORNING)

    found = anchor.check([])

    assert found.marks == {MARK, LATER}
    assert (found.is_complete, found.weak) == (True, ())


def test_an_anchor_that_a_delete_marker_hides_still_counts_and_is_told(
    aws: SimulatedAws, anchor: S3Anchor, bucket: str
) -> None:
    anchor.anchor(MARK, MORNING)
    client = aws.client("s3", HOME, REGION)
    (version,) = client.list_object_versions(Bucket=bucket)["Versions"]
    client.delete_object(Bucket=bucket, Key=version["Key"])

    found = anchor.check([])

    assert found.marks == {MARK}
    assert any(said.plain().startswith("1 anchor was hidden") for said in found.notes)


def test_more_anchors_than_one_page_are_all_found(anchor: S3Anchor) -> None:
    marks = {replace(MARK, place=place) for place in range(1, 6)}
    for mark in marks:
        anchor.anchor(mark, MORNING)
    client = anchor._client.get()
    client.meta.events.register(
        "provide-client-params.s3.ListObjectVersions", lambda params, **_: {**params, "MaxKeys": 2}
    )

    assert anchor.check([]).marks == marks


def test_other_prefixes_and_other_objects_are_nobody_s_anchors(
    aws: SimulatedAws, sessions: Sessions, anchor: S3Anchor, bucket: str
) -> None:
    neighbour = in_bucket(sessions, bucket, f"{PREFIX}-2")
    neighbour.anchor(MARK, MORNING)
    neighbour.close()
    client = aws.client("s3", HOME, REGION)
    for name in ("", "notes.txt", f"{'cd' * 32}/7-{'ab' * 32}.json", f"x/{'cd' * 32}"):
        client.put_object(Bucket=bucket, Key=f"{PREFIX}/{name}", Body=b"x")

    assert anchor.check([]).marks == frozenset()


def test_a_receipt_without_its_object_is_unproved_while_the_lock_would_hold(
    anchor: S3Anchor,
) -> None:
    young = receipt(anchor, MARK, timedelta(days=364))
    old = receipt(anchor, LATER, timedelta(days=366))

    assert anchor.check([young, old]).unproved == (7,)


def test_without_any_lock_no_receipt_is_too_old_and_the_bucket_is_told(
    aws: SimulatedAws, sessions: Sessions, account: str
) -> None:
    name = f"unlocked-{account}"
    aws.client("s3", HOME, REGION).create_bucket(Bucket=name)
    anchor = in_bucket(sessions, name)

    found = anchor.check([receipt(anchor, MARK, timedelta(days=4000))])
    anchor.close()

    assert [said.plain() for said in found.weak] == [
        f"the bucket {name} has no Object Lock, so whoever may delete there can"
    ]
    assert found.unproved == (7,)


def test_a_lock_that_locks_nothing_by_itself_is_told(
    aws: SimulatedAws, sessions: Sessions, account: str
) -> None:
    anchor = in_bucket(sessions, a_locked_bucket(aws, f"idle-{account}", days=None))

    (weak,) = anchor.check([]).weak
    anchor.close()

    assert "no default retention" in weak.plain()


@pytest.mark.parametrize(("mode", "sentences"), [("COMPLIANCE", 1), ("GOVERNANCE", 2)])
def test_how_long_and_how_hard_it_is_locked_is_told(
    aws: SimulatedAws, sessions: Sessions, account: str, mode: str, sentences: int
) -> None:
    anchor = in_bucket(sessions, a_locked_bucket(aws, f"{mode.lower()}-{account}", mode=mode))

    notes = [said.plain() for said in anchor.check([]).notes]
    anchor.close()

    assert notes[0] == f"The bucket locks what is put there for 365 days, in {mode} mode."
    assert len(notes) == sentences


@pytest.mark.parametrize(("failing", "may_pass"), [(Failing.DENIED, False), (Failing.BROKEN, True)])
def test_a_bucket_that_refuses_is_named_with_the_action(
    aws: SimulatedAws, anchor: S3Anchor, failing: Failing, *, may_pass: bool
) -> None:
    aws.faults.place(Fault(failing, account=HOME, operation="PutObject"))

    with pytest.raises(AnchorError, match="at s3:PutObject") as told:
        anchor.anchor(MARK, MORNING)

    assert anchor.target in str(told.value)
    assert told.value.may_pass is may_pass


def test_a_prefix_may_be_left_out(sessions: Sessions, bucket: str) -> None:
    anchor = in_bucket(sessions, bucket, "")

    anchor.anchor(MARK, MORNING)

    assert anchor.target == f"s3://{bucket}"
    assert anchor.check([]).marks == {MARK}
    anchor.close()


@pytest.mark.parametrize("operation", ["ListObjectVersions", "GetObjectLockConfiguration"])
def test_what_can_t_be_read_is_an_error_and_no_empty_list(
    aws: SimulatedAws, anchor: S3Anchor, operation: str
) -> None:
    aws.faults.place(Fault(Failing.DENIED, account=HOME, operation=operation))

    with pytest.raises(AnchorError, match="could not be read"):
        anchor.check([])


def test_the_name_holds_places_in_their_order() -> None:
    assert s3.NAME.fullmatch(f"{'cd' * 32}/{7:016d}-{'ab' * 32}.json")
