from __future__ import annotations

from typing import Any

import pytest

from tests.handlers.pages.reading import (
    HOSTILE,
    Read,
    assert_harmless,
    block,
    plain,
    renderer,
)


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def test_a_section_shows_text_fields_and_what_stands_beside_them() -> None:
    menu = {"type": "overflow", "action_id": "m", "options": [{"text": plain("o"), "value": "v"}]}

    read = block(
        {"type": "section", "text": mrkdwn("*t*"), "fields": [mrkdwn("f")], "accessory": menu}
    )

    assert read.text == "tf⋯o"
    assert [each.get("class") for each in read.all("div")][:3] == ["section", "main", "said"]


def test_actions_hold_controls_of_every_kind() -> None:
    option = {"text": plain("o"), "value": "v"}
    parts: list[dict[str, Any]] = [
        {"type": "button", "action_id": "1", "text": plain("b")},
        {"type": "static_select", "action_id": "2", "options": [option]},
        {"type": "datepicker", "action_id": "3"},
        {"type": "radio_buttons", "action_id": "4", "options": [option]},
        {"type": "image", "image_url": "https://e.com", "alt_text": "a"},
        {"type": "teleporter", "action_id": "5"},
    ]

    read = block({"type": "actions", "block_id": "b", "elements": parts})

    kinds = {attributes.get("data-kind") for _, attributes in read.elements} - {None}
    assert kinds == {"button", "static_select", "datepicker", "radio_buttons"}
    assert "[teleporter]" in read.text


def test_a_block_that_nobody_knows_says_so_in_its_place() -> None:
    assert block({"type": "<b>"}).text == "A block of the type “<b>” cannot be shown here."


@pytest.mark.parametrize(
    "broken",
    [
        {"type": "section", "text": "bare"},
        {"type": "header"},
        {"type": "table", "rows": 7},
        {"type": "input", "label": plain("l")},
        {"type": "rich_text", "elements": [None]},
    ],
)
def test_a_block_that_is_incomplete_says_so_and_the_next_one_is_shown(
    broken: dict[str, Any],
) -> None:
    read = Read(renderer().blocks([broken, {"type": "divider"}], "m"))

    assert "incomplete" in read.text
    assert read.tags()[-1] == "hr"


def test_a_message_shows_its_text_only_without_blocks() -> None:
    assert Read(renderer().message({"text": "*a*"}, "m")).text == "a"
    both = {"text": "fallback", "blocks": [{"type": "divider"}]}
    assert Read(renderer().message(both, "m")).text == ""


def test_attachments_are_shown_with_their_colour_in_both_styles() -> None:
    old = {
        "color": "danger",
        "pretext": "p",
        "title": "t",
        "title_link": "https://example.com",
        "text": "x",
        "fields": [{"title": "k", "value": "*v*"}],
        "footer": "f",
    }
    new = {"color": "#123456", "blocks": [{"type": "divider"}]}

    read = Read(renderer().message({"attachments": [old, new, {"fallback": "only"}]}, "m"))

    assert read.text == "ptxkvfonly"
    frames = [
        each for each in read.all("div") if (each.get("class") or "").startswith("attachment")
    ]
    assert frames[0]["class"] == "attachment danger"
    assert frames[1]["data-color"] == "#123456"


def test_a_modal_is_a_dialog_with_a_form_that_names_its_view() -> None:
    view = {
        "id": "V7",
        "title": plain("Ask"),
        "submit": plain("Send"),
        "blocks": [{"type": "divider"}],
    }

    read = Read(renderer().modal(view))

    assert read.one("form")["data-view"] == "V7"
    assert [each["type"] for each in read.all("button")] == ["button", "submit"]
    assert read.text == "AskCancelSend"
    assert len(list(Read(renderer().modal({**view, "submit": None})).all("button"))) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_nothing_wherever_it_stands(text: str) -> None:
    button = {"type": "button", "text": plain(text), "action_id": text, "value": text}
    blocks = [
        {"type": "section", "text": mrkdwn(text), "fields": [plain(text)], "accessory": button},
        {"type": "image", "image_url": text, "alt_text": text, "title": plain(text)},
        {"type": text},
    ]
    attachment = {"color": text, "title": text, "title_link": text, "text": text, "footer": text}

    read = Read(renderer().message({"blocks": blocks, "attachments": [attachment]}, text))
    assert_harmless(read)
    assert "script" not in read.tags()
    modal = {"id": text, "title": plain(text), "close": plain(text), "blocks": blocks}
    assert_harmless(Read(renderer().modal(modal)))
