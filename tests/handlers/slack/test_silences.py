"""`/sec assign`, `close`, `fp` and `reopen` as tired people type them."""

from __future__ import annotations

import pytest

from bot.domain.incident import Status
from bot.domain.words import reply
from bot.domain.words import silencing as words
from tests.handlers.slack.front import ANN, BOB, Front
from tests.journeys.messages import has


@pytest.mark.parametrize("typed", ["assign I-1 <@U0BOB>", "ASSIGN f-1 <@U0BOB|bob>"])
async def test_an_incident_is_given_to_who_is_mentioned(front: Front, typed: str) -> None:
    await front.incidents()
    assert has(await front.type(ANN, typed), words.ASSIGNED)
    assert (await front.incident()).owner == BOB


@pytest.mark.parametrize(
    "typed", ["assign I-1", "assign I-1 bob", "assign <@U0BOB>", "close", "fp A-1 why", "reopen x"]
)
async def test_what_is_not_typed_as_it_goes_is_told_how(front: Front, typed: str) -> None:
    await front.incidents()
    assert has(await front.type(ANN, typed), reply.WRONG_USE)
    assert (await front.incident()).status is Status.NEW


async def test_one_closes_and_opens_again_and_two_call_it_a_false_positive(front: Front) -> None:
    await front.incidents()
    assert has(await front.type(ANN, "close I-1 rebuilt it"), words.CLOSED)
    assert has(await front.type(ANN, "reopen I-1"), words.REOPENED)
    assert has(await front.type(ANN, "fp I-1 our own scanner"), words.ASKED)
    assert has(await front.type(BOB, "fp I-1"), words.CLEARED)
    assert (await front.incident()).status is Status.CLOSED


async def test_an_id_that_nothing_bears_is_told(front: Front) -> None:
    assert has(await front.type(ANN, "close F-9 rebuilt it"), reply.UNKNOWN_ID)
