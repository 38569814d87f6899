from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from practice.slack.content import Content
from practice.slack.failures import Failure
from practice.slack.server import SlackRange
from tests.clocks import FrozenClock
from tests.practice.slack.tiny_bot import (
    SECRET,
    TOKEN,
    a_range,
    a_range_with_bot,
    actions,
    an_input,
    button,
    client,
    modal,
)


def hook(slack: SlackRange, message_ts: str | None = None) -> str:
    return f"{slack.url}hooks/{slack.workspace.hooks.issue('U0ANN', 'C0SEC', message_ts)}"


async def test_it_listens_where_it_says_and_stops() -> None:
    slack = SlackRange("", SECRET, TOKEN)
    await slack.stop()
    await slack.start()

    assert slack.api_url == f"{slack.url}api/"
    async with aiohttp.ClientSession() as session:
        async with session.get(slack.url) as answer:
            assert answer.status == 200
        await slack.stop()
        with pytest.raises(aiohttp.ClientError):
            await session.get(slack.url)


async def test_slacks_own_client_answers_through_a_response_url_five_times() -> None:
    async with a_range() as slack:
        original = slack.workspace.post("C0SEC", Content("old"))
        webhook = AsyncWebhookClient(hook(slack, original.ts))
        bodies = [(await webhook.send(text=str(number))).body for number in range(4)]
        await webhook.send(text="new", replace_original=True)
        sixth = await webhook.send(text="too many")

        assert bodies == ["ok"] * 4
        assert original.content.text == "new"
        assert (sixth.status_code, "used_url" in sixth.body) == (404, True)
        private = slack.workspace.messages.only_for("U0ANN", "0")
        assert [each.content.text for each in private] == ["0", "1", "2", "3"]


async def test_a_response_url_is_good_for_half_an_hour() -> None:
    clock = FrozenClock()
    async with a_range(now=clock.now) as slack:
        webhook = AsyncWebhookClient(hook(slack))
        clock.advance(timedelta(minutes=31))

        assert "expired_url" in (await webhook.send(text="late")).body


@pytest.mark.parametrize("kind", ["broken", "cut_before", "cut_after"])
async def test_a_response_url_can_be_told_to_fail(kind: Any) -> None:
    async with a_range() as slack, aiohttp.ClientSession() as session:
        slack.failures.add(Failure("response_url", kind))
        address = hook(slack)
        if kind == "broken":
            async with session.post(address, json={"text": "t"}) as answer:
                assert answer.status == 500
        else:
            with pytest.raises(aiohttp.ClientError):
                await session.post(address, json={"text": "t"})

        assert len(slack.workspace.messages.everything_in("C0SEC")) == (kind == "cut_after")
        for body in (b"[]", b"{"):
            async with session.post(address, data=body) as answer:
                assert answer.status == 400


async def test_a_double_click_of_the_network_reaches_the_app_twice() -> None:
    async with a_range_with_bot() as (slack, bot):
        ts = slack.workspace.post("C0SEC", Content("t", [actions(button("a"))])).ts
        await slack.acting.click("U0ANN", ts, "a")

        await slack.sender.again(slack.sender.sent[-1])

        assert len(bot.heard) == 2
        assert bot.heard[0] == bot.heard[1]


async def test_the_bots_address_may_come_later() -> None:
    async with a_range_with_bot() as (slack, bot):
        bot_url, slack.workspace.bot_url = slack.workspace.bot_url, "http://127.0.0.1:1"
        before = await slack.acting.command("U0ANN", "/sec help")
        slack.workspace.bot_url = f"{bot_url}/"
        after = await slack.acting.command("U0ANN", "/sec help")

        assert (before.error, after.error) == ("dispatch_failed", "")
        assert len(bot.heard) == 1


async def test_bolt_takes_whatever_people_do() -> None:
    async with a_range() as slack:
        app = AsyncApp(client=client(slack), signing_secret=SECRET, process_before_response=True)

        @app.command("/sec")
        async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
            await ack(f"heard {body['text']}")

        @app.action("ask")
        async def ask(ack: AsyncAck, body: dict[str, Any]) -> None:
            await ack()
            await client(slack).views_open(
                trigger_id=body["trigger_id"],
                view=modal(an_input("reason"), callback_id="ask.modal"),
            )

        @app.view("ask.modal")
        async def submitted(ack: AsyncAck) -> None:
            await ack(response_action="errors", errors={"reason": "Say more."})

        runner = web.AppRunner(app.web_app(path="/slack/events"), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        slack.workspace.bot_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        ts = slack.workspace.post("C0SEC", Content("t", [actions(button("ask"))])).ts

        said = await slack.acting.command("U0ANN", "/sec help")
        opened = await slack.acting.click("U0ANN", ts, "ask")
        refused = await slack.acting.submit("U0ANN", {"reason": "because"})
        await runner.cleanup()

    assert [each.content.text for each in said.messages] == ["heard help"]
    assert opened.view is not None
    assert (refused.errors, refused.error) == ({"reason": "Say more."}, "")
