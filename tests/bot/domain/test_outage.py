"""When Slack counts as down, and what of the news somebody must be called for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.finding import Severity
from bot.domain.outage import Concerned, News, Outage, checked, speaks_of_one_place
from bot.domain.posture import Standing
from tests.clocks import MORNING

MINUTE = timedelta(minutes=1)
BEGUN = Outage(1, since=MORNING, failed_at=MORNING + 3 * MINUTE, mark=7)
DOWN = replace(BEGUN, declared=True)
PLAN = (Concerned("A-1", "111122223333"),)


def test_what_has_failed_for_three_minutes_is_an_outage_and_less_is_a_stumble() -> None:
    assert BEGUN.has_lasted
    assert not replace(BEGUN, failed_at=MORNING + 2.9 * MINUTE).has_lasted


def test_it_is_on_from_when_it_counts_until_it_is_over() -> None:
    assert (BEGUN.is_on, DOWN.is_on) == (False, True)
    over = replace(DOWN, ended_at=MORNING + 62 * MINUTE)
    assert (over.is_on, over.lasts(MORNING + 90 * MINUTE)) == (False, 62)
    assert DOWN.lasts(MORNING + 5 * MINUTE) == 5


@pytest.mark.parametrize(
    ("news", "calls"),
    [
        (News(), False),
        (News(findings=9, incidents={Severity.MEDIUM: 9}), False),
        (News(expired=PLAN), False),
        (News(incidents={Severity.HIGH: 1}), True),
        (News(incidents={Severity.CRITICAL: 1}), True),
        (News(waiting=PLAN), True),
        (News(slipped=PLAN), True),
        (News(alone=("I-1",)), True),
    ],
)
def test_somebody_is_called_for_what_can_not_wait(news: News, *, calls: bool) -> None:
    assert news.calls is calls


@pytest.mark.parametrize(
    ("told", "is_of_one"),
    [
        ("not_in_channel", True),
        ("is_archived", True),
        ("invalid_auth", False),
        ("ClientConnectorError", False),
        ("HTTP 503", False),
    ],
)
def test_a_channel_that_refuses_is_no_outage_but_a_token_that_is_refused_is(
    told: str, *, is_of_one: bool
) -> None:
    assert speaks_of_one_place(told) is is_of_one


@pytest.mark.parametrize(
    ("outage", "pages", "standing", "says"),
    [
        (None, True, Standing.PASSED, "takes messages"),
        (None, False, Standing.PASSED, "nobody would be called"),
        (BEGUN, True, Standing.PASSED, "takes messages"),
        (DOWN, True, Standing.FAILED, "takes nothing since"),
        (DOWN, False, Standing.FAILED, "nobody is called"),
    ],
)
def test_the_daily_check_tells_how_slack_stands_and_whether_anybody_is_called(
    outage: Outage | None, *, pages: bool, standing: Standing, says: str
) -> None:
    found = checked(outage, MORNING, pages=pages)
    assert found.standing is standing
    assert found.says is not None
    assert says in found.says.plain()
