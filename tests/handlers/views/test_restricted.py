"""A stub says that there is something, how bad it is and whom to ask, and no more."""

from __future__ import annotations

import pytest

from bot.domain.cards import StubCard
from bot.domain.words import restricting as words
from handlers.views.restricted import stub
from runbooks.kit.text import Text
from tests.clocks import MORNING
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import LOOK
from tests.journeys.messages import has

STUB = StubCard("I-3M9K", "HIGH", "Ann <!channel>", MORNING, 3)


@pytest.mark.parametrize(
    ("card", "text"),
    [
        (STUB, words.STUB),
        (StubCard("I-3M9K", "HIGH", "Ann", MORNING, 3, is_reply=True), words.STUB_REPLY),
        (StubCard("I-3M9K"), words.ELSEWHERE),
    ],
)
def test_a_stub_is_one_line(card: StubCard, text: Text) -> None:
    shown = stub(card, LOOK)

    assert faults(shown) == []
    assert live(shown.blocks) == set()
    assert has(written(shown.blocks), text)
    assert "I-3M9K" in shown.text
    assert "Ann" not in shown.text
