from __future__ import annotations

from typing import Any

import pytest

from practice.slack import limits
from practice.slack.errors import RefusedError
from tests.practice.slack.tiny_bot import actions, an_input, button, modal, plain, section

DIVIDER = {"type": "divider"}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "c"}]]}


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ([DIVIDER] * 51, "no more than 50 items allowed"),
        (
            [{**DIVIDER, "block_id": "b"}, {**DIVIDER, "block_id": "b"}],
            "`block_id` `b` already exists",
        ),
        ([actions(button("a"), button("a"))], "`action_id` `a` already exists"),
        ([{"type": "section"}], "missing required field: text or fields"),
        ([TABLE, TABLE], "only_one_table_allowed"),
        (
            [{"type": "markdown", "text": "m" * 6001}] * 2,
            "markdown must be less than 12001 characters in all",
        ),
        ("blocks", "must be an array"),
        ([[]], "must be an object"),
    ],
)
def test_blocks_that_slack_refuses_are_refused_with_their_reason(blocks: Any, message: str) -> None:
    with pytest.raises(RefusedError, match="invalid_blocks") as refused:
        limits.check_blocks(blocks)

    assert [fault.message for fault in refused.value.faults][:1] == [message]


def test_an_action_id_may_stand_in_two_blocks() -> None:
    limits.check_blocks([actions(button("a"), block_id="1"), actions(button("a"), block_id="2")])
    limits.check_blocks([DIVIDER] * 50)


def test_all_text_together_is_limited() -> None:
    fitting = [section("x" * 2640)] * 5
    limits.check_blocks(fitting)

    with pytest.raises(RefusedError, match="msg_blocks_too_long"):
        limits.check_blocks([*fitting, section("x")])


def test_an_edit_counts_bytes() -> None:
    limits.check_edit("é" * 2000)
    with pytest.raises(RefusedError, match="msg_too_long"):
        limits.check_edit("é" * 2000 + "a")


@pytest.mark.parametrize(
    ("attachments", "code"),
    [
        ("x", "invalid_attachments"),
        ([7], "invalid_attachments"),
        ([{"blocks": [{"type": "x"}]}], "invalid_attachments"),
        ([{}] * 101, "too_many_attachments"),
    ],
)
def test_attachments_are_checked_too(attachments: Any, code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        limits.check_attachments(attachments)


@pytest.mark.parametrize(
    "metadata",
    [
        {"event_type": "t"},
        {"event_type": "", "event_payload": {}},
        {"event_type": "t", "event_payload": []},
        [],
        "x",
    ],
)
def test_metadata_is_an_event_with_a_payload(metadata: Any) -> None:
    limits.check_metadata({"event_type": "t", "event_payload": {"id": "1"}})
    with pytest.raises(RefusedError, match="invalid_metadata_format"):
        limits.check_metadata(metadata)


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (modal(title=plain("t" * 25)), "must be less than 25 characters"),
        (modal(submit=plain("t" * 25)), "must be less than 25 characters"),
        (modal(private_metadata="m" * 3001), "must be less than 3001 characters"),
        (modal(colour="red"), "invalid additional property: colour"),
        (modal(TABLE), "unsupported type: table"),
        (modal(*[DIVIDER] * 101), "no more than 100 items allowed"),
        ({"type": "modal", "title": plain("t"), "blocks": []}, "no less than 1 items allowed"),
        ({"type": "modal", "title": plain("t")}, "missing required field: blocks"),
        (
            {"type": "modal", "title": plain("t"), "blocks": [an_input("i")]},
            "must define `submit` to use `input` block",
        ),
        ({"type": "home", "blocks": [TABLE]}, "unsupported type: table"),
        ({"type": "workflow", "blocks": []}, "unsupported type: workflow"),
        (None, "unsupported type: None"),
    ],
)
def test_views_that_slack_refuses_are_refused_with_their_reason(view: Any, message: str) -> None:
    with pytest.raises(RefusedError, match="invalid_arguments") as refused:
        limits.check_view(view)

    assert message in [fault.message for fault in refused.value.faults]


def test_a_view_within_its_limits_is_taken_and_one_of_250_kilobytes_is_not() -> None:
    limits.check_view(modal(*[DIVIDER] * 100, title=plain("t" * 24), private_metadata="m" * 3000))
    limits.check_view({"type": "home", "blocks": []})
    with pytest.raises(RefusedError, match="view_too_large"):
        limits.check_view(modal(*[section("é" * 3000)] * 50))
