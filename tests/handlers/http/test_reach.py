"""Slack counts as away after calls that failed, and no longer than they tell of now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.http.health import Check
from handlers.http.reach import FAILURES, REMEMBERED, Reach
from tests.clocks import FrozenClock

SECOND = timedelta(seconds=1)


def test_where_nothing_was_asked_yet_it_is_well() -> None:
    assert Reach(FrozenClock()).check() == Check("slack", is_well=True)


@pytest.mark.parametrize("result", ["unreachable", "uncertain"])
def test_it_is_away_from_the_third_failure_in_a_row(result: str) -> None:
    reach = Reach(FrozenClock())
    for _ in range(FAILURES - 1):
        reach.count("chat.postMessage", result)
    assert reach.check().is_well
    reach.count("chat.update", result)
    assert reach.check() == Check(
        "slack", is_well=False, detail=f"the last call, chat.update, was {result}"
    )


@pytest.mark.parametrize("result", ["ok", "refused", "limited"])
def test_any_answer_of_slack_s_makes_it_well_again(result: str) -> None:
    reach = Reach(FrozenClock())
    for _ in range(FAILURES):
        reach.count("chat.postMessage", "unreachable")
    reach.count("users.info", result)
    reach.count("chat.postMessage", "unreachable")
    assert reach.check().is_well


def test_a_failure_of_the_first_question_is_enough() -> None:
    reach = Reach(FrozenClock())
    reach.count("auth.test", "unreachable")
    assert not reach.check().is_well


def test_failures_are_forgotten_so_that_who_is_asked_nothing_becomes_ready_again() -> None:
    clock = FrozenClock()
    reach = Reach(clock)
    reach.count("auth.test", "unreachable")
    clock.advance(REMEMBERED)
    assert not reach.check().is_well
    clock.advance(SECOND)
    assert reach.check().is_well
    reach.count("chat.postMessage", "unreachable")
    assert not reach.check().is_well
