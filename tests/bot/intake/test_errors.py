"""The refusals of intake carry a sentence for whoever sent, and a code for the dashboards."""

from __future__ import annotations

from bot.domain.words import intake as words
from bot.intake.errors import IntakeError, NotNowError, Reason, RefusedError


def test_a_refusal_tells_its_code_and_its_sentence() -> None:
    error = RefusedError(Reason.TOO_OLD, words.TOO_OLD.fill())
    assert error.reason == "too_old"
    assert str(error) == error.says.plain() == "This message is more than an hour old."


def test_what_may_mend_is_no_refusal_but_of_the_same_tree() -> None:
    error = NotNowError(words.STORE_FAILED.fill())
    assert isinstance(error, IntakeError)
    assert not isinstance(error, RefusedError)
