from __future__ import annotations

from handlers.views.controls import block
from handlers.views.marks import line
from handlers.views.parts import Actions, Ask, Button, Confirm, Menu, Option, Select, Several
from runbooks.kit.text import Text
from tests.handlers.views.examples import HUGE

YES, NO = Text("Yes"), Text("No")


def plain(text: str) -> dict[str, object]:
    return {"type": "plain_text", "text": text, "emoji": False}


def test_a_row_of_controls_is_an_actions_block() -> None:
    menu = Menu("more", (Option(Text("One"), "1"),))
    assert block(Actions((Button(YES, "yes", "v", "primary"), menu)), "en") == {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "text": plain("Yes"),
                "action_id": "yes",
                "value": "v",
                "style": "primary",
            },
            {
                "type": "overflow",
                "action_id": "more",
                "options": [{"text": plain("One"), "value": "1"}],
            },
        ],
    }


def test_a_dangerous_button_asks_first_in_red() -> None:
    confirm = Confirm(Text("Sure?"), line(Text("{x}"), x=HUGE), YES, NO)
    control = block(Actions((Button(YES, "yes", "v", "danger", confirm),)), "en")["elements"][0]
    assert control["confirm"]["style"] == "danger"
    assert control["confirm"]["title"] == plain("Sure?")
    assert len(control["confirm"]["text"]["text"]) == 300


def test_a_label_is_cut_to_what_a_phone_shows() -> None:
    control = block(Actions((Button(Text("Isolate " * 9), "a", "v"),)), "en")["elements"][0]
    assert len(control["text"]["text"]) <= 30


def test_a_field_asks_for_a_reason_of_a_least_length() -> None:
    assert block(Ask("reason", Text("Reason"), Text("Why?"), 5), "en") == {
        "type": "input",
        "block_id": "reason",
        "optional": False,
        "label": plain("Reason"),
        "hint": plain("Why?"),
        "element": {
            "type": "plain_text_input",
            "action_id": "reason",
            "multiline": True,
            "min_length": 5,
            "max_length": 1000,
        },
    }


def test_a_select_has_its_first_option_chosen() -> None:
    options = (Option(Text("One"), "1"), Option(Text("Two"), "2"))
    element = block(Select("runbook", Text("Runbook"), options), "en")["element"]
    assert (
        element["initial_option"] == element["options"][0] == {"text": plain("One"), "value": "1"}
    )
    assert element["type"] == "static_select"


def test_of_several_all_are_chosen_at_first() -> None:
    options = tuple(Option(Text(f"{one}"), f"{one}") for one in range(120))
    made = block(Several("targets", Text("Targets"), options), "en")
    element = made["element"]
    assert made["block_id"] == element["action_id"] == "targets"
    assert element["initial_options"] == element["options"]
    assert (element["type"], len(element["options"])) == ("multi_static_select", 100)
