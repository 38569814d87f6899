from __future__ import annotations

import pytest

from handlers.views.ids import Carried, ask_action, carried, carry, plan_action


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (carry("I-3M9K", 4), Carried("I-3M9K", "4")),
        (carry("I-3M9K", 4, "isolate_instance"), Carried("I-3M9K", "4", "isolate_instance")),
        (carry("A-19X.1", "9f31c2"), Carried("A-19X.1", "9f31c2")),
        (carry("B-7.2", "9f31c2"), Carried("B-7.2", "9f31c2")),
    ],
)
def test_what_a_button_carries_comes_back(value: str, read: Carried) -> None:
    assert carried(value) == read


@pytest.mark.parametrize(
    "value",
    [
        "",
        "I-3M9K",
        "I-3M9K:",
        "x:1",
        "I-3M9K:4:../etc",
        "I-3M9K:4:a:b",
        "arn:aws:s3:::b:1",
        "I-1:1\n",
    ],
)
def test_what_no_card_of_ours_made_is_not_read(value: str) -> None:
    assert carried(value) is None


def test_a_runbook_has_an_action_of_its_own() -> None:
    assert ask_action("isolate_instance") == "runbook.ask:isolate_instance"


def test_each_plan_of_a_card_has_an_action_of_its_own() -> None:
    assert plan_action("A-19X") == "plan.open:A-19X"
