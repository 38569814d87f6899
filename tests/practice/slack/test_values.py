from __future__ import annotations

from typing import Any

import pytest

from practice.slack.values import (
    Given,
    NoSuchOptionError,
    chosen,
    filled,
    initial,
    initial_state,
    is_stateful,
)
from tests.practice.slack.tiny_bot import actions, an_input, button, option, section

ONE, TWO = option("one"), option("two")


@pytest.mark.parametrize(
    ("kind", "given", "state"),
    [
        ("plain_text_input", "a", {"value": "a"}),
        ("plain_text_input", "", {"value": None}),
        ("static_select", "one", {"selected_option": ONE}),
        ("static_select", "", {"selected_option": None}),
        ("radio_buttons", ["two"], {"selected_option": TWO}),
        ("overflow", "two", {"selected_option": TWO}),
        ("multi_static_select", ["one", "two"], {"selected_options": [ONE, TWO]}),
        ("checkboxes", "one", {"selected_options": [ONE]}),
        ("checkboxes", None, {"selected_options": []}),
        ("users_select", "U0ANN", {"selected_user": "U0ANN"}),
        ("multi_users_select", ["U0ANN"], {"selected_users": ["U0ANN"]}),
        ("conversations_select", None, {"selected_conversation": None}),
        ("datepicker", "2026-11-22", {"selected_date": "2026-11-22"}),
        ("timepicker", "09:00", {"selected_time": "09:00"}),
        ("datetimepicker", "1795300000", {"selected_date_time": 1795300000}),
    ],
)
def test_what_is_given_takes_the_shape_of_its_element(
    kind: str, given: Given, state: dict[str, Any]
) -> None:
    part = {"type": kind, "action_id": "a", "options": [ONE, TWO]}

    assert chosen(part, given) == state
    assert is_stateful(part) == (kind != "overflow")


def test_an_option_is_found_in_groups_and_among_the_apps_own_and_else_refused() -> None:
    grouped = {"type": "static_select", "option_groups": [{"options": [ONE]}, {"options": [TWO]}]}

    assert chosen(grouped, "two") == {"selected_option": TWO}
    assert chosen({"type": "external_select"}, "two", [TWO]) == {"selected_option": TWO}
    with pytest.raises(NoSuchOptionError):
        chosen(grouped, "three")


@pytest.mark.parametrize(
    ("part", "state"),
    [
        ({"type": "plain_text_input", "initial_value": "x"}, {"value": "x"}),
        ({"type": "static_select", "initial_option": ONE}, {"selected_option": ONE}),
        ({"type": "checkboxes"}, {"selected_options": []}),
        ({"type": "multi_users_select"}, {"selected_users": []}),
        ({"type": "datepicker", "initial_date": "2026-11-22"}, {"selected_date": "2026-11-22"}),
    ],
)
def test_an_untouched_element_holds_its_first_value(
    part: dict[str, Any], state: dict[str, Any]
) -> None:
    assert initial(part) == state


def test_an_element_that_stays_keeps_what_was_typed_and_one_of_another_kind_does_not() -> None:
    before = {"reason": {"reason_field": {"type": "plain_text_input", "value": "typed"}}}

    kept = initial_state([an_input("reason", initial_value="new")], before)
    changed = initial_state([an_input("reason", type="datepicker")], before)

    assert kept["reason"]["reason_field"]["value"] == "typed"
    assert changed["reason"]["reason_field"] == {"type": "datepicker", "selected_date": None}


def test_values_are_given_by_block_or_by_action_and_others_stay() -> None:
    picker = {"type": "datepicker", "action_id": "day"}
    blocks = [an_input("reason"), an_input("note"), actions(picker, button("x")), section("s")]
    state = initial_state(blocks, {})

    full = filled(blocks, state, {"reason": "r", "day": "2026-11-22"}, lambda _: ())

    assert full["reason"]["reason_field"]["value"] == "r"
    assert full["note"]["note_field"]["value"] is None
    assert full["acts"]["day"]["selected_date"] == "2026-11-22"
    assert state["reason"]["reason_field"]["value"] is None
