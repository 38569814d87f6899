"""`/sec assign`, `close`, `fp`, `reopen`, `snooze` and `wake` as tired people type them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.incident import Status
from bot.domain.snoozing import Scope
from bot.domain.words import reply
from bot.domain.words import silencing as words
from bot.response.incidents.snoozing import Hush
from handlers.slack import grammar
from handlers.slack.silences import hush_of
from tests.handlers.slack.front import ANN, BOB, Front
from tests.journeys.messages import has

HOUR = timedelta(hours=1)


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


@pytest.mark.parametrize(
    ("typed", "hush"),
    [
        ("snooze I-1 4h a test", Hush(1, HOUR * 4, None, "a test", "k")),
        ("snooze I-1 2d scope=type a test", Hush(1, HOUR * 48, Scope.TYPE, "a test", "k")),
        ("SNOOZE i-1 30M SCOPE=Resource x y", Hush(1, HOUR / 2, Scope.RESOURCE, "x y", "k")),
        ("snooze I-1", Hush(1, None, None, "", "k")),
        ("snooze I-1 scope=type", Hush(1, None, Scope.TYPE, "", "k")),
        ("snooze I-1 because", None),
        ("snooze I-1 8d a test", None),
        ("snooze I-1 4h scope=all a test", None),
        ("snooze I-1 4h until=noon a test", None),
    ],
)
def test_length_scope_and_reason_are_read(typed: str, hush: Hush | None) -> None:
    assert hush_of(grammar.read(typed), 1, "k") == hush


async def test_two_snooze_and_one_wakes(front: Front) -> None:
    await front.incidents()
    assert has(await front.type(ANN, "snooze I-1 9 a test"), reply.WRONG_USE)
    assert has(await front.type(ANN, "snooze I-1 4h scope=type the test"), words.ASKED)
    assert has(await front.type(BOB, "snooze I-1"), words.SNOOZED)
    assert has(await front.type(ANN, "wake I-1 now"), reply.WRONG_USE)
    assert has(await front.type(ANN, "wake I-1"), words.WOKEN)
