from __future__ import annotations

import pytest

from bot.domain.words import modal
from runbooks.kit.text import Text

MODAL_TITLE = 24


@pytest.mark.parametrize(
    "text",
    [
        modal.ASK_TITLE,
        modal.ASK_SUBMIT,
        modal.REJECT_SUBMIT,
        modal.UNDO_SUBMIT,
        modal.ERROR_TITLE,
        modal.CANCEL,
        modal.CLOSE,
    ],
)
def test_titles_and_buttons_of_modals_are_short_enough_for_slack(text: Text) -> None:
    assert len(text.en) <= MODAL_TITLE


def test_asking_says_that_nothing_is_changed_yet() -> None:
    assert "Nothing is changed yet" in modal.ASK_PLANNED.en
    assert "Nothing is changed yet" in modal.UNDO_PLANNED.en
