"""The frames of Socket Mode: what is read of them, and how an envelope is acknowledged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from handlers.slack.envelopes import Envelope, Farewell, Hello, acknowledgement, read


def envelope(kind: str = "interactive", *, takes_answer: bool = True) -> Envelope:
    return Envelope("e1", kind, {"type": "block_actions"}, takes_answer)


def test_a_hello_tells_how_many_sockets_slack_counts() -> None:
    assert read('{"type": "hello", "num_connections": 2, "debug_info": {}}') == Hello(2)
    assert read('{"type": "hello", "num_connections": "many"}') == Hello(0)
    assert read('{"type": "hello"}') == Hello(0)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
def test_a_farewell_tells_why(reason: str) -> None:
    assert read(json.dumps({"type": "disconnect", "reason": reason})) == Farewell(reason)


@pytest.mark.parametrize("takes_answer", [True, False])
def test_an_envelope_is_its_id_its_payload_and_whether_it_wants_an_answer(
    takes_answer: bool,  # noqa: FBT001 - a case of the test
) -> None:
    frame = {
        "envelope_id": "e1",
        "type": "interactive",
        "payload": {"type": "block_actions"},
        "accepts_response_payload": takes_answer,
    }
    assert read(json.dumps(frame)) == envelope(takes_answer=takes_answer)


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "hello",
        "[]",
        "7",
        "null",
        "{",
        "[" * 100_000,
        "1" * 10_000,
        "{}",
        '{"type": "interactive"}',
        '{"type": "interactive", "envelope_id": "e1"}',
        '{"type": "interactive", "envelope_id": "e1", "payload": []}',
        '{"type": "interactive", "envelope_id": "e1", "payload": "text"}',
        '{"type": "interactive", "envelope_id": 7, "payload": {}}',
        '{"type": "interactive", "envelope_id": "", "payload": {}}',
        '{"type": "interactive", "envelope_id": "' + "e" * 201 + '", "payload": {}}',
        '{"type": 7, "envelope_id": "e1", "payload": {}}',
        '{"type": ["hello"]}',
    ],
)
def test_a_frame_that_is_nothing_of_slack_s_is_nothing(frame: str) -> None:
    assert read(frame) is None


@pytest.mark.parametrize(
    ("response", "payload"),
    [
        (BoltResponse(status=200), None),
        (BoltResponse(status=200, body="Kept."), {"text": "Kept."}),
        (BoltResponse(status=200, body={"response_action": "clear"}), {"response_action": "clear"}),
    ],
)
def test_what_was_taken_up_is_acknowledged_with_its_answer(
    response: BoltResponse, payload: Any
) -> None:
    told = json.loads(acknowledgement(envelope(), response) or "")
    assert told == {"envelope_id": "e1"} | ({"payload": payload} if payload else {})


def test_an_answer_that_is_not_wanted_is_left_out() -> None:
    response = BoltResponse(status=200, body="Kept.")
    told = acknowledgement(envelope(takes_answer=False), response)
    assert json.loads(told or "") == {"envelope_id": "e1"}


@pytest.mark.parametrize("status", [400, 404, 500])
def test_only_an_event_is_acknowledged_where_nothing_took_it_up(status: int) -> None:
    response = BoltResponse(status=status, body="Nothing here listens to it.")
    assert acknowledgement(envelope(), response) is None
    told = acknowledgement(envelope("events_api"), response)
    assert json.loads(told or "") == {"envelope_id": "e1"}
