"""The range's socket server: what Slack's own client meets, and what Slack refuses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from practice.slack.content import Content
from practice.slack.server import SlackRange
from practice.slack.sockets import MOST_OPEN
from tests.practice.slack.tiny_bot import TOKEN, a_range, actions, button, client

APP_TOKEN = "xapp-range"
OPEN = "apps.connections.open"


class App:
    """One end of a socket, by hand: it keeps the frames, and answers when told to."""

    def __init__(self, wire: aiohttp.ClientWebSocketResponse) -> None:
        """Keep the socket."""
        self.wire = wire

    async def frame(self) -> dict[str, Any]:
        """Return the next frame."""
        async with asyncio.timeout(10):
            found: dict[str, Any] = json.loads(await self.wire.receive_str())
            return found

    async def answer(self, **more: Any) -> dict[str, Any]:
        """Acknowledge the next envelope, and return it."""
        envelope = await self.frame()
        await self.wire.send_str(json.dumps({"envelope_id": envelope["envelope_id"], **more}))
        return envelope


@asynccontextmanager
async def apps(slack: SlackRange, many: int = 1) -> AsyncIterator[list[App]]:
    """Yield so many greeted sockets."""
    async with aiohttp.ClientSession() as session:
        opened = []
        for _ in range(many):
            opened.append(App(await session.ws_connect(slack.sockets.ticket()["url"])))
            assert (await opened[-1].frame())["num_connections"] == len(opened)
        yield opened


@asynccontextmanager
async def a_socket_range(patience_seconds: float = 3.0) -> AsyncIterator[SlackRange]:
    """Yield a workspace with Socket Mode switched on."""
    async with a_range(patience_seconds=patience_seconds) as slack:
        slack.use_sockets(APP_TOKEN)
        yield slack


async def open_(slack: SlackRange, token: str) -> dict[str, Any]:
    answer = await client(slack, token).api_call(OPEN)
    assert isinstance(answer.data, dict)
    return answer.data


async def test_slack_s_own_client_is_greeted_gets_a_command_and_answers_it() -> None:
    async def take(_client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        answer = SocketModeResponse(
            request.envelope_id, {"text": f"heard {request.payload['text']}"}
        )
        await socket.send_socket_mode_response(answer)

    async with a_socket_range() as slack:
        socket = SocketModeClient(APP_TOKEN, web_client=client(slack, APP_TOKEN))
        socket.socket_mode_request_listeners.append(take)
        await socket.connect()  # type: ignore[no-untyped-call]
        await slack.workspace.until(lambda: len(slack.sockets.open) == 1)
        said = await slack.acting.command("U0ANN", "/sec help")
        await socket.close()  # type: ignore[no-untyped-call]

    assert [each.content.text for each in said.messages] == ["heard help"]


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (TOKEN, "not_allowed_token_type"),
        ("xapp-another", "invalid_auth"),
        ("", "not_authed"),
    ],
)
async def test_only_the_app_level_token_opens_a_socket(token: str, code: str) -> None:
    async with a_socket_range() as slack:
        with pytest.raises(SlackApiError, match=code):
            await open_(slack, token)


async def test_the_app_level_token_counts_as_a_header_and_opens_sockets_alone() -> None:
    async with a_socket_range() as slack, aiohttp.ClientSession() as session:
        form = {"token": APP_TOKEN}
        async with session.post(slack.api_url + OPEN, data=form) as answer:
            assert (await answer.json())["error"] == "invalid_auth"
        header = {"Authorization": f"Bearer {APP_TOKEN}"}
        async with session.get(slack.api_url + OPEN, headers=header) as answer:
            assert (await answer.json())["error"] == "insecure_request"
        with pytest.raises(SlackApiError, match="not_allowed_token_type"):
            await client(slack, APP_TOKEN).auth_test()


async def test_a_ticket_is_good_for_one_socket() -> None:
    async with a_socket_range() as slack, aiohttp.ClientSession() as session:
        url = (await open_(slack, APP_TOKEN))["url"]
        assert url.startswith("ws://127.0.0.1:")
        first = await session.ws_connect(url)
        for bad in (url, url.replace("ticket=", "ticket=x"), url.partition("?")[0]):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(bad)
            assert refused.value.status == 403
        await first.close()


async def test_the_eleventh_socket_is_told_that_there_are_too_many() -> None:
    async with (
        a_socket_range() as slack,
        apps(slack, MOST_OPEN),
        aiohttp.ClientSession() as session,
    ):
        eleventh = App(await session.ws_connect(slack.sockets.ticket()["url"]))
        assert await eleventh.frame() == {"type": "disconnect", "reason": "too_many_websockets"}
        assert (await eleventh.wire.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_each_payload_goes_to_exactly_one_socket_and_they_take_turns() -> None:
    async with a_socket_range() as slack, apps(slack, 2) as (first, second):
        for _ in range(2):
            both = asyncio.gather(first.answer(), second.answer())
            await slack.acting.command("U0ANN", "/sec one")
            await slack.acting.command("U0ANN", "/sec two")
            assert sorted(each["payload"]["text"] for each in await both) == ["one", "two"]
        assert len(slack.sockets.sent) == len(slack.sockets.answers) == 4


async def test_a_click_is_an_envelope_like_slack_s() -> None:
    async with a_socket_range() as slack, apps(slack) as (app,):
        ts = slack.workspace.post("C0SEC", Content("t", [actions(button("a"))])).ts
        clicking = asyncio.create_task(slack.acting.click("U0ANN", ts, "a"))
        envelope = await app.answer()
        assert (await clicking).notice == ""

    assert envelope["type"] == "interactive"
    assert envelope["accepts_response_payload"] is True
    assert envelope["payload"]["type"] == "block_actions"


async def test_an_event_that_is_not_answered_comes_again_three_times() -> None:
    async with a_socket_range(patience_seconds=0.05) as slack, apps(slack) as (app,):
        opening = asyncio.create_task(slack.acting.open_home("U0ANN"))
        frames = [await app.frame() for _ in range(4)]
        assert (await opening).error == "operation_timeout"

    assert [each["retry_attempt"] for each in frames] == [0, 1, 2, 3]
    assert [each["retry_reason"] for each in frames] == ["", "timeout", "timeout", "timeout"]
    assert len({each["payload"]["event_id"] for each in frames}) == 1


async def test_a_command_that_is_not_answered_or_finds_no_socket_is_lost() -> None:
    async with a_socket_range(patience_seconds=0.05) as slack:
        nobody = await slack.acting.command("U0ANN", "/sec help")
        async with apps(slack) as (app,):
            silent = await slack.acting.command("U0ANN", "/sec help")
            await app.frame()
            with pytest.raises(TimeoutError):
                await app.wire.receive(timeout=0.1)
    assert (nobody.error, silent.error) == ("dispatch_failed", "operation_timeout")


async def test_an_answer_counts_only_through_the_socket_that_the_envelope_came_by() -> None:
    async with a_socket_range(patience_seconds=0.3) as slack, apps(slack, 2) as (first, second):
        typing = asyncio.create_task(slack.acting.command("U0ANN", "/sec help"))
        both = {asyncio.create_task(each.frame()): each for each in (first, second)}
        done, left = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        envelope, other = done.pop().result(), both[next(iter(left))]
        await other.wire.send_str("no frame of ours")
        await other.wire.send_str(json.dumps({"envelope_id": envelope["envelope_id"]}))
        assert (await typing).error == "operation_timeout"
        for each in left:
            each.cancel()


async def test_an_answer_where_none_is_wanted_is_a_failure() -> None:
    async with a_socket_range() as slack, apps(slack) as (app,):
        opening = asyncio.create_task(slack.sockets.event({"type": "event_callback"}))
        for _ in range(4):
            await app.answer(payload={"text": "hello"})
        assert (await opening).error == "dispatch_failed"


@pytest.mark.parametrize("fault", ["sever", "unheard"])
async def test_a_socket_can_be_ended_before_its_answer_counts(fault: Any) -> None:
    async with a_socket_range() as slack, apps(slack) as (app,):
        slack.sockets.faults = [fault]
        typing = asyncio.create_task(slack.acting.command("U0ANN", "/sec help"))
        assert (await app.answer())["type"] == "slash_commands"
        assert (await typing).error == "dispatch_failed"
        await slack.workspace.until(lambda: slack.sockets.open == [])


async def test_an_envelope_can_come_by_two_sockets_at_one_moment() -> None:
    async with a_socket_range() as slack, apps(slack, 2) as (first, second):
        slack.sockets.faults = ["twice"]
        typing = asyncio.create_task(slack.acting.command("U0ANN", "/sec help"))
        ids = {(await each.answer())["envelope_id"] for each in (first, second)}
        assert (await typing).error == ""
        assert len(ids) == 1


async def test_an_envelope_can_come_again_by_another_socket_when_its_own_has_ended() -> None:
    async with a_socket_range() as slack, apps(slack, 2) as (first, second):
        slack.sockets.faults = ["sever_and_again"]
        typing = asyncio.create_task(slack.acting.command("U0ANN", "/sec help"))
        envelope = await second.frame()
        assert (await second.wire.receive()).type is aiohttp.WSMsgType.CLOSED
        assert await first.answer() == envelope
        assert (await typing).error == ""


async def test_sockets_that_are_to_be_replaced_serve_until_another_is_there() -> None:
    async with a_socket_range() as slack, apps(slack, 2) as (first, second):
        await slack.sockets.refresh()
        for each in (first, second):
            frame = await each.frame()
            assert (frame["type"], frame["reason"]) == ("disconnect", "refresh_requested")
        both = asyncio.gather(first.answer(), second.answer())
        for _ in range(2):
            assert (await slack.acting.command("U0ANN", "/sec help")).error == ""
        await both

        async with apps_after(slack) as third:
            for each in (first, second):
                assert (await each.wire.receive()).type is aiohttp.WSMsgType.CLOSE
            answering = asyncio.create_task(third.answer())
            assert (await slack.acting.command("U0ANN", "/sec help")).error == ""
            await answering


@asynccontextmanager
async def apps_after(slack: SlackRange) -> AsyncIterator[App]:
    """Yield one more greeted socket, beside those that are there."""
    async with aiohttp.ClientSession() as session:
        app = App(await session.ws_connect(slack.sockets.ticket()["url"]))
        assert (await app.frame())["type"] == "hello"
        yield app


async def test_a_silent_socket_is_open_and_answers_nothing() -> None:
    async with a_socket_range(patience_seconds=0.1) as slack, apps(slack) as (app,):
        await app.wire.ping(b"one")
        slack.sockets.silence()
        await app.wire.ping(b"two")
        typing = asyncio.create_task(slack.acting.command("U0ANN", "/sec help"))
        await app.answer()
        assert (await typing).error == "operation_timeout"
        assert len(slack.sockets.open) == 1


async def test_switched_off_it_says_so_closes_its_sockets_and_opens_none() -> None:
    async with a_socket_range() as slack, apps(slack) as (app,):
        switching = asyncio.create_task(slack.use_http())
        assert (await app.frame())["reason"] == "link_disabled"
        assert (await app.wire.receive()).type is aiohttp.WSMsgType.CLOSE
        await switching
        with pytest.raises(SlackApiError, match="access_denied"):
            await open_(slack, APP_TOKEN)
        assert slack.acting.way is slack.sender
