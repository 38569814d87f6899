"""What a message says at a terminal."""

from __future__ import annotations

from typing import Any

from practice.slack.content import Content
from practice.slack.messages import Message
from practice.spoken import controls, lines


def message(*blocks: dict[str, Any], text: str = "") -> Message:
    return Message("C0SEC", "1.0", "U0BOT", Content(text, list(blocks)))


def test_words_are_told_line_by_line_and_controls_are_left_out() -> None:
    section = {
        "type": "rich_text_section",
        "elements": [
            {"type": "text", "text": "asked by "},
            {"type": "user", "user_id": "U0ANN"},
            {"type": "text", "text": " of "},
            {"type": "usergroup", "usergroup_id": "S0X"},
            {"type": "text", "text": "\nat "},
            {"type": "date", "timestamp": 1, "format": "{time}", "fallback": "09:12"},
        ],
    }
    button = {
        "type": "button",
        "action_id": "plan.approve",
        "text": {"type": "plain_text", "text": "Approve"},
        "confirm": {"text": {"type": "plain_text", "text": "Sure?"}},
    }
    said = message(
        {"type": "rich_text", "elements": [section]}, {"type": "actions", "elements": [button]}
    )

    assert lines(said) == ["asked by @U0ANN of @S0X", "at 09:12"]
    assert controls(said) == {"plan.approve": button}


def test_without_blocks_the_text_is_told() -> None:
    assert lines(message(text="first\n\n second")) == ["first", "second"]
