from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from practice.slack.content import Content
from practice.slack.server import SlackRange
from tests.practice.slack.tiny_bot import (
    a_range,
    a_range_with_bot,
    actions,
    an_input,
    button,
    modal,
    option,
)


async def act(slack: SlackRange, name: str, body: dict[str, Any]) -> dict[str, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.url}act/{name}", json=body) as answer,
    ):
        assert answer.status == 200, await answer.text()
        found: dict[str, Any] = await answer.json()
        return found


async def test_the_page_can_do_what_people_do() -> None:
    async with a_range_with_bot() as (slack, bot):
        ts = slack.workspace.post("C0SEC", Content("t", [actions(button("a"))])).ts
        select = {"type": "external_select", "action_id": "pick"}
        slack.workspace.views.open("U0ANN", modal(an_input("reason"), actions(button("b"), select)))

        async def answer(payload: dict[str, Any]) -> object:
            if payload.get("type") == "block_suggestion":
                return {"options": [option("one")]}
            return {"text": "hello"} if "command" in payload else None

        bot.answer = answer
        ann = {"as": "U0ANN"}
        said = await act(slack, "say", {**ann, "text": "hi", "channel": "C0SEC"})
        command = await act(slack, "command", {**ann, "text": "/sec help", "channel": "C0SEC"})
        await act(slack, "click", {**ann, "ts": ts, "action": "a", "block": "acts"})
        await act(slack, "click_in_view", {**ann, "action": "b", "values": {"reason": "x"}})
        suggested = await act(slack, "suggest", {**ann, "action": "pick"})
        empty = await act(slack, "submit", {**ann, "values": {"reason": ""}})
        submitted = await act(slack, "submit", {**ann, "values": {"reason": ["r"], "pick": "one"}})
        await act(slack, "home", ann)
        await act(slack, "close", ann)
        await act(slack, "dismiss", {**ann, "ts": command["messages"][0]["ts"]})

        assert said["ts"] > ts
        assert [each["text"] for each in command["messages"]] == ["hello"]
        assert suggested["options"] == [option("one")]
        assert (list(empty["errors"]), empty["view"]["type"]) == (["reason"], "modal")
        assert (submitted["errors"], submitted["view"]) == ({}, None)
        kinds = [payload.get("type", "command") for payload in bot.heard]
        assert kinds == [
            "command",
            "block_actions",
            "block_actions",
            "block_suggestion",
            "view_submission",
            "event_callback",
        ]
        assert len(slack.workspace.messages.everything_in("C0SEC")) == 2


async def test_what_is_gone_or_forbidden_is_a_notice() -> None:
    async with a_range() as slack:
        gone = await act(slack, "click", {"as": "U0ANN", "ts": "1.000000", "action": "a"})
        nobody = await act(slack, "home", {"as": "U0GONE"})
        threaded = await act(
            slack, "command", {"as": "U0ANN", "text": "/sec", "channel": "C0SEC", "thread": "1"}
        )

        assert gone["notice"] == "That is not here any more."
        assert nobody["error"] == "user_not_found"
        assert "threads" in threaded["notice"]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"as": "U0ANN"}', "text/plain", 415),
        (b"as=U0ANN", "application/x-www-form-urlencoded", 415),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"as": 7}', "application/json", 400),
        (b'{"as": "U0ANN", "values": []}', "application/json", 400),
        (b'{"as": "U0ANN", "values": {"a": 7}}', "application/json", 400),
    ],
)
async def test_what_is_no_act_is_refused(body: bytes, content_type: str, status: int) -> None:
    async with a_range() as slack, aiohttp.ClientSession() as session:
        headers = {"Content-Type": content_type}
        async with session.post(f"{slack.url}act/submit", data=body, headers=headers) as answer:
            assert answer.status == status
