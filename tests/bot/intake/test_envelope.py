"""Unwrapping: every shape in which a finding may be wrapped, and nothing raises."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.finding import Notice
from bot.domain.words import intake as words
from bot.intake.envelope import MOST_PIECES, open_envelope
from bot.intake.pieces import Event, Piece

FINDING = {"Id": "f-1", "ProductArn": "arn:x"}
OTHER = {"Id": "f-2", "ProductArn": "arn:x"}
DETAIL = {"id": "1", "type": "Recon:EC2/Portscan"}
EVENT = {
    "version": "0",
    "detail-type": "GuardDuty Finding",
    "source": "aws.guardduty",
    "account": "111122223333",
    "region": "eu-west-1",
    "detail": DETAIL,
}
AS_EVENT = Event("aws.guardduty", "GuardDuty Finding", "111122223333", "eu-west-1")


def bodies(value: Any) -> list[Any]:
    """Return the bodies of all pieces in a value, sent as JSON."""
    opened = open_envelope(json.dumps(value))
    assert all(isinstance(part, Piece) for part in opened)
    return [part.body for part in opened if isinstance(part, Piece)]


def reason(text: str) -> str:
    """Return the reason of the only notice in a text."""
    (notice,) = open_envelope(text)
    assert isinstance(notice, Notice)
    return notice.reason


def test_an_event_gives_its_detail_and_says_where_it_is_from() -> None:
    assert open_envelope(json.dumps(EVENT)) == (Piece(DETAIL, AS_EVENT),)


def test_an_event_gives_all_its_findings() -> None:
    event = {**EVENT, "detail": {"findings": [FINDING, OTHER]}}
    assert bodies(event) == [FINDING, OTHER]


@pytest.mark.parametrize(
    "wrapped",
    [
        {"originalEvent": EVENT, "note": "from a transformer"},
        {"event": EVENT},
        {"Records": [{"Sns": {"Type": "Notification", "Message": json.dumps(EVENT)}}]},
        {"Records": [{"body": json.dumps(EVENT), "messageId": "m"}]},
        {"Records": [{"body": json.dumps({"Message": json.dumps(EVENT)})}]},
        {"Type": "Notification", "MessageId": "m", "Message": json.dumps(EVENT)},
        {"Message": {"originalEvent": EVENT}},
        {"summary": "from a transformer", "theWholeEvent": EVENT},
        {"body": {"theWholeEvent": EVENT}},
        [EVENT],
        [[EVENT]],
        json.dumps(EVENT),
    ],
)
def test_an_event_is_found_in_every_wrapping_and_told_apart_from_one_that_nothing_holds(
    wrapped: Any,
) -> None:
    inside = replace(AS_EVENT, is_outermost=False)
    assert open_envelope(json.dumps(wrapped)) == (Piece(DETAIL, inside),)


def test_a_detail_that_was_made_text_of_is_read() -> None:
    event = {**EVENT, "detail": json.dumps(DETAIL)}
    assert open_envelope(json.dumps(event)) == (Piece(DETAIL, AS_EVENT),)


def test_what_an_event_names_beside_its_detail_is_kept_and_what_is_no_text_is_not() -> None:
    event = {**EVENT, "time": "2026-11-26T09:31:04Z", "resources": ["arn:aws:acm:x", 7, None]}
    (piece,) = open_envelope(json.dumps(event))
    assert isinstance(piece, Piece)
    assert piece.event is not None
    assert (piece.event.time, piece.event.resources) == (event["time"], ("arn:aws:acm:x",))


def test_a_drift_of_control_towers_is_one_piece_though_it_has_a_message() -> None:
    drift = {"Message": "It was moved", "DriftType": "ACCOUNT_MOVED_BETWEEN_OUS"}
    assert open_envelope(json.dumps(drift)) == (Piece(drift),)


@pytest.mark.parametrize(
    "wrapped",
    [
        FINDING,
        [FINDING],
        {"Findings": [FINDING]},
        {"findings": [FINDING]},
        {"finding": FINDING},
        {"Finding": FINDING, "comment": "x"},
        {"detail": FINDING},
        {"detail": {"findings": [FINDING]}},
        {"Records": [{"Sns": {"Message": json.dumps([FINDING])}}]},
    ],
)
def test_a_finding_without_an_event_is_found_in_every_wrapping(wrapped: Any) -> None:
    assert open_envelope(json.dumps(wrapped)) == (Piece(FINDING),)


def test_all_of_a_list_is_found_in_order() -> None:
    assert bodies({"Findings": [FINDING, OTHER, FINDING]}) == [FINDING, OTHER, FINDING]


def test_a_byte_order_mark_and_blanks_are_no_hindrance() -> None:
    assert open_envelope("\ufeff \n" + json.dumps(FINDING)) == (Piece(FINDING),)


def test_an_event_that_hides_another_services_event_gives_only_its_own_detail() -> None:
    smuggled = {**EVENT, "source": "my.app", "detail": {"originalEvent": EVENT, "detail": EVENT}}
    (piece,) = open_envelope(json.dumps(smuggled))
    assert isinstance(piece, Piece)
    assert piece.event is not None
    assert piece.event.source == "my.app"
    assert piece.body == smuggled["detail"]


def test_all_events_under_a_transformers_keys_are_found() -> None:
    assert bodies({"first": EVENT, "second": {**EVENT, "detail": OTHER}}) == [DETAIL, OTHER]


@pytest.mark.parametrize("key", ["title", "Message", "body", "Body"])
def test_text_under_a_transformers_key_is_not_read_as_an_event(key: str) -> None:
    """Whoever writes a finding's title could write an event of GuardDuty's into it."""
    said = {key: json.dumps(EVENT), "parameters": {"detail-type": "x", "detail": DETAIL}}
    assert bodies(said) == [said]


@pytest.mark.parametrize(
    "detail",
    [
        [FINDING, OTHER],
        {"findings": [FINDING, OTHER]},
        {"Findings": [FINDING, OTHER], "actionName": "x"},
        {"findings": [json.dumps(FINDING), OTHER]},
        json.dumps({"findings": [FINDING, OTHER]}),
    ],
)
def test_all_findings_of_an_event_are_found_however_they_are_listed(detail: Any) -> None:
    assert bodies({**EVENT, "detail": detail}) == [FINDING, OTHER]
    assert bodies({**EVENT, "detail": {"findings": FINDING}}) == [FINDING]


def test_an_event_says_when_it_was_and_by_which_action() -> None:
    event = {**EVENT, "time": "2026-11-22T08:30:05Z", "detail": {"actionName": "To\nsecbot"}}
    (piece,) = open_envelope(json.dumps(event))
    assert isinstance(piece, Piece)
    assert piece.event is not None
    assert (piece.event.time, piece.event.action) == ("2026-11-22T08:30:05Z", "To secbot")


def test_an_event_without_findings_is_a_piece_of_its_own() -> None:
    insight = {**EVENT, "detail": {"findings": None, "insightResults": []}}
    assert bodies(insight) == [insight["detail"]]
    empty = {**EVENT, "detail": {"findings": []}}
    assert bodies(empty) == [empty["detail"]]
    assert bodies({"detail-type": "x"}) == [{"detail-type": "x"}]
    broken = {**EVENT, "detail": '{"id": '}
    assert bodies(broken) == [broken]


def test_what_is_no_object_among_findings_is_told() -> None:
    event = {**EVENT, "detail": {"findings": [FINDING, "text"]}}
    piece, notice = open_envelope(json.dumps(event))
    assert isinstance(piece, Piece)
    assert isinstance(notice, Notice)


def test_ocsf_is_not_unwrapped() -> None:
    finding = {"class_uid": 2001, "finding": {"uid": "1"}}
    assert bodies(finding) == [finding]


@pytest.mark.parametrize(
    "text", ["Hello world", "Alert <b>now</b>", "123", "true", '"quoted" and more', '"just text"']
)
def test_plain_text_stays_text(text: str) -> None:
    assert reason(text) == words.PLAIN_TEXT.en


@pytest.mark.parametrize("text", ["{", '{"title": "a "quoted" word"}', '{"a": }', "[1, 2", "{]"])
def test_broken_json_is_told_as_such(text: str) -> None:
    assert reason(text) == words.BROKEN_JSON.en


@pytest.mark.parametrize("text", ["", " ", "[]", "[[]]", '{"Findings": []}', '{"Records": []}'])
def test_what_holds_nothing_says_so(text: str) -> None:
    assert reason(text) == words.EMPTY.en


@pytest.mark.parametrize("opener", ["[", '{"event":', '{"a":'])
def test_a_nesting_bomb_is_broken_json(opener: str) -> None:
    assert reason(opener * 50_000) == words.BROKEN_JSON.en


def test_too_many_layers_are_left_closed() -> None:
    deep: Any = EVENT
    for _ in range(20):
        deep = {"event": deep}
    assert reason(json.dumps(deep)) == words.TOO_DEEP.en
    text: Any = "x"
    for _ in range(12):
        text = json.dumps({"MessageId": "m", "Message": text})
    assert reason(text) == words.TOO_DEEP.en


def test_a_message_with_too_many_objects_says_that_some_were_not_read() -> None:
    opened = open_envelope(json.dumps([FINDING] * (MOST_PIECES + 50)))
    assert len(opened) == MOST_PIECES + 1
    last = opened[-1]
    assert isinstance(last, Notice)
    assert str(MOST_PIECES) in last.reason
    assert len(open_envelope(json.dumps([FINDING] * MOST_PIECES))) == MOST_PIECES


KEYS = st.sampled_from(
    ["detail", "detail-type", "findings", "Findings", "Records", "Sns", "Message", "body", "event"]
)
SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just(json.dumps(EVENT)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(), inner),
    max_leaves=20,
)

"""A busy machine is no reason for the envelope to have failed."""


@given(SHAPES)
def test_nothing_raises_and_nothing_is_dropped_silently(value: Any) -> None:
    assert open_envelope(json.dumps(value))


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert open_envelope(text)


@given(st.text(alphabet='{}[]":,\\ud8 0e\x00\ud800'))
def test_no_near_json_raises(text: str) -> None:
    assert open_envelope(text)
