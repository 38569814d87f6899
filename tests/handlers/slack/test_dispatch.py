"""Envelopes reach the listeners of HTTP mode, each once, however often they come."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.domain.words import reply
from handlers.slack.dispatch import MOST_AT_ONCE, MOST_REMEMBERED, Dispatch
from handlers.slack.envelopes import Envelope
from tests.handlers.slack.front import Front
from tests.handlers.slack.socketry import Counts, Waiting, a_dispatch, command, until
from tests.journeys.messages import has


async def test_a_command_is_answered_as_it_is_over_http(front: Front) -> None:
    told = json.loads(await a_dispatch(front).answer(command("list")) or "")

    assert told["envelope_id"] == "e1"
    assert told["payload"]["response_type"] == "ephemeral"
    assert has(told["payload"]["text"], reply.LIST_PUSH)


async def test_an_envelope_that_comes_again_does_its_work_once_and_gets_the_same_answer(
    front: Front,
) -> None:
    (number,) = await front.incidents()
    counts = Counts()
    dispatch = a_dispatch(front, counts)
    asked = command(f"run isolate_instance I-{number} because it beacons", trigger_id="")

    first = await asyncio.gather(dispatch.answer(asked), dispatch.answer(asked))
    later = await dispatch.answer(asked)

    assert first[0] == first[1] == later
    assert "A-1" in (later or "")
    assert len(await front.asked()) == 1
    assert sorted(counts.seen) == ["answered", "repeated", "repeated"]


async def test_what_nobody_listens_to_is_left_and_an_event_is_taken(front: Front) -> None:
    counts = Counts()
    dispatch = a_dispatch(front, counts)
    shortcut = Envelope(
        "s", "interactive", {"type": "shortcut", "callback_id": "x"}, takes_answer=True
    )
    event = Envelope(
        "e", "events_api", {"type": "event_callback", "event": {"type": "x"}}, takes_answer=False
    )

    assert await dispatch.answer(shortcut) is None
    assert json.loads(await dispatch.answer(event) or "") == {"envelope_id": "e"}
    assert counts.seen == ["refused", "answered"]


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"type": 7},
        {"type": "block_actions"},
        {"type": "block_actions", "actions": [7]},
        {"type": "block_actions", "actions": [{"type": "button", "action_id": {}}]},
        {"type": "view_submission", "view": None},
        {"type": "view_submission", "view": {"type": "modal", "callback_id": []}},
        {"type": "event_callback", "event": []},
        {"type": "event_callback", "authorizations": [7], "event": {"type": "message"}},
        {"type": "shortcut", "enterprise": 7},
        {"command": ["/sec"], "text": {}},
        {"command": "/sec", "text": {"a": 1}, "user_id": [], "team_id": 7},
    ],
)
@pytest.mark.parametrize("kind", ["interactive", "events_api", "slash_commands", "unheard_of"])
async def test_a_payload_that_lacks_a_part_hurts_nothing(
    front: Front, payload: dict[str, Any], kind: str
) -> None:
    dispatch = a_dispatch(front)
    await dispatch.answer(Envelope("bad", kind, payload, takes_answer=True))

    assert await dispatch.answer(command("list", "good")) is not None
    assert await front.asked() == []


async def test_a_probe_goes_the_way_of_a_payload_and_changes_nothing(front: Front) -> None:
    counts = Counts()
    assert await a_dispatch(front, counts).probe()
    assert counts.seen == []


async def test_work_goes_on_when_nobody_waits_for_its_answer_any_more() -> None:
    slow, counts = Waiting(), Counts()
    dispatch = Dispatch(slow.app, counts)
    waiting = asyncio.create_task(dispatch.answer(command("wait")))
    await until(lambda: slow.begun == 1)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)

    slow.let_go.set()
    await dispatch.finish(10)
    assert counts.seen == ["answered"]
    assert json.loads(await dispatch.answer(command("wait")) or "")["payload"] == {"text": "done"}
    assert slow.begun == 1


async def test_no_more_than_so_many_are_at_work_and_then_no_probe_gets_through() -> None:
    slow = Waiting()
    dispatch = Dispatch(slow.app, Counts())
    many = [
        asyncio.create_task(dispatch.answer(command("wait", f"e{number}")))
        for number in range(MOST_AT_ONCE + 5)
    ]
    probe = asyncio.create_task(dispatch.probe())
    await until(lambda: slow.begun == MOST_AT_ONCE)
    assert not probe.done()
    slow.let_go.set()
    assert None not in await asyncio.gather(*many)
    assert slow.begun == MOST_AT_ONCE + 5
    assert await probe


async def test_the_memory_of_answers_is_bounded() -> None:
    slow, counts = Waiting(), Counts()
    slow.let_go.set()
    dispatch = Dispatch(slow.app, counts)
    for number in range(MOST_REMEMBERED + 1):
        await dispatch.answer(command("wait", f"e{number}"))
    await dispatch.answer(command("wait", "e1"))
    await dispatch.answer(command("wait", "e0"))

    assert slow.begun == MOST_REMEMBERED + 2
    assert counts.seen.count("repeated") == 1
