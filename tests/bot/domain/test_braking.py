"""Ceiling, breaker and hold as pure rules, each with a try to get round it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.braking import (
    EVERYWHERE,
    HELD_OFF_FOR,
    LONGEST_LIFT,
    WINDOW,
    Ended,
    Lift,
    Place,
    Undone,
    ceiling,
    held_off,
    told_undone,
    too_wide,
    tripped,
    why_stopped,
)
from tests.bot.domain.makers import ACCOUNT, NOW

OTHER = "444455556666"
MINUTE = timedelta(minutes=1)
NAMES = {ACCOUNT: "prod-payments"}


def place(number: int, at: datetime = NOW, account: str = ACCOUNT, *, begun: bool = True) -> Place:
    return Place(account, f"arn:aws:s3:::b{number}", number, at, begun)


def told(taken: list[Place], wanted: Place | None = None, most: int = 2, *lifts: Lift) -> str:
    said = ceiling(wanted or place(99, begun=False), taken, lifts, most, NAMES)
    return said.plain() if said else ""


def a_lift(account: str = ACCOUNT, since: datetime = NOW) -> Lift:
    until = since + LONGEST_LIFT
    return Lift(account, "a@x", "Ann", None, LONGEST_LIFT, "a worm", "Bob", since, until)


def test_the_ceiling_says_how_many_since_when_until_when_and_how_it_is_lifted() -> None:
    taken = [place(1, NOW - 40 * MINUTE), place(2, NOW - 10 * MINUTE)]

    assert told(taken) == (
        "In prod-payments 2 targets were changed since 2026-11-22 02:20 UTC, and the ceiling is 2 "
        "an hour: the next may be changed at 2026-11-22 03:20 UTC. Nothing was changed. Two lift "
        f"it for a while, each with `/sec lift {ACCOUNT} 1h reason`."
    )
    assert told(taken[:1]) == ""


def test_it_holds_over_all_accounts_too() -> None:
    taken = [place(1), place(2, account=OTHER)]

    assert told(taken).startswith("In all accounts 2 targets were changed")
    assert told(taken).endswith("each with `/sec lift 1h reason`.")


@pytest.mark.parametrize(
    ("taken", "is_full"),
    [
        pytest.param([place(1, NOW - WINDOW), place(2)], False, id="an hour is over to the second"),
        pytest.param([place(1, NOW - WINDOW + MINUTE), place(2)], True, id="not quite an hour"),
        pytest.param([place(1, NOW + WINDOW), place(2)], True, id="the clock has gone back"),
        pytest.param([place(1, NOW - WINDOW * 3, begun=False), place(2)], True, id="approved only"),
        pytest.param([place(1), place(1, NOW - MINUTE)], False, id="one target, twice"),
        pytest.param([place(99), place(2)], False, id="the same target again takes no more"),
    ],
)
def test_what_counts_is_each_target_of_the_last_hour(taken: list[Place], *, is_full: bool) -> None:
    assert bool(told(taken)) is is_full


@pytest.mark.parametrize(
    ("lift", "is_full"),
    [
        (a_lift(), False),
        (a_lift(EVERYWHERE), False),
        (a_lift(OTHER), True),
        (a_lift(since=NOW - LONGEST_LIFT), True),
        pytest.param(a_lift(since=NOW + MINUTE), True, id="the clock has gone back"),
        pytest.param(
            Lift(ACCOUNT, "a@x", "Ann", NOW, WINDOW, "asked only"), True, id="nobody has agreed"
        ),
    ],
)
def test_a_lift_frees_its_account_while_it_lasts(lift: Lift, *, is_full: bool) -> None:
    assert bool(told([place(1), place(2)], None, 2, lift)) is is_full


def test_when_it_is_free_is_when_enough_are_an_hour_old_after_a_lift_too() -> None:
    taken = [place(number, NOW - number * 10 * MINUTE) for number in range(1, 6)]

    assert "at 2026-11-22 03:40 UTC" in told(taken)


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 240)), max_size=60),
    st.integers(1, 4),
)
def test_in_no_hour_are_more_targets_begun_than_the_ceiling(
    wishes: list[tuple[int, int]], most: int
) -> None:
    begun: list[Place] = []
    for target, minute in sorted(wishes, key=lambda wish: wish[1]):
        wanted = place(target, NOW + minute * MINUTE)
        if not told(begun, wanted, most):
            begun.append(wanted)
    for end in begun:
        within = {each.target for each in begun if end.at - WINDOW < each.at <= end.at}
        assert len(within) <= most


def test_a_plan_over_more_targets_than_one_may_have_is_too_wide() -> None:
    assert too_wide(("a", "b", "a"), 2) is None
    said = too_wide(("a", "b", "c"), 2)
    assert said is not None
    assert said.plain().startswith("The plan would change 3 targets at once, and the most is 2.")


def ended(marks: str, account: str = ACCOUNT, first: int = 1) -> list[Ended]:
    """Return executions, one a minute: `x` failed, `.` did not."""
    return [
        Ended(first + index, (account,), NOW + (first + index) * MINUTE, mark == "x")
        for index, mark in enumerate(marks)
    ]


@pytest.mark.parametrize(
    ("marks", "trips"),
    [
        ("xxx", True),
        ("x.x.x", True),
        ("xx", False),
        ("xx..x", True),
        ("xx...x", False),
        ("xxx...", False),
        (".....", False),
        ("", False),
    ],
)
def test_three_of_the_last_five_that_failed_trip_the_breaker(marks: str, *, trips: bool) -> None:
    assert bool(tripped(ended(marks), ACCOUNT)) is trips
    assert tripped(ended(marks), OTHER) == ()


def test_the_order_is_that_of_their_ends_and_not_that_of_their_numbers() -> None:
    late = [Ended(number, (ACCOUNT,), NOW - number * MINUTE, number > 5) for number in range(1, 9)]

    assert tripped(late, ACCOUNT) == ()


def test_failures_in_two_accounts_trip_it_over_all_and_those_in_one_do_not() -> None:
    assert tripped(ended("xxx"), EVERYWHERE) == ()
    spread = [*ended("xx"), *ended("x", OTHER, 3)]
    assert tripped(spread, ACCOUNT) == ()
    failed = tripped(spread, EVERYWHERE)
    assert why_stopped(failed).plain() == "3 of the last 5 changes failed: A-1, A-2, A-3"


UNDONE = Undone("isolate_instance", "Ann", NOW, 7, "a false alarm")


def test_nothing_applies_by_itself_for_a_day_what_somebody_has_undone() -> None:
    said = held_off(UNDONE, NOW + HELD_OFF_FOR - MINUTE)

    assert said is not None
    assert said.plain() == (
        "isolate_instance was undone here by Ann at 2026-11-22 03:00 UTC (A-7: a false alarm), so "
        "nothing applies it again by itself until 2026-11-23 03:00 UTC. Nothing was changed. A "
        "person may ask for it."
    )
    assert held_off(UNDONE, NOW - HELD_OFF_FOR) is not None
    assert held_off(UNDONE, NOW + HELD_OFF_FOR) is None
    assert held_off(None, NOW) is None


def test_a_person_is_told_who_undid_it_for_as_long() -> None:
    said = told_undone(UNDONE, NOW)

    assert said is not None
    assert said.plain() == "Undone by Ann at 2026-11-22 03:00 UTC (A-7): a false alarm"
    assert told_undone(UNDONE, NOW + HELD_OFF_FOR) is None
    assert told_undone(None, NOW) is None
