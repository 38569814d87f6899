"""The sheet tells that there are restricted incidents, and what keeps them from their people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.finding import Severity
from bot.domain.restriction import Withheld
from bot.domain.status import Calm, StatusCard, Unknown, judge
from bot.domain.words import restricting as words
from bot.domain.words import status as status_words
from handlers.views.status import status
from tests.bot.domain.pictures import PROD, a_picture
from tests.handlers.views.checking import faults, written
from tests.handlers.views.examples import LOOK
from tests.journeys.messages import has

PICTURE = a_picture(names={PROD: "prod"})
ONE = Withheld(
    "I-3M9K", Severity.HIGH, PROD, PICTURE.at - timedelta(hours=3), "Ann", has_owner=True
)


def said(*found: Withheld) -> str:
    shown = status(StatusCard(replace(PICTURE, restricted=found)), LOOK)
    assert faults(shown) == []
    return written(shown.blocks)


def test_it_is_counted_with_severity_age_and_who_restricted_it_and_no_account() -> None:
    told = said(ONE)

    assert has(told, words.STATUS_ROW)
    assert "I-3M9K HIGH, opened" in told
    assert "restricted by Ann, somebody has it" in told
    assert not has(said(), words.STATUS_COUNT)


def test_what_has_waited_for_its_people_for_long_is_said() -> None:
    assert has(
        said(replace(ONE, waits_since=PICTURE.at - timedelta(minutes=10))), words.STATUS_ROW_WAITS
    )
    assert not has(said(replace(ONE, waits_since=PICTURE.at)), words.STATUS_ROW_WAITS)


def test_one_that_nobody_has_needs_somebody_and_one_that_is_not_known_is_never_quiet() -> None:
    alone = replace(PICTURE, restricted=(replace(ONE, has_owner=False),), unowned=())

    assert judge(alone).calm is Calm.NEEDS
    unread = replace(PICTURE, restricted=Unknown(status_words.PART_BROKE.fill()))
    assert not judge(unread).is_proved
    shown = status(StatusCard(unread), LOOK)
    assert "NOT" in written(shown.blocks)
