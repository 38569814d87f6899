"""What an insider tries is held against the answer key, and a wrong answer is said to be one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from practice import resisting, words
from practice.resisting import Resisting
from practice.scenarios.contract import Attempt
from practice.slack.people import ANN
from practice.slack.server import SlackRange
from runbooks.kit.text import Said, Text

TYPED = Text("/sec stop {account}")


@pytest.fixture
async def slack() -> AsyncIterator[SlackRange]:
    """Yield a workspace in which no bot answers."""
    opened = SlackRange("", "secret", "xoxb-token")
    await opened.start()
    try:
        yield opened
    finally:
        await opened.stop()


async def _tried(slack: SlackRange, attempt: Attempt) -> tuple[bool, list[str]]:
    told: list[Said] = []
    held = await Resisting(slack, told.append).run((attempt,), {"account": "sandbox"})
    return held, [each.plain() for each in told]


async def test_another_answer_than_the_key_s_is_said_to_be_wrong(slack: SlackRange) -> None:
    held, told = await _tried(slack, Attempt(ANN, TYPED, Text("Stopped")))

    assert not held
    assert told[0] == "Ann Abe types /sec stop sandbox"
    assert told[-1] == words.NOT_AS_WANTED.en


async def test_the_key_s_own_answer_counts(slack: SlackRange) -> None:
    _, told = await _tried(slack, Attempt(ANN, TYPED, Text("Stopped")))
    answer = told[1].partition("is told: ")[2]
    assert answer

    held, told = await _tried(slack, Attempt(ANN, TYPED, Text(answer)))
    assert held
    assert told[-1] == words.AS_WANTED.en


async def test_what_nobody_hears_is_said_and_does_not_hold(
    slack: SlackRange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resisting, "PATIENCE", 0.2)
    held, told = await _tried(slack, Attempt(ANN, TYPED, Text(""), Text("pulled the brake")))

    assert not held
    assert told[-1] == words.NOT_HEARD.fill(what="pulled the brake").plain()
