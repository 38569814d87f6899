"""Slack's Web API with its outcomes told apart."""

from __future__ import annotations

import logging
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web as web_server
from aiohttp.test_utils import TestServer

from bot.ports.notifier import LimitedError, RefusedError, UncertainError, UnreachableError
from handlers.slack.web_client import SlackWeb, open_web
from tests.handlers.slack.answering import Answer, Answering, answering, refusal
from tests.handlers.slack.workspaces import TOKEN, Tally

LIMITED = Answer(status=429, body='{"ok": false, "error": "ratelimited"}', retry_after="7")
BROKEN = Answer(status=500, body="oh no", content_type="text/plain")
CUT = Answer(status=0)
PAGE = "text/html"


@pytest.fixture
async def slack() -> AsyncIterator[Answering]:
    async with answering() as server:
        yield server


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture
async def web(slack: Answering, tally: Tally) -> AsyncIterator[SlackWeb]:
    async with open_web(TOKEN, slack.url, tally) as opened:
        yield opened


async def _post(web: SlackWeb) -> dict[str, Any]:
    call = web.client.chat_postMessage(channel="C0SEC", text="a secret sentence")
    return await web.ask("chat.postMessage", call)


async def test_an_answer_comes_back_as_slack_gave_it(web: SlackWeb, tally: Tally) -> None:
    answer = await _post(web)
    assert answer["ok"]
    assert tally.seen == [("chat.postMessage", "ok")]


async def test_a_429_says_how_long_to_wait(web: SlackWeb, slack: Answering, tally: Tally) -> None:
    slack.answers.extend([LIMITED])
    with pytest.raises(LimitedError) as caught:
        await _post(web)
    assert caught.value.seconds == 7
    assert tally.seen == [("chat.postMessage", "limited")]


@pytest.mark.parametrize(
    ("told", "seconds"), [("", 30), ("soon", 30), ("nan", 30), ("-5", 1), ("1e9", 3600)]
)
async def test_a_wait_is_kept_within_reason(
    web: SlackWeb, slack: Answering, told: str, seconds: float
) -> None:
    slack.answers.extend([Answer(status=429, body="{}", retry_after=told)])
    with pytest.raises(LimitedError) as caught:
        await _post(web)
    assert caught.value.seconds == seconds


@pytest.mark.parametrize(
    "fault",
    [
        BROKEN,
        CUT,
        Answer(status=502, body="<html>", content_type=PAGE),
        Answer(status=200, body="", content_type=PAGE),
        Answer(status=200, body='{"ok": tru'),
        Answer(status=200, body="[1, 2]"),
        Answer(status=200, body="fine", content_type="text/plain"),
        refusal("internal_error"),
        refusal("fatal_error"),
    ],
)
async def test_what_slack_may_have_taken_is_uncertain(
    web: SlackWeb, slack: Answering, tally: Tally, fault: Answer
) -> None:
    slack.answers.extend([fault])
    with pytest.raises(UncertainError):
        await _post(web)
    assert tally.seen == [("chat.postMessage", "uncertain")]
    assert slack.calls == 1


async def test_an_answer_that_does_not_come_in_time_is_uncertain(
    slack: Answering, tally: Tally
) -> None:
    slack.answers.extend([Answer(never=True)])
    async with open_web(TOKEN, slack.url, tally, seconds=0.05) as web:
        with pytest.raises(UncertainError):
            await _post(web)


@pytest.mark.parametrize("code", ["not_in_channel", "invalid_auth", "channel_not_found"])
async def test_what_an_operator_can_mend_is_told_loudly_and_may_be_taken_later(
    web: SlackWeb, slack: Answering, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    slack.answers.extend([refusal(code)])
    with pytest.raises(UnreachableError, match=code):
        await _post(web)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_too_long", "never_heard_of"])
async def test_what_slack_will_never_take_is_refused_with_its_code(
    web: SlackWeb, slack: Answering, tally: Tally, code: str
) -> None:
    slack.answers.extend([refusal(code)])
    with pytest.raises(RefusedError) as caught:
        await _post(web)
    assert caught.value.code == code
    assert tally.seen == [("chat.postMessage", "refused")]


async def test_a_page_that_is_not_slack_s_has_certainly_taken_nothing(
    web: SlackWeb, slack: Answering
) -> None:
    slack.answers.extend([Answer(status=403, body="<html>", content_type=PAGE)])
    with pytest.raises(UnreachableError, match="403"):
        await _post(web)


async def test_a_port_where_nobody_listens_is_unreachable(tally: Tally) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = unheard.getsockname()[1]
        async with open_web(TOKEN, f"http://127.0.0.1:{port}/api/", tally) as web:
            with pytest.raises(UnreachableError):
                await _post(web)
    assert tally.seen == [("chat.postMessage", "unreachable")]


async def test_a_name_that_nobody_knows_is_unreachable(tally: Tally) -> None:
    async with open_web(TOKEN, "http://slack.invalid/api/", tally) as web:
        with pytest.raises(UnreachableError):
            await _post(web)


async def test_neither_the_token_nor_a_message_ever_gets_into_the_log(
    web: SlackWeb, slack: Answering, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    slack.answers.extend([BROKEN, refusal("invalid_auth"), refusal("invalid_blocks")])
    for _ in range(3):
        with pytest.raises((UncertainError, UnreachableError, RefusedError)) as caught:
            await _post(web)
        assert TOKEN not in repr(caught.value) + str(caught.value.__cause__)
    await _post(web)
    assert "invalid_blocks" in caplog.text
    assert TOKEN not in caplog.text
    assert "a secret sentence" not in caplog.text


async def test_a_proxy_of_the_environment_is_not_used_for_loopback(
    slack: Answering, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    async with open_web(TOKEN, slack.url, tally) as web:
        assert (await _post(web))["ok"]


async def test_the_session_is_closed_at_the_end(slack: Answering, tally: Tally) -> None:
    async with open_web(TOKEN, slack.url, tally) as web:
        session = web.client.session
    assert session is not None
    assert session.closed


async def test_no_redirect_is_followed_by_a_call_or_by_a_socket() -> None:
    reached: list[str] = []

    async def leads_away(_: web_server.Request) -> web_server.Response:
        return web_server.Response(status=307, headers={"Location": "/elsewhere"})

    async def elsewhere(request: web_server.Request) -> web_server.Response:
        reached.append(request.path)
        return web_server.json_response({"ok": True})

    app = web_server.Application()
    app.router.add_route("*", "/elsewhere", elsewhere)
    app.router.add_route("*", "/{tail:.*}", leads_away)
    async with (
        TestServer(app) as server,
        open_web(TOKEN, f"{server.make_url('/')}", Tally()) as web,
    ):
        with pytest.raises(UncertainError):
            await web.ask("auth.test", web.client.auth_test())
        assert web.client.session is not None
        with pytest.raises(aiohttp.ClientError):
            await web.client.session.ws_connect(server.make_url("/link"))
    assert reached == []
