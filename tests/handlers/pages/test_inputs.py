from __future__ import annotations

from typing import Any

import pytest

from handlers.pages.inputs import field, field_id, input_block, is_field
from tests.handlers.pages.reading import HOSTILE, Read, assert_harmless, plain, reader


def made(**part: Any) -> Read:
    return Read(field({"action_id": "a", **part}, "b", "V1", reader()))


@pytest.mark.parametrize(
    ("kind", "html_type", "initial", "value"),
    [
        ("plain_text_input", "text", {"initial_value": "x"}, "x"),
        ("number_input", "number", {"initial_value": "5"}, "5"),
        ("email_text_input", "email", {"initial_value": "a@example.com"}, "a@example.com"),
        ("url_text_input", "url", {"initial_value": "https://x"}, "https://x"),
        ("datepicker", "date", {"initial_date": "2026-11-22"}, "2026-11-22"),
        ("timepicker", "time", {"initial_time": "09:00"}, "09:00"),
        ("datetimepicker", "datetime-local", {"initial_date_time": 0}, "1970-01-01T00:00"),
    ],
)
def test_each_field_has_its_own_kind_and_first_value(
    kind: str, html_type: str, initial: dict[str, Any], value: str
) -> None:
    attributes = made(type=kind, **initial).one("input")

    assert (attributes["type"], attributes["value"]) == (html_type, value)
    assert is_field(kind)
    assert not is_field("button")


def test_a_long_text_gets_several_lines_and_keeps_its_limits() -> None:
    part = {"type": "plain_text_input", "multiline": True, "initial_value": "<b>"}

    read = made(**part, min_length=5, max_length=100, placeholder=plain("why"), focus_on_load=True)

    assert read.text == "<b>"
    area = read.one("textarea")
    assert (area["minlength"], area["maxlength"], area["placeholder"]) == ("5", "100", "why")
    assert "autofocus" in area


@pytest.mark.parametrize(
    ("kind", "html_type"), [("checkboxes", "checkbox"), ("radio_buttons", "radio")]
)
def test_ticks_share_a_name_and_show_what_is_chosen(kind: str, html_type: str) -> None:
    options = [
        {"text": plain("one"), "value": "1", "description": plain("first")},
        {"text": plain("two"), "value": "2"},
    ]
    chosen = (
        {"initial_options": options[1:]} if kind == "checkboxes" else {"initial_option": options[1]}
    )

    ticks = list(made(type=kind, options=options, **chosen).all("input"))

    assert [each["type"] for each in ticks] == [html_type] * 2
    assert len({each["name"] for each in ticks}) == 1
    assert ["checked" in each for each in ticks] == [False, True]


def test_an_input_block_labels_its_field_and_keeps_a_place_for_its_error() -> None:
    element = {"type": "plain_text_input", "action_id": "a"}
    block = {
        "block_id": "reason",
        "label": plain("Reason"),
        "hint": plain("short"),
        "element": element,
    }

    read = Read(input_block({**block, "optional": True, "dispatch_action": True}, "V1", reader()))

    made = read.one("input")
    assert read.one("label")["for"] == made["id"] == field_id(element, "reason", "V1")
    assert "aria-label" not in made
    assert read.text == "Reason (optional)short"
    assert [each.get("class") for each in read.all("p")] == ["hint", "error"]
    assert "data-dispatch" in next(read.all("div"))


def test_a_field_that_stands_alone_is_named_by_its_placeholder() -> None:
    assert made(type="users_select", placeholder=plain("Assign to")).one("select")[
        "aria-label"
    ] == ("Assign to")
    assert made(type="datepicker").one("input")["aria-label"] == "Choose…"


def test_ticks_are_named_by_a_legend() -> None:
    option = {"text": plain("one"), "value": "1"}
    element = {"type": "checkboxes", "action_id": "a", "options": [option]}

    read = Read(
        input_block({"block_id": "b", "label": plain("L"), "element": element}, "V", reader())
    )

    assert read.tags()[:2] == ["fieldset", "legend"]


def test_a_select_asks_before_it_acts_where_it_must_be_confirmed() -> None:
    confirm = {key: plain("x") for key in ("title", "text", "confirm", "deny")}

    assert "dialog" in made(type="users_select", confirm=confirm).tags()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_every_field(text: str) -> None:
    element = {"type": "plain_text_input", "action_id": text, "initial_value": text}
    block = {"block_id": text, "label": plain(text), "hint": plain(text), "element": element}

    for multiline in (True, False):
        given = {**block, "element": {**element, "multiline": multiline}}
        assert_harmless(Read(input_block(given, text, reader())))
