"""The message about a use of secbot's roles: who must act is called, and nothing in it is live."""

from __future__ import annotations

from typing import Any

from bot.domain.cards import WordCard
from bot.domain.record import What
from handlers.views.word import word
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import LOOK, record

BODY: dict[str, Any] = {
    "account": "111122223333",
    "role": "secbot-release",
    "session": "<!channel> *x*",
    "caller": "<@U0ANN> https://evil.example",
    "address": "198.51.100.7",
    "first": "2026-11-22 09:00:00",
    "count": 2,
    "calls": ["sts:AssumeRole", "iam:DetachUserPolicy"],
    "why": {"text": {"en": "no execution of that name has ever begun"}, "fields": {}},
    "mention": ["S0APPROVE", "U0LEAD"],
}


def test_it_says_who_from_where_and_what_and_calls_who_must_act() -> None:
    shown = word(WordCard(record(What.UNKNOWN_USE, **BODY)), LOOK)

    text = written(shown.blocks)
    assert faults(shown) == []
    assert "acts with its role secbot-release in 111122223333: no execution of that name" in text
    assert "From 198.51.100[.]7" in text
    assert "sts:AssumeRole, iam:DetachUserPolicy, 2 calls in all" in text
    assert set(live(shown.blocks)) == {"S0APPROVE", "U0LEAD"}


def test_a_body_with_nothing_in_it_is_told_all_the_same() -> None:
    shown = word(WordCard(record(What.UNKNOWN_USE)), LOOK)

    assert faults(shown) == []
    assert "nobody is an admin of this account" in written(shown.blocks)
    assert live(shown.blocks) == set()
