from __future__ import annotations

from typing import Any

import pytest

from practice.slack.part_shapes import CONFIRM, FIELDS, PARTS, plain, text
from practice.slack.shapes import tagged
from tests.practice.slack.tiny_bot import button, mrkdwn, option
from tests.practice.slack.tiny_bot import plain as plain_text

PART = tagged(PARTS)
ONE = option("one")


def faults(given: Any) -> list[str]:
    return [fault.message for fault in PART(given, "")]


@pytest.mark.parametrize(
    "part",
    [
        button("a", "v" * 2000, style="danger", url="https://e.com"),
        {"type": "overflow", "action_id": "a", "options": [ONE] * 5},
        {"type": "image", "image_url": "https://e.com", "alt_text": "a"},
        {"type": "static_select", "options": [ONE] * 100, "initial_option": ONE},
        {
            "type": "multi_static_select",
            "option_groups": [{"label": plain_text("g"), "options": [ONE]}],
        },
        {"type": "external_select", "min_query_length": 0},
        {"type": "users_select", "placeholder": plain_text("p" * 150), "initial_user": "U0ANN"},
        {"type": "conversations_select", "filter": {"include": ["public"]}},
        {"type": "checkboxes", "options": [{"text": mrkdwn("*a*"), "value": "v"}] * 10},
        {"type": "datetimepicker", "initial_date_time": 1795300000},
        {"type": "plain_text_input", "min_length": 5, "max_length": 3000, "initial_value": ""},
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"},
    ],
)
def test_what_stands_at_its_limit_is_taken(part: dict[str, Any]) -> None:
    assert faults(part) == []


@pytest.mark.parametrize(
    "part",
    [
        button("a" * 256),
        button("a", "v" * 2001),
        button("a", text=plain_text("t" * 76)),
        button("a", text=mrkdwn("t")),
        button("a", text=plain_text("")),
        button("a", style="warning"),
        button("a", url="u" * 3001),
        button("a", colour="red"),
        {"type": "overflow", "options": [ONE] * 6},
        {"type": "overflow", "options": [option("o" * 76)]},
        {"type": "image", "image_url": "https://e.com"},
        {"type": "image", "alt_text": "a"},
        {"type": "static_select", "options": [ONE] * 101},
        {"type": "static_select"},
        {"type": "static_select", "options": [ONE], "option_groups": []},
        {"type": "static_select", "options": [ONE], "initial_option": option("two")},
        {"type": "static_select", "options": [{**ONE, "value": "v" * 151}]},
        {"type": "static_select", "options": [ONE], "placeholder": plain_text("p" * 151)},
        {"type": "radio_buttons", "options": [ONE] * 11},
        {"type": "checkboxes", "options": [ONE], "initial_options": [option("two")]},
        {"type": "datepicker", "initial_date": "22/11/26"},
        {"type": "plain_text_input", "max_length": 3001},
        {"type": "teleporter"},
    ],
)
def test_what_goes_beyond_a_limit_is_refused(part: dict[str, Any]) -> None:
    assert faults(part) != []


def test_a_confirm_dialog_has_four_texts_within_their_limits() -> None:
    dialog = {
        "title": plain_text("t" * 100),
        "text": mrkdwn("x" * 300),
        "confirm": plain_text("y" * 30),
        "deny": plain_text("n" * 30),
    }

    assert list(CONFIRM(dialog, "")) == []
    for key, value in dialog.items():
        longer = {**dialog, key: {**value, "text": value["text"] + "!"}}
        assert len(list(CONFIRM(longer, ""))) == 1
        assert list(CONFIRM({name: each for name, each in dialog.items() if name != key}, ""))


def test_text_objects_keep_their_own_flags() -> None:
    assert list(text(10)({"type": "mrkdwn", "text": "a", "verbatim": True}, "")) == []
    assert list(text(10)({"type": "mrkdwn", "text": "a", "emoji": True}, ""))
    assert list(plain(10)({"type": "mrkdwn", "text": "a"}, ""))


def test_buttons_and_menus_are_no_fields() -> None:
    assert {"button", "overflow", "image"}.isdisjoint(FIELDS)
    assert "plain_text_input" in FIELDS
