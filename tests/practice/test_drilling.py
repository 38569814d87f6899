"""A drill tells the truth: what is not proved, or not even answered, is no proof."""

from __future__ import annotations

import pytest

from practice import drilling, words
from practice.drilling import Command, Drill
from practice.slack.people import ANN
from runbooks.kit.text import Said
from tests.practice.slack.tiny_bot import a_range, a_range_with_bot, section

COMMAND = Command("isolate_instance", "i-0abc123", "111122223333", "eu-west-1", "mode=stop")


def test_a_command_is_typed_as_people_type_it() -> None:
    assert COMMAND.typed == (
        "/sec run isolate_instance i-0abc123 account=111122223333 region=eu-west-1 mode=stop"
    )
    account = Command("block_public_s3_account", "111122223333", "111122223333")
    assert account.typed == "/sec run block_public_s3_account 111122223333 account=111122223333"


async def test_without_a_bot_nothing_is_proved() -> None:
    told: list[Said] = []
    async with a_range() as slack:
        assert not await Drill(slack, COMMAND, told.append).run()

    assert told[-1].text == words.NOT_DRILLED


async def test_what_was_taken_up_and_never_came_is_not_proved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drilling, "PATIENCE", 0.2)
    told: list[Said] = []
    async with a_range_with_bot() as (slack, bot):

        async def answer(_payload: object) -> object:
            return {"text": "A-1: I am planning it.", "blocks": [section("A-1: I am planning it.")]}

        bot.answer = answer
        assert not await Drill(slack, COMMAND, told.append).run()
        assert bot.heard[0]["user_id"] == ANN.id

    assert told[-1].text == words.NEVER_CAME


@pytest.mark.parametrize("proof", ["FAILED", "INCONCLUSIVE", "was refused"])
async def test_a_drill_that_is_not_proved_is_not_put_back_and_proves_nothing(proof: str) -> None:
    told: list[Said] = []
    async with a_range_with_bot() as (slack, bot):

        async def answer(_payload: object) -> object:
            said = f"A-1 PASSED one claim, another {proof}"
            slack.acting.say(ANN.id, said)
            return {"text": "A-1: I am planning it."}

        bot.answer = answer
        assert not await Drill(slack, COMMAND, told.append).run()
        assert len(bot.heard) == 1

    assert told[-1].text == words.NOT_DRILLED
