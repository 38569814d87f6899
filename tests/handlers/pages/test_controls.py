from __future__ import annotations

from typing import Any

import pytest

from handlers.pages.controls import button, initial_values, overflow, select, with_confirm
from handlers.pages.markup import escaped
from tests.handlers.pages.reading import HOSTILE, Read, assert_harmless, plain, reader

CONFIRM = {
    "title": plain("Isolate?"),
    "text": {"type": "mrkdwn", "text": "*now*"},
    "confirm": plain("Isolate"),
    "deny": plain("Go back"),
    "style": "danger",
}


def test_a_button_names_itself_and_wears_its_style() -> None:
    part = {
        "type": "button",
        "text": plain("Ack"),
        "action_id": "a",
        "value": "v",
        "style": "primary",
    }

    made = Read(button(part, "b1", reader())).one("button")

    assert made["class"] == "button primary"
    assert (made["data-kind"], made["data-block"], made["data-action"]) == ("button", "b1", "a")
    assert made["data-value"] == "v"


def test_a_button_with_a_web_address_is_a_link_and_with_another_is_not() -> None:
    part = {"type": "button", "text": plain("Console"), "action_id": "a"}

    assert "a" in Read(button({**part, "url": "https://example.com"}, "b", reader())).tags()
    assert "a" not in Read(button({**part, "url": "javascript:x"}, "b", reader())).tags()


def test_a_confirm_dialog_stands_beside_its_control() -> None:
    read = Read(with_confirm(escaped("x"), {"confirm": CONFIRM}, reader()))

    assert read.text == "xIsolate?nowGo backIsolate"
    answers = [(each["data-answer"], each["class"]) for each in read.all("button")]
    assert answers == [("no", "button"), ("yes", "button danger")]
    assert with_confirm(escaped("x"), {}, reader()) == "x"


def test_a_menu_lists_its_options_by_value() -> None:
    options: list[dict[str, Any]] = [
        {"text": plain("Snooze…"), "value": "s", "description": plain("4 h")},
        {"text": plain("Console"), "value": "c", "url": "https://example.com"},
    ]
    part = {"type": "overflow", "action_id": "more", "options": options}

    read = Read(overflow(part, "b", reader()))

    assert read.one("button")["data-value"] == "s"
    assert read.one("a")["data-value"] == "c"
    assert read.one("summary")["aria-label"] == "More actions"


def test_a_select_shows_its_options_groups_and_first_choice() -> None:
    one, two = ({"text": plain(name), "value": name} for name in ("one", "two"))
    groups = [{"label": plain("G"), "options": [one, two]}]
    part = {"type": "static_select", "option_groups": groups, "initial_option": two}

    read = Read(select(part, {}, reader()))

    assert read.one("optgroup")["label"] == "G"
    assert [each["value"] for each in read.all("option") if "selected" in each] == ["two"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("users_select", "Ann"),
        ("multi_channels_select", "alerts"),
        ("conversations_select", "alerts"),
    ],
)
def test_people_and_channels_are_chosen_among_those_the_reader_knows(kind: str, name: str) -> None:
    read = Read(select({"type": kind}, {}, reader()))

    assert name in read.text
    assert ("multiple" in read.one("select")) == kind.startswith("multi_")


def test_an_external_select_begins_with_its_first_choice_alone() -> None:
    first = {"text": plain("i-1"), "value": "i-1"}
    part = {"type": "external_select", "initial_option": first, "placeholder": plain("Pick")}

    assert Read(select(part, {}, reader())).text == "Picki-1"
    several = {"type": "multi_external_select", "initial_options": [first]}
    assert Read(select(several, {}, reader())).text == "i-1"


def test_first_values_are_found_whatever_their_kind() -> None:
    part = {"initial_users": ["U1", "U2"], "initial_date_time": 7, "initial_option": {"value": "v"}}

    assert initial_values(part) == {"U1", "U2", "7", "v"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_every_control(text: str) -> None:
    option = {"text": plain(text), "value": text, "url": text}
    part = {
        "type": "overflow",
        "action_id": text,
        "options": [option],
        "text": plain(text),
        "url": text,
    }
    part["confirm"] = {key: plain(text) for key in ("title", "text", "confirm", "deny")}

    for made in (overflow(part, text, reader()), button(part, text, reader())):
        assert_harmless(Read(made))
    assert_harmless(Read(select({**part, "type": "static_select"}, {}, reader())))
