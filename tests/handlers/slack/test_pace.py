"""How often one person may have Slack asked, by the minute, and when they may again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.slack import pace as module
from handlers.slack.pace import LEAST_LOOK_UPS, MOST_QUESTIONS, Pace, TooFastError
from tests.clocks import MORNING

SECOND = timedelta(seconds=1)


def refused(pace: Pace, who: str, questions: int, seconds: float = 0) -> int:
    with pytest.raises(TooFastError) as caught:
        pace.take(who, questions, MORNING + seconds * SECOND)
    return caught.value.seconds


def test_so_many_questions_a_minute_and_then_none_until_the_first_is_a_minute_old() -> None:
    pace = Pace()
    for second in range(MOST_QUESTIONS // 2):
        pace.take("U0ANN", 2, MORNING + second * SECOND)
    assert refused(pace, "U0ANN", 2, 10) == 50
    assert refused(pace, "U0ANN", 2, 59.9) == 1
    pace.take("U0ANN", 2, MORNING + 60 * SECOND)
    assert refused(pace, "U0ANN", 2, 60) == 1


def test_a_refused_try_costs_nothing() -> None:
    pace = Pace()
    for _ in range(MOST_QUESTIONS):
        pace.take("U0ANN", 1, MORNING)
    assert {refused(pace, "U0ANN", 1, 30) for _ in range(50)} == {30}
    pace.take("U0ANN", 1, MORNING + 60 * SECOND)


def test_one_person_takes_nothing_from_another() -> None:
    pace = Pace()
    for _ in range(MOST_QUESTIONS):
        pace.take("U0ANN", 1, MORNING)
    refused(pace, "U0ANN", 1)
    pace.take("U0BOB", 1, MORNING)


def test_a_look_up_without_groups_counts_too() -> None:
    pace = Pace()
    for _ in range(MOST_QUESTIONS):
        pace.take("U0ANN", 0, MORNING)
    refused(pace, "U0ANN", 0)


def test_two_look_ups_a_minute_anybody_has_however_many_groups_there_are() -> None:
    pace = Pace()
    for _ in range(LEAST_LOOK_UPS):
        pace.take("U0ANN", MOST_QUESTIONS + 1, MORNING)
    assert refused(pace, "U0ANN", MOST_QUESTIONS + 1, 20) == 40


def test_only_so_many_people_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PEOPLE", 2)
    pace = Pace()
    pace.take("U0ANN", MOST_QUESTIONS, MORNING)
    pace.take("U0ANN", MOST_QUESTIONS, MORNING + 30 * SECOND)
    pace.take("U0BOB", 1, MORNING)
    pace.take("U0RYO", 1, MORNING + 61 * SECOND)
    assert refused(pace, "U0ANN", MOST_QUESTIONS, 31) == 29
