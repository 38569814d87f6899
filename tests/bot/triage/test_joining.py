"""Which revision of a finding holds, and what it means for its card."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.finding import Finding, Late, Resource, Severity, Workflow
from bot.domain.incident import Status, Verdict
from bot.triage.joining import Move, compare, reopens, settle
from tests.bot.triage.examples import FORWARDED, HUB, a_finding, an_incident, minutes


def settled(current: Finding, new: Finding) -> Finding:
    """Return what holds, where that is something."""
    holds = settle(current, new)
    assert holds is not None
    return holds


def test_the_first_revision_holds() -> None:
    assert settle(None, a_finding()) == a_finding()


def test_an_exact_echo_says_nothing_new() -> None:
    assert settle(a_finding(), a_finding()) is None


def test_a_newer_revision_holds_and_an_older_one_does_not() -> None:
    old, new = a_finding(), a_finding(updated_at=minutes(5), count=2)
    assert settle(old, new) == new
    assert settle(new, old) is None


def test_an_older_moment_loses_whatever_else_it_says() -> None:
    new = a_finding(updated_at=minutes(5), severity=Severity.LOW)
    late = a_finding(severity=Severity.CRITICAL, workflow=Workflow.SUPPRESSED)
    assert settle(new, late) is None


def test_a_workflow_change_comes_with_the_old_moment_and_holds() -> None:
    old = a_finding(producer=HUB)
    told = a_finding(producer=HUB, workflow=Workflow.NOTIFIED)
    assert settle(old, told) == told


def test_without_moments_the_last_to_arrive_holds() -> None:
    old = a_finding(updated_at=None)
    assert settle(old, a_finding(updated_at=None, count=2)) is not None
    assert settle(old, old) is None


def test_when_it_was_confirmed_is_not_forgotten() -> None:
    old = a_finding(confirmed_at=minutes(1))
    assert settled(old, a_finding(updated_at=minutes(5))).confirmed_at == minutes(1)


def test_that_it_came_by_looking_is_not_forgotten_by_what_comes_later_or_other_ways() -> None:
    late = Late(minutes(3), 180)
    lost = a_finding(late=late, updated_at=minutes(0))
    newer = a_finding(updated_at=minutes(5), count=9)
    echo = settle(lost, a_finding(updated_at=minutes(0)))
    holds = settle(lost, newer)

    assert echo is None
    assert holds is not None
    assert holds.late == late


def test_whom_a_finding_names_anew_its_source_has_not_confirmed() -> None:
    old = a_finding(confirmed_at=minutes(1), principals=("mallory",))
    barring = a_finding(updated_at=minutes(5), principals=("mallory", "ann@example.com"))
    assert settled(old, barring).confirmed_at is None


def test_what_claims_something_else_is_not_confirmed_any_more() -> None:
    old = a_finding(confirmed_at=minutes(1))
    other = (Resource("AwsEc2Instance", "i-0victim"),)
    assert settled(old, a_finding(updated_at=minutes(5), resources=other)).confirmed_at is None


def test_what_security_hub_forwards_of_the_same_age_adds_its_workflow_only() -> None:
    own = a_finding(count=4)
    forwarded = a_finding(
        producer=FORWARDED, count=1, title="shorter", workflow=Workflow.SUPPRESSED, note_at="n"
    )
    holds = settled(own, forwarded)
    assert holds == replace(own, workflow=Workflow.SUPPRESSED, note_at="n")


def test_a_forwarded_copy_without_news_is_an_echo_in_either_order() -> None:
    own, forwarded = a_finding(), a_finding(producer=FORWARDED)
    assert settle(own, forwarded) is None
    assert settle(forwarded, own) is None


def test_guardduty_itself_does_not_take_a_workflow_back() -> None:
    forwarded = a_finding(producer=FORWARDED, workflow=Workflow.RESOLVED, note_at="n", count=7)
    own = a_finding(updated_at=minutes(5), count=2)
    holds = settled(forwarded, own)
    assert (holds.workflow, holds.note_at, holds.count) == (Workflow.RESOLVED, "n", 7)
    assert holds.producer == own.producer


def test_a_repeat_of_guarddutys_own_does_not_take_back_what_was_set_upstream_meanwhile() -> None:
    forwarded = a_finding(producer=FORWARDED, workflow=Workflow.SUPPRESSED, note_at="n")
    told = settled(a_finding(), forwarded)
    assert settle(told, a_finding()) is None
    repeat = settled(told, a_finding(updated_at=minutes(5), count=2))
    assert (repeat.workflow, repeat.note_at) == (Workflow.SUPPRESSED, "n")
    assert compare(told, repeat) is Move.REPEAT


def test_a_copy_without_a_note_does_not_take_the_note_of_the_same_revision_away() -> None:
    noted = a_finding(producer=FORWARDED, note_at="n")
    assert settle(noted, a_finding(producer=FORWARDED)) is None
    assert settled(noted, a_finding(producer=FORWARDED, updated_at=minutes(5))).note_at == ""


def test_a_custom_action_is_news_each_time_and_stays_known() -> None:
    plain = a_finding(producer=HUB)
    asked = settled(plain, a_finding(producer=HUB, asked_by="To secbot", asked_at=minutes(1)))
    assert compare(plain, asked) is Move.CHANGED
    assert settle(asked, plain) is None
    later = settled(asked, a_finding(producer=HUB, updated_at=minutes(5)))
    assert (later.asked_by, later.asked_at) == ("To secbot", minutes(1))
    again = settled(later, replace(asked, asked_at=minutes(9)))
    assert (again.asked_at, again.updated_at) == (minutes(9), minutes(5))
    assert settle(again, replace(asked, asked_at=minutes(2))) is None


@pytest.mark.parametrize("verdict", [Verdict.TRUE_POSITIVE, Verdict.FALSE_POSITIVE])
def test_a_custom_action_reopens_what_had_ended(verdict: Verdict) -> None:
    ended = an_incident(status=Status.CLOSED, verdict=verdict, updated_at=minutes(60))
    before, asked = a_finding(), a_finding(asked_by="To secbot", asked_at=minutes(61))
    assert reopens(ended, before, asked)
    assert reopens(ended, before, replace(asked, workflow=Workflow.SUPPRESSED))
    assert not reopens(ended, asked, asked)


def test_an_archive_seen_either_way_is_not_undone_by_the_same_revision() -> None:
    own, archived = a_finding(), a_finding(producer=FORWARDED, archived=True)
    assert settled(own, archived).archived
    assert settle(archived, own) is None
    later = a_finding(updated_at=minutes(5))
    assert not settled(archived, later).archived


def test_a_newer_forwarded_copy_holds_with_the_higher_count() -> None:
    own = a_finding(count=9)
    newer = a_finding(producer=FORWARDED, updated_at=minutes(5), severity=Severity.CRITICAL)
    holds = settled(own, newer)
    assert (holds.severity, holds.count) == (Severity.CRITICAL, 9)


@pytest.mark.parametrize(
    ("changes", "move"),
    [
        ({"severity": Severity.CRITICAL}, Move.WORSE),
        ({"severity": Severity.LOW}, Move.CHANGED),
        ({"archived": True}, Move.CHANGED),
        ({"compliance": "PASSED"}, Move.CHANGED),
        ({"workflow": Workflow.SUPPRESSED}, Move.CHANGED),
        ({"workflow": Workflow.RESOLVED}, Move.CHANGED),
        ({"count": 2}, Move.REPEAT),
        ({"updated_at": minutes(5)}, Move.REPEAT),
        ({"workflow": Workflow.NOTIFIED}, Move.ECHO),
        ({"note_at": "2026-11-22T09:00:00Z"}, Move.ECHO),
    ],
)
def test_what_changed_says_what_it_means(changes: dict[str, Any], move: Move) -> None:
    assert compare(a_finding(), a_finding(**changes)) is move


SEEN_LATER = {"last_seen": minutes(30), "updated_at": minutes(31), "count": 2}


@pytest.mark.parametrize("status", [Status.CLOSED, Status.RESOLVED])
def test_a_threat_that_is_seen_after_the_end_reopens(status: Status) -> None:
    ended = an_incident(status=status, updated_at=minutes(10))
    assert reopens(ended, a_finding(), a_finding(**SEEN_LATER))


def test_activity_from_before_the_end_that_is_reported_late_does_not() -> None:
    ended = an_incident(status=Status.CLOSED, updated_at=minutes(10))
    late = a_finding(last_seen=minutes(9), updated_at=minutes(31), count=2)
    assert not reopens(ended, a_finding(), late)


@pytest.mark.parametrize("verdict", [Verdict.FALSE_POSITIVE, Verdict.BENIGN, Verdict.TEST])
def test_what_people_called_harmless_may_repeat_but_not_get_worse(verdict: Verdict) -> None:
    ended = an_incident(status=Status.CLOSED, verdict=verdict, updated_at=minutes(10))
    assert not reopens(ended, a_finding(), a_finding(**SEEN_LATER))
    worse = a_finding(**SEEN_LATER, severity=Severity.CRITICAL)
    assert reopens(ended, a_finding(), worse)


def test_a_failed_check_repeats_by_itself_and_reopens_only_after_it_had_passed() -> None:
    ended = an_incident(status=Status.CLOSED, updated_at=minutes(10))
    failed, passed = a_finding(compliance="FAILED"), a_finding(compliance="PASSED")
    again = a_finding(compliance="FAILED", **SEEN_LATER)
    assert not reopens(ended, failed, again)
    assert reopens(ended, passed, again)


def test_what_upstream_has_settled_reopens_nothing() -> None:
    ended = an_incident(status=Status.CLOSED, updated_at=minutes(10))
    assert not reopens(ended, a_finding(), a_finding(**SEEN_LATER, archived=True))


@pytest.mark.parametrize("status", [Workflow.RESOLVED, Workflow.SUPPRESSED])
@pytest.mark.parametrize("archived", [True, False])
def test_whoever_settles_it_upstream_does_not_hide_that_it_gets_worse(
    status: Workflow, *, archived: bool
) -> None:
    ended = an_incident(status=Status.CLOSED, updated_at=minutes(10))
    settled_there = a_finding(archived=archived, workflow=status)
    worse = replace(settled_there, severity=Severity.CRITICAL, updated_at=minutes(31))

    assert reopens(ended, settled_there, worse)
    assert not reopens(ended, settled_there, replace(worse, compliance="PASSED"))


@pytest.mark.parametrize(
    ("verdict", "before", "after", "is_back"),
    [
        (Verdict.UNKNOWN, {}, {"archived": True, **SEEN_LATER}, True),
        (
            Verdict.UNKNOWN,
            {"workflow": Workflow.RESOLVED},
            {"workflow": Workflow.RESOLVED, **SEEN_LATER},
            True,
        ),
        (Verdict.UNKNOWN, {}, {"workflow": Workflow.RESOLVED}, False),
        (Verdict.UNKNOWN, {"archived": True}, {"archived": True, "count": 2}, False),
        (Verdict.FALSE_POSITIVE, {}, {"archived": True, **SEEN_LATER}, False),
        (Verdict.UNKNOWN, {}, {"compliance": "PASSED", **SEEN_LATER}, False),
    ],
)
def test_what_secbot_itself_had_settled_upstream_does_not_hide_that_it_goes_on(
    verdict: Verdict, before: dict[str, Any], after: dict[str, Any], *, is_back: bool
) -> None:
    ended = an_incident(status=Status.CLOSED, verdict=verdict, updated_at=minutes(10))
    found = reopens(ended, a_finding(**before), a_finding(**after), is_by_us=True)
    assert found is is_back


@pytest.mark.parametrize("status", [Status.NEW, Status.IN_PROGRESS, Status.ON_HOLD])
def test_what_has_not_ended_can_not_reopen(status: Status) -> None:
    assert not reopens(an_incident(status=status), a_finding(), a_finding(**SEEN_LATER))


REVISIONS = st.builds(
    a_finding,
    updated_at=st.none() | st.integers(0, 5).map(minutes),
    count=st.integers(1, 4),
    severity=st.sampled_from(Severity),
    archived=st.booleans(),
    workflow=st.sampled_from(Workflow),
)


@given(st.lists(REVISIONS, min_size=1, max_size=6))
def test_whatever_arrives_in_whatever_order_the_moment_never_goes_back(
    revisions: list[Finding],
) -> None:
    current: Finding | None = None
    for revision in revisions:
        holds = settle(current, revision)
        if current and holds and current.updated_at and holds.updated_at:
            assert holds.updated_at >= current.updated_at
        current = holds or current
    assert current is not None
    assert settle(current, current) is None
