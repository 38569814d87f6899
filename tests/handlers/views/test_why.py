"""The answer to `/sec why`: a line a reason, and nobody's words alive in it."""

from __future__ import annotations

from bot.domain.cards import Why
from bot.domain.words import weighing as words
from handlers.views.why import why
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import LOOK

HOSTILE = "<!channel> *bold* <https://evil.example|here>"


def test_each_reason_stands_on_a_line_of_its_own() -> None:
    told = Why("A-19X", (words.OWN.fill(risk="C"), words.NEEDED.fill(risk="C", count=1)))

    message = why(told, LOOK)

    assert faults(message) == []
    assert written(message.blocks).splitlines() == [
        "Why A-19X stands as it does",
        "• the runbook says that this is class C",
        "• class C: 1 must say yes, the requester not counted",
    ]


def test_who_may_decide_is_named_and_not_called() -> None:
    message = why(Why("A-19X", (), frozenset({"S0APPROVE"})), LOOK)

    assert "S0APPROVE" in written(message.blocks)
    assert faults(message) == []


def test_what_a_stranger_wrote_is_only_text() -> None:
    told = Why("A-19X", (words.CLICK_REFUSED.fill(name=HOSTILE, at="03:00", why=HOSTILE),))

    message = why(told, LOOK)

    assert live(message.blocks) == set()
    assert "<!channel>" in written(message.blocks)


def test_more_reasons_than_slack_can_show_are_cut_and_not_refused() -> None:
    told = Why("A-19X", tuple(words.LOST.fill(name=str(n), why="x" * 300) for n in range(200)))

    assert faults(why(told, LOOK)) == []
