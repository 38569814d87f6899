"""The daily check says how people approve, once anybody does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.fatigue import NO_FATIGUE, Busiest, Fatigue, Pair
from bot.domain.status import Unknown
from bot.domain.words import status as words
from handlers.views.rich import rich, shown
from handlers.views.status_fatigue import fatigue

TIRED = Fatigue(12, timedelta(minutes=4), 2, Pair("Bob", "Ann", 5), Busiest("Bob", 6))


def said(found: Fatigue | Unknown) -> list[str]:
    return ["".join(shown(one) for one in rich(each, "en").elements) for each in fatigue(found)]


def test_where_nobody_has_approved_nothing_is_said() -> None:
    assert said(NO_FATIGUE) == []


def test_all_that_should_worry_is_in_one_line() -> None:
    (row,) = said(TIRED)

    assert row == (
        "Approvals this week 12, half of them within 4 min · 2 within 10 s · "
        "Bob said yes to Ann 5 times · Bob said yes 6 times within an hour"
    )


@pytest.mark.parametrize(
    ("seconds", "told"), [(4, "4 s"), (59, "59 s"), (60, "1 min"), (5400, "90 min")]
)
def test_a_wait_is_told_in_the_unit_that_it_is_read_in(seconds: int, told: str) -> None:
    (row,) = said(Fatigue(1, timedelta(seconds=seconds), 0, None, None))

    assert row == f"Approvals this week 1, half of them within {told}"


def test_what_could_not_be_read_is_said_so() -> None:
    (row,) = said(Unknown(words.PART_BROKE.fill()))

    assert row.startswith("Approvals this week NOT_AVAILABLE")
