"""Who may read a channel: what is not known to be private, or was long ago, is not believed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.posture import Standing
from bot.domain.readers import BELIEVED_FOR, Readers, hid, hides, noted, of
from tests.clocks import MORNING

A_MINUTE = timedelta(minutes=1)
CHANNEL = "C0SEC"


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        (Readers.FEW, Standing.PASSED),
        (Readers.ALL, Standing.WARNING),
        (Readers.UNKNOWN, Standing.NOT_AVAILABLE),
    ],
)
def test_what_slack_told_is_kept_as_a_check_and_read_back(
    told: Readers, standing: Standing
) -> None:
    check = noted(CHANNEL, told, None, MORNING)

    assert check is not None
    assert check.standing is standing
    assert of(check, MORNING) is told
    assert hides(check, None, MORNING, MORNING) is (told is not Readers.FEW)
    assert of(check, MORNING + BELIEVED_FOR) is Readers.UNKNOWN


def test_that_slack_does_not_tell_takes_nothing_back_within_a_day() -> None:
    before = noted(CHANNEL, Readers.FEW, None, MORNING)
    soon, later = MORNING + BELIEVED_FOR - A_MINUTE, MORNING + BELIEVED_FOR

    assert noted(CHANNEL, Readers.UNKNOWN, before, soon) is None
    assert noted(CHANNEL, Readers.UNKNOWN, before, later) is not None
    assert of(noted(CHANNEL, Readers.ALL, before, soon), soon) is Readers.ALL


def test_where_no_card_ever_stood_none_has_left_anything_out() -> None:
    assert of(None, MORNING) is Readers.UNKNOWN
    assert not hides(None, None, MORNING, MORNING)


def test_a_card_that_came_while_too_many_read_leaves_names_out_though_few_read_now() -> None:
    few = noted(CHANNEL, Readers.FEW, None, MORNING + A_MINUTE)
    before = hid(CHANNEL, Readers.UNKNOWN, MORNING)

    assert hides(few, before, MORNING, MORNING + A_MINUTE)
    assert not hides(few, before, MORNING + A_MINUTE, MORNING + A_MINUTE)
    assert hid(CHANNEL, Readers.FEW, MORNING) is None
