"""A storm calls while something severe in it has neither a card nor an owner, and not for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.escalating import STEPS
from bot.domain.storm_calling import Untaken, is_done, step_of
from tests.bot.domain.storms import a_storm
from tests.clocks import MORNING

AFTER = timedelta(minutes=15)
NONE = Untaken(0)


def ago(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def left(first: float, newest: float | None = None) -> Untaken:
    """Return two that wait since so many minutes ago, the newest since later."""
    last = first if newest is None else newest
    return Untaken(2, MORNING - ago(first), MORNING - ago(last))


@pytest.mark.parametrize(
    ("waits", "calls", "untaken", "step"),
    [
        (15, 0, left(15), 0),
        (14, 0, left(15), None),
        (15, 0, left(14), None),
        (15, 0, NONE, None),
        (None, 0, left(60), None),
        (15, 1, left(60), 1),
        (15, 2, left(60), 2),
        (15, STEPS, left(60), None),
        (15, STEPS, left(60, 3), 0),
        (14, STEPS, left(60, 3), None),
    ],
)
def test_it_calls_as_a_card_does_and_begins_anew_where_more_has_come(
    waits: float | None, calls: int, untaken: Untaken, step: int | None
) -> None:
    since = None if waits is None else MORNING - ago(waits)
    storm = a_storm(waits_since=since, calls=calls)

    assert step_of(storm, untaken, AFTER, MORNING) == step


@pytest.mark.parametrize(
    ("is_over", "calls", "untaken", "done"),
    [
        (False, 0, NONE, False),
        (False, STEPS, left(60), False),
        (True, 0, NONE, True),
        (True, 1, left(60), False),
        (True, 1, Untaken(0, snoozed=1), False),
        (True, STEPS, left(60), True),
        (True, STEPS, left(60, 3), False),
    ],
)
def test_only_a_storm_that_is_over_and_has_nothing_left_to_call_for_is_done(
    calls: int, untaken: Untaken, *, is_over: bool, done: bool
) -> None:
    ended = MORNING if is_over else None
    storm = a_storm(waits_since=MORNING - ago(20), calls=calls, ended_at=ended)

    assert is_done(storm, untaken) is done
