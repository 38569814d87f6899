"""Somebody who is asked to try again in a moment does, and somebody who is refused does not."""

from __future__ import annotations

from typing import Any

import pytest

from practice import pressing
from practice.pressing import AGAIN, APPROVE, approve, command, submit
from practice.slack.people import BOB
from practice.slack.server import SlackRange
from practice.spoken import lines
from tests.practice.slack.tiny_bot import (
    TinyBot,
    a_range_with_bot,
    actions,
    an_input,
    button,
    client,
    modal,
    section,
)


def whispering(slack: SlackRange, bot: TinyBot, *answers: str) -> None:
    """Let the bot whisper one answer a click, in turn."""
    left = list(answers)

    async def answer(_payload: dict[str, Any]) -> object:
        await client(slack).chat_postEphemeral(channel="C0SEC", user=BOB.id, text=left.pop(0))
        return None

    bot.answer = answer


def editing(slack: SlackRange, bot: TinyBot, ts: str, *blocks: dict[str, Any]) -> None:
    """Let the bot edit the card at a click."""

    async def answer(_payload: dict[str, Any]) -> object:
        await client(slack).chat_update(channel="C0SEC", ts=ts, text="!", blocks=list(blocks))
        return None

    bot.answer = answer


async def a_card(slack: SlackRange) -> str:
    posted = await client(slack).chat_postMessage(
        channel="C0SEC", text="?", blocks=[actions(button(APPROVE))]
    )
    return str(posted["ts"])


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pressing, "PAUSE", 0.0)


async def test_who_is_asked_to_try_again_presses_again_until_it_counts() -> None:
    async with a_range_with_bot() as (slack, bot):
        whispering(slack, bot, AGAIN, f"Slack is slow. {AGAIN}.", "It counts.")

        told = await approve(slack, BOB, await a_card(slack))

        assert [line for each in told for line in lines(each)] == ["It counts."]
        assert len(bot.heard) == 3


async def test_who_is_refused_presses_once() -> None:
    async with a_range_with_bot() as (slack, bot):
        whispering(slack, bot, "You can't.")

        await approve(slack, BOB, await a_card(slack))

        assert len(bot.heard) == 1


async def test_nobody_presses_for_ever() -> None:
    async with a_range_with_bot() as (slack, bot):
        whispering(slack, bot, *[AGAIN] * 20)

        await approve(slack, BOB, await a_card(slack))

        assert len(bot.heard) == pressing.TRIES


@pytest.mark.parametrize(
    "blocks",
    [(section("it runs"),), (section("approved by Bob"), actions(button(APPROVE)))],
    ids=["waits no more", "names him"],
)
async def test_a_card_that_has_taken_the_yes_is_answer_enough(
    blocks: tuple[dict[str, Any], ...],
) -> None:
    async with a_range_with_bot() as (slack, bot):
        ts = await a_card(slack)
        editing(slack, bot, ts, *blocks)

        assert await approve(slack, BOB, ts) == []


async def test_a_card_that_names_another_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pressing, "PATIENCE", 0.2)
    async with a_range_with_bot() as (slack, bot):
        ts = await a_card(slack)
        editing(slack, bot, ts, section("approved by Ryo"), actions(button(APPROVE)))

        with pytest.raises(TimeoutError):
            await approve(slack, BOB, ts)


async def test_a_command_is_typed_again_too() -> None:
    async with a_range_with_bot() as (slack, bot):
        left = [AGAIN, "A-1"]

        async def answer(_payload: dict[str, Any]) -> object:
            return {"text": left.pop(0)}

        bot.answer = answer
        assert await command(slack, BOB, "/sec undo A-1") == "A-1"


async def test_a_modal_is_sent_again_too() -> None:
    async with a_range_with_bot() as (slack, bot):
        form = modal(an_input("reason", action_id="reason"))
        left = [AGAIN, ""]

        async def answer(payload: dict[str, Any]) -> object:
            if payload["type"] == "view_submission":
                error = left.pop(0)
                return {"response_action": "errors", "errors": {"reason": error}} if error else None
            await client(slack).views_open(trigger_id=payload["trigger_id"], view=form)
            return None

        bot.answer = answer
        await slack.acting.click(BOB.id, await a_card(slack), APPROVE)
        sent = await submit(slack, BOB, "because")

        assert sent.errors == {}
        assert left == []
