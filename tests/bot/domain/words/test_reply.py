from __future__ import annotations

import pytest

from bot.domain.words import reply
from runbooks.kit.text import Text


@pytest.mark.parametrize(
    "text",
    [
        reply.BROKEN,
        reply.UNKNOWN_VERB,
        reply.NEAREST_VERB,
        reply.WRONG_USE,
        reply.UNKNOWN_ID,
        reply.OLD_BUTTON,
        reply.NO_MODAL,
    ],
)
def test_every_refusal_says_what_was_not_done(text: Text) -> None:
    said = text.en.lower()
    assert any(phrase in said for phrase in ("nothing was", "changed nothing"))
