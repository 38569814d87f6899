from __future__ import annotations

import pytest

from bot.domain.words import approval
from runbooks.kit.text import Text
from runbooks.kit.values import Power, Reach


def test_every_reach_and_every_power_has_its_words() -> None:
    assert set(approval.REACHES) == set(Reach)
    assert set(approval.POWERS) == set(Power)


@pytest.mark.parametrize(
    "text",
    [approval.REJECTED, approval.REJECTED_BECAUSE, approval.EXPIRED, approval.NOTHING_TO_DO],
)
def test_an_end_without_a_run_says_that_nothing_was_changed(text: Text) -> None:
    assert "Nothing was changed." in text.en


def test_until_approvals_are_signed_the_card_says_that_they_are_not() -> None:
    assert "unsigned" in approval.WAITS.en
    assert "unsigned" in approval.ENDED.en
