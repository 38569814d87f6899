from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.practice.slack.tiny_bot import a_range, client


async def test_another_process_can_plan_failures_and_forget_them() -> None:
    async with a_range() as slack, aiohttp.ClientSession() as session:
        failures = f"{slack.url}control/failures"
        planned = {"method": "chat.postMessage", "kind": "limited", "times": "2", "seconds": "9"}
        async with session.post(failures, json=planned) as answer:
            assert (await answer.json())["times"] == 2
        with pytest.raises(SlackApiError, match="ratelimited"):
            await client(slack).chat_postMessage(channel="C0SEC", text="t")
        async with session.delete(failures) as answer:
            assert answer.status == 200

        await client(slack).chat_postMessage(channel="C0SEC", text="t")


async def test_another_process_can_see_what_has_happened() -> None:
    async with a_range() as slack, aiohttp.ClientSession() as session:
        await client(slack).chat_postMessage(channel="C0SEC", text="<@U0ANN>")

        seen = []
        for name in ("messages?channel=C0SEC", "notified", "asked"):
            async with session.get(f"{slack.url}control/{name}") as answer:
                seen.append((await answer.json())[0])

        assert (seen[0]["text"], seen[0]["only_for"]) == ("<@U0ANN>", None)
        assert seen[1]["reached"] == ["U0ANN"]
        assert (seen[2]["method"], seen[2]["error"]) == ("chat.postMessage", "")


@pytest.mark.parametrize(
    "planned",
    [
        {"method": "a", "kind": "explode"},
        {"kind": "late"},
        {"method": "a", "kind": "late", "seconds": "soon"},
    ],
)
async def test_a_failure_that_makes_no_sense_is_refused(planned: dict[str, str]) -> None:
    async with a_range() as slack, aiohttp.ClientSession() as session:
        async with session.post(f"{slack.url}control/failures", json=planned) as answer:
            assert answer.status == 400
        async with session.get(f"{slack.url}control/messages?channel=C0GONE") as answer:
            assert answer.status == 404
