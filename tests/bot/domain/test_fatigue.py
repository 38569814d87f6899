"""Figures of how people approve; what is rare is not worth a word."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fatigue import Busiest, Fatigue, Pair, Voted, measure
from tests.bot.domain.makers import NOW

MINUTE = timedelta(minutes=1)


def vote(approver: str = "Bob", *, requester: str = "Ann", waited: int = 60, at: int = 0) -> Voted:
    return Voted(approver, requester, timedelta(seconds=waited), NOW + at * MINUTE)


def test_where_nobody_has_approved_there_is_nothing_to_tell() -> None:
    assert measure([]) == Fatigue(0, None, 0, None, None)


def test_the_time_to_decide_is_the_median_and_what_nobody_can_have_read_is_counted() -> None:
    found = measure([vote(waited=9, at=0), vote(waited=10, at=100), vote(waited=300, at=200)])

    assert (found.count, found.median, found.hasty) == (3, timedelta(seconds=10), 1)


def test_a_pair_is_told_once_it_is_often_together() -> None:
    two = [vote(at=0), vote(at=100), vote("Ryo", at=200)]

    assert measure(two).pair is None
    assert measure([*two, vote(at=300)]).pair == Pair("Bob", "Ann", 3)


def test_many_within_any_hour_are_told_of_the_busiest() -> None:
    spread = [vote(at=0, requester="A"), vote(at=30, requester="B"), vote(at=60, requester="C")]

    assert measure(spread).busiest is None
    assert measure([*spread, vote(at=59, requester="D")]).busiest == Busiest("Bob", 3)


@given(st.lists(st.integers(0, 600), max_size=30))
def test_nobody_is_busier_than_all_their_approvals(minutes: list[int]) -> None:
    found = measure([vote(at=at) for at in minutes])

    assert found.busiest is None or 3 <= found.busiest.count <= len(minutes)


def test_a_yes_to_several_plans_at_one_moment_is_one() -> None:
    measured = measure([vote(waited=each) for each in (120, 180, 240)])
    assert (measured.count, measured.pair, measured.busiest) == (1, None, None)
