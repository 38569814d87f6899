"""What a check of a containment shows, when the next one is, and what a span of time is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.domain.hold import (
    APART,
    BLIND_AFTER,
    USUAL,
    Grip,
    Hold,
    Mark,
    begun,
    first_check,
    interval,
    judge,
    name_of,
    read_span,
)
from runbooks.kit.text import Text
from runbooks.kit.values import Claim, Proof
from tests.clocks import MORNING

P, F, I = Proof.PASSED, Proof.FAILED, Proof.INCONCLUSIVE  # noqa: E741 - a table reads better
FIRM, WEAK, LOST = Mark.FIRM, Mark.WEAK, Mark.LOST
DENIED = Text("denied").fill()


def claims(slow: str = "", **proofs: Proof) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            key=key,
            proof=proof,
            says=Text("{key}").fill(key=key),
            evidence="",
            takes_time=key == slow,
        )
        for key, proof in proofs.items()
    )


MINUTE = timedelta(minutes=1)
UNKNOWN = Hold(
    1, 1, "1", "r", "isolate_instance", "arn:t", Grip.UNKNOWN, since=MORNING, next_check_at=MORNING
)


@pytest.mark.parametrize(
    ("changes", "is_blind"),
    [
        pytest.param({}, True, id="never checked"),
        pytest.param({"held_at": MORNING, "checked_at": MORNING}, True, id="held once"),
        pytest.param({"held_at": MORNING + MINUTE}, False, id="held lately"),
        pytest.param({"checked_at": MORNING}, False, id="answered and never proved"),
        pytest.param({"held_at": MORNING, "state": Grip.HELD}, False, id="holds"),
        pytest.param({"held_at": MORNING, "state": Grip.SLIPPED}, False, id="told as slipped"),
    ],
)
def test_what_is_not_known_to_hold_for_half_an_hour_is_blind(
    changes: dict[str, Any], *, is_blind: bool
) -> None:
    since = replace(UNKNOWN, **changes).blind_since(MORNING + BLIND_AFTER)
    assert since == (MORNING if is_blind else None)
    assert replace(UNKNOWN, **changes).blind_since(MORNING + BLIND_AFTER - MINUTE) is None


def test_what_passed_at_the_end_of_the_run_is_expected_and_nothing_else() -> None:
    assert begun(claims(cut=P, role=F, silent=I)) == {"cut": FIRM, "role": WEAK, "silent": WEAK}


@pytest.mark.parametrize(
    ("marks", "proofs", "state", "after", "lost"),
    [
        pytest.param({"a": FIRM}, {"a": P}, Grip.HELD, {"a": FIRM}, [], id="holds"),
        pytest.param({"a": FIRM}, {"a": F}, Grip.SLIPPED, {"a": LOST}, ["a"], id="slips"),
        pytest.param({"a": LOST}, {"a": F}, Grip.SLIPPED, {"a": LOST}, [], id="told once"),
        pytest.param({"a": LOST}, {"a": P}, Grip.HELD, {"a": FIRM}, [], id="holds again"),
        pytest.param(
            {"a": LOST}, {"a": I}, Grip.SLIPPED, {"a": LOST}, [], id="doubt is no holding again"
        ),
        pytest.param(
            {"a": LOST, "b": FIRM},
            {"a": F, "b": F},
            Grip.SLIPPED,
            {"a": LOST, "b": LOST},
            ["b"],
            id="a second slip is told too",
        ),
        pytest.param({"a": FIRM}, {"a": I}, Grip.UNKNOWN, {"a": FIRM}, [], id="doubt"),
        pytest.param({"a": FIRM}, {"b": P}, Grip.UNKNOWN, None, [], id="not read at all"),
        pytest.param(
            {"a": FIRM, "b": WEAK},
            {"a": P, "b": F},
            Grip.HELD,
            {"a": FIRM, "b": WEAK},
            [],
            id="what never passed can't slip",
        ),
        pytest.param(
            {"a": FIRM, "b": WEAK},
            {"a": P, "b": P},
            Grip.HELD,
            {"a": FIRM, "b": FIRM},
            [],
            id="what passes late is expected from then on",
        ),
        pytest.param(
            {"a": FIRM},
            {"a": P, "b": F},
            Grip.SLIPPED,
            {"a": FIRM, "b": LOST},
            ["b"],
            id="new hole",
        ),
        pytest.param({"a": WEAK}, {"a": F}, Grip.UNKNOWN, {"a": WEAK}, [], id="nothing expected"),
        pytest.param({}, {"a": P, "b": F}, Grip.HELD, {"a": FIRM, "b": WEAK}, [], id="first time"),
        pytest.param({}, {"a": F}, Grip.UNKNOWN, {"a": WEAK}, [], id="first time, nothing passed"),
    ],
)
def test_a_check_shows(
    marks: Mapping[str, Mark],
    proofs: Mapping[str, Proof],
    state: Grip,
    after: Mapping[str, Mark] | None,
    lost: list[str],
) -> None:
    seen = judge(marks, claims(**proofs), None)

    assert seen.state is state
    assert [claim.key for claim in seen.lost] == lost
    assert after is None or seen.marks == after
    assert (seen.why is not None) is (state is Grip.UNKNOWN or proofs == {"a": I})


@pytest.mark.parametrize(("mark", "state"), [(FIRM, Grip.UNKNOWN), (LOST, Grip.SLIPPED)])
def test_a_check_that_could_not_be_made_never_shows_that_it_holds(mark: Mark, state: Grip) -> None:
    seen = judge({"a": mark}, (), DENIED)

    assert (seen.state, seen.marks, seen.lost, seen.why) == (state, {"a": mark}, (), DENIED)


def test_what_only_time_tells_is_left_out_until_it_is_told() -> None:
    marks = {"deny": FIRM, "silent": FIRM}

    assert judge(marks, claims("silent", deny=P, silent=I), None).state is Grip.HELD
    assert judge(marks, claims("silent", deny=P, silent=F), None).state is Grip.SLIPPED


def test_a_check_comes_every_ten_minutes_and_more_seldom_where_there_are_many() -> None:
    assert interval(1) == interval(83) == USUAL
    assert interval(500) == 500 * APART == timedelta(hours=1)


def test_what_is_contained_at_once_is_checked_at_different_times_within_the_interval() -> None:
    firsts = sorted(first_check(number, MORNING) - MORNING for number in range(1, 101))

    assert firsts[0] >= USUAL / 2
    assert firsts[-1] <= USUAL
    gaps = [later - earlier for earlier, later in pairwise(firsts)]
    assert max(gaps) < timedelta(seconds=10)


@pytest.mark.parametrize(
    ("arn", "name"),
    [
        ("arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc", "i-0abc"),
        ("arn:aws:s3:::pay-exports", "pay-exports"),
        ("arn:aws:iam::111122223333:role/path/web", "web"),
        ("arn:aws:iam::111122223333:root", "111122223333"),
        ("i-0abc", "i-0abc"),
        ("root", "root"),
        ("", ""),
    ],
)
def test_a_resource_goes_by_the_name_that_cloudtrail_has_for_it(arn: str, name: str) -> None:
    assert name_of(arn) == name


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("4h", timedelta(hours=4)),
        ("90M", timedelta(minutes=90)),
        ("30d", timedelta(days=30)),
        ("5m", timedelta(minutes=5)),
        ("4m", None),
        ("31d", None),
        ("99999d", None),
        ("100000m", None),
        ("0h", None),
        ("-4h", None),
        ("4", None),
        ("h", None),
        ("4h30m", None),
        ("1.5h", None),
        ("\u0664h", None),
        ("", None),
    ],
)
def test_a_span_is_minutes_hours_or_days_and_within_bounds(
    typed: str, span: timedelta | None
) -> None:
    assert read_span(typed) == span
