"""POST /slack/events over real HTTP: only what Slack has signed just now gets any further."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.domain.words import intake as words
from bot.domain.words import reply
from handlers.http import slack as door
from handlers.http.listeners import LARGEST_BODY
from handlers.slack import bolt
from practice.slack.signing import signed_headers
from tests.handlers.slack.front import SECRET, Front, a_front
from tests.handlers.slack.workspaces import TOKEN
from tests.journeys.messages import has

PATH = "/slack/events"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
COMMAND = {"command": "/sec", "user_id": "U0ANN", "team_id": "T0RANGE", "text": "list"}
BODY = urlencode(COMMAND).encode()


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    async with a_front(tmp_path) as made:
        yield made


Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client(front: Front) -> AsyncIterator[Client]:
    app = web.Application(client_max_size=LARGEST_BODY)
    made = bolt.assemble(front.reception, token=TOKEN)
    app.add_routes(door.routes(made, SECRET, body_seconds=0.2))
    async with TestClient(TestServer(app)) as opened:
        yield opened


def signed(body: bytes, *, ago: timedelta = timedelta(), secret: str = SECRET) -> dict[str, str]:
    """Return the headers of a form that Slack signed so long ago."""
    return {**FORM, **signed_headers(secret, body, datetime.now(UTC) - ago)}


def signed_at(stamp: str) -> dict[str, str]:
    """Return the headers of the form, rightly signed over whatever stands for the time."""
    base = b"v0:" + stamp.encode() + b":" + BODY
    digest = hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()
    return {**FORM, door.TIMESTAMP: stamp, door.SIGNATURE: f"v0={digest}"}


async def is_refused(client: Client, headers: dict[str, str], body: bytes = BODY) -> None:
    """Post this, and see 401 and one sentence that tells nothing."""
    async with client.post(PATH, data=body, headers=headers) as answer:
        assert answer.status == HTTPStatus.UNAUTHORIZED
        assert await answer.text() == words.NOT_SLACK.en


async def test_what_slack_has_signed_is_answered(client: Client) -> None:
    async with client.post(PATH, data=BODY, headers=signed(BODY)) as answer:
        assert answer.status == HTTPStatus.OK
        assert has((await answer.json())["text"], reply.LIST_PUSH)


async def test_a_header_that_slack_did_not_sign_keeps_nobody_from_an_answer(client: Client) -> None:
    headers = signed(BODY) | {"X-Slack-Bolt-Lazy-Only": "1"}
    async with client.post(PATH, data=BODY, headers=headers) as answer:
        assert has((await answer.json())["text"], reply.LIST_PUSH)


@pytest.mark.parametrize(
    "ago", [timedelta(minutes=5, seconds=2), timedelta(days=900), -timedelta(minutes=5, seconds=2)]
)
async def test_what_is_older_or_newer_than_five_minutes_is_refused(
    client: Client, ago: timedelta
) -> None:
    await is_refused(client, signed(BODY, ago=ago))


@pytest.mark.parametrize(
    "stamp", ["", "now", "12.5", "-1", "+1", "1e9", "0x10", "9" * 13, " 1", "١٢٣", "1_000"]
)
async def test_a_timestamp_that_is_no_number_is_refused_even_where_it_is_signed(
    client: Client, stamp: str
) -> None:
    await is_refused(client, signed_at(stamp))


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "v0=",
        "v0=" + "0" * 64,
        "v1=" + "0" * 64,
        "v0=" + "G" * 64,
        "v0=" + "0" * 63,
        "v0=" + "é" * 64,
        "0" * 64,
    ],
)
async def test_a_signature_that_is_not_slack_s_is_refused(client: Client, signature: str) -> None:
    await is_refused(client, {**signed(BODY), door.SIGNATURE: signature})


@pytest.mark.parametrize("missing", [door.TIMESTAMP, door.SIGNATURE])
async def test_without_timestamp_or_signature_it_is_refused(client: Client, missing: str) -> None:
    headers = signed(BODY)
    del headers[missing]
    await is_refused(client, headers)


async def test_what_is_signed_with_another_secret_or_for_another_body_is_refused(
    client: Client,
) -> None:
    await is_refused(client, signed(BODY, secret="another"))
    await is_refused(client, signed(BODY), BODY + b"&text=stop")
    await is_refused(client, signed(BODY), b"")


async def test_bytes_that_are_no_text_are_refused_even_where_they_are_signed(
    client: Client,
) -> None:
    body = b"payload=\xff\xfe"
    await is_refused(client, signed(body), body)


async def test_a_body_without_a_length_is_taken_like_any_other(client: Client) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for place in range(0, len(BODY), 7):
            yield BODY[place : place + 7]

    async with client.post(PATH, data=pieces(), headers=signed(BODY)) as answer:
        assert answer.request_info.headers["Transfer-Encoding"] == "chunked"
        assert answer.status == HTTPStatus.OK


@pytest.mark.parametrize("is_chunked", [False, True])
async def test_what_is_too_long_is_refused_with_413(client: Client, is_chunked: bool) -> None:  # noqa: FBT001 - a case of the test
    body = b"x" * (LARGEST_BODY + 1)

    async def pieces() -> AsyncIterator[bytes]:
        for place in range(0, len(body), 65536):
            yield body[place : place + 65536]

    data = pieces() if is_chunked else BytesIO(body)
    async with client.post(PATH, data=data, headers=signed(body)) as answer:
        assert answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        assert await answer.text() == words.TOO_LONG_FOR_SLACK.en


async def test_a_body_that_never_comes_is_not_waited_for(client: Client) -> None:
    never = asyncio.Event()

    async def pieces() -> AsyncIterator[bytes]:
        yield BODY[:5]
        await never.wait()

    async with client.post(PATH, data=pieces(), headers=signed(BODY)) as answer:
        assert answer.status == HTTPStatus.REQUEST_TIMEOUT
        assert await answer.text() == words.TOO_SLOW.en


async def test_what_is_packed_is_refused(client: Client) -> None:
    body = gzip.compress(BODY)
    headers = {**signed(body), "Content-Encoding": "gzip"}
    await is_refused(client, headers, body)
    async with client.post(PATH, data=b"no gzip", headers=headers) as answer:
        assert answer.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"payload=%7B", "application/x-www-form-urlencoded"),
        (b"payload=[]", "application/x-www-form-urlencoded"),
        (b"payload=7", "application/x-www-form-urlencoded"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"payload=" + b"[" * 100_000, "application/x-www-form-urlencoded"),
    ],
)
async def test_what_is_signed_and_can_t_be_read_is_refused_with_400(
    client: Client, body: bytes, content_type: str
) -> None:
    headers = {**signed(body), "Content-Type": content_type}
    async with client.post(PATH, data=body, headers=headers) as answer:
        assert answer.status == HTTPStatus.BAD_REQUEST
        assert await answer.text() == words.UNREADABLE_FOR_SLACK.en


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions"},
        {"type": "block_actions", "actions": None},
        {"type": "block_actions", "actions": []},
        {"type": "block_actions", "actions": {}},
        {"type": "block_actions", "actions": [7]},
        {"type": "block_actions", "actions": [{"type": "button", "action_id": {}}]},
        {"type": "block_actions", "actions": [{"type": "button", "action_id": 7}]},
        {"type": "block_suggestion"},
        {"type": "interactive_message", "callback_id": "x", "actions": []},
        {"type": "view_submission", "view": None},
        {"type": "view_submission", "view": {}},
        {"type": "view_submission", "view": {"type": "modal", "callback_id": []}},
        {"type": "view_submission", "view": {"type": "modal"}, "response_urls": {"id": 7}},
        {"type": "view_closed", "view": True},
        {"type": "workflow_step_edit", "callback_id": "x"},
        {"type": "event_callback", "event": []},
        {"type": "event_callback", "authorizations": [7], "event": {"type": "message"}},
        {"type": "event_callback", "authorizations": {"a": 1}, "event": {"type": "message"}},
        {"type": "shortcut", "enterprise": 7},
        {"type": 7},
        {"type": None},
        {},
    ],
)
async def test_a_payload_that_lacks_a_part_or_has_one_of_another_type_never_is_a_fault_of_ours(
    client: Client, front: Front, payload: dict[str, object]
) -> None:
    as_json = json.dumps(payload).encode()
    as_form = urlencode({"payload": as_json.decode()}).encode()
    for body, kind in ((as_json, "application/json"), (as_form, FORM["Content-Type"])):
        headers = {**signed(body), "Content-Type": kind}
        async with client.post(PATH, data=body, headers=headers) as answer:
            told = await answer.text()
            assert (answer.status, told) in {
                (HTTPStatus.OK, ""),
                (HTTPStatus.BAD_REQUEST, words.UNREADABLE_FOR_SLACK.en),
                (HTTPStatus.NOT_FOUND, words.NOBODY_LISTENS.en),
            }
    assert await front.asked() == []


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "actions": []},
        {"type": "view_submission", "view": None},
        {"type": "workflow_step_edit", "callback_id": "x"},
    ],
)
async def test_what_bolt_stumbles_over_is_answered_with_our_own_sentence(
    client: Client, payload: dict[str, object]
) -> None:
    body = urlencode({"payload": json.dumps(payload)}).encode()
    async with client.post(PATH, data=body, headers=signed(body)) as answer:
        assert answer.status == HTTPStatus.BAD_REQUEST
        assert await answer.text() == words.UNREADABLE_FOR_SLACK.en


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"payload=null",
        b"payload={}",
        b"{}",
        urlencode({**COMMAND, "command": "/other"}).encode(),
        b'payload={"type":"shortcut","callback_id":"x"}',
    ],
)
async def test_what_nobody_here_listens_to_is_said_to_be_just_that(
    client: Client, body: bytes
) -> None:
    async with client.post(PATH, data=body, headers=signed(body)) as answer:
        told = await answer.text()
        assert (answer.status, told) in {
            (HTTPStatus.NOT_FOUND, words.NOBODY_LISTENS.en),
            (HTTPStatus.BAD_REQUEST, words.UNREADABLE_FOR_SLACK.en),
        }


@pytest.mark.parametrize("kind", ["app_home_opened", "message", "team_join", "app_uninstalled"])
async def test_an_event_that_nobody_listens_to_is_taken_without_a_warning(
    client: Client, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    event = {"type": kind, "user": "U0ANN", "channel": "D0ANN", "text": "a word in private"}
    told = {"type": "event_callback", "team_id": "T0RANGE", "event_id": "Ev1", "event": event}
    body = json.dumps(told).encode()
    headers = {**signed(body), "Content-Type": "application/json"}
    with caplog.at_level(logging.DEBUG):
        async with client.post(PATH, data=body, headers=headers) as answer:
            assert answer.status == HTTPStatus.OK

    assert [each for each in caplog.records if each.levelno > logging.INFO] == []
    ours = [each for each in caplog.records if each.name.startswith(("handlers", "slack_bolt"))]
    assert len(ours) <= 1
    assert "a word in private" not in caplog.text


async def test_slack_s_question_whether_the_address_is_ours_is_answered(client: Client) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c0ffee"}).encode()
    headers = {**signed(body), "Content-Type": "application/json"}
    async with client.post(PATH, data=body, headers=headers) as answer:
        assert (await answer.json())["challenge"] == "c0ffee"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_only_a_post_is_taken(client: Client, method: str) -> None:
    async with client.request(method, PATH) as answer:
        assert answer.status == HTTPStatus.METHOD_NOT_ALLOWED
