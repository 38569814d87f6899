from __future__ import annotations

import json

from handlers.views.plan import plan_modal
from runbooks.kit.text import Text
from tests.handlers.views.checking import Thing, view_faults, written
from tests.handlers.views.examples import (
    DIGEST,
    HUGE,
    LOOK,
    approval_card,
    ask,
    execution,
    plan,
    proposal,
    step,
)


def raw(blocks: list[Thing]) -> str:
    sections = [block["elements"][0] for block in blocks if block["type"] == "rich_text"]
    return "".join(
        section["elements"][0]["text"]
        for section in sections
        if section["type"] == "rich_text_preformatted"
    )


def test_the_whole_plan_is_there_step_by_step() -> None:
    shown = plan_modal(approval_card(), LOOK)
    assert view_faults(shown) == []
    assert not shown.is_cut
    text = written(shown.view["blocks"])
    for expected in (
        "1. move eni-1 to the quarantine group",
        "ec2:ModifyNetworkInterfaceAttribute under the contain role, on:",
        "arn:aws:ec2:ap-northeast-1:111122223333:network-interface/eni-2",
        "Warnings tag protected=yes",
        "Not proved connections that are open already",
        "every claim about it passed",
        f"Digest {DIGEST}",
        "Code c0de policy 9011c7",
    ):
        assert expected in text


def test_a_role_that_a_step_hands_over_is_shown_beside_its_right() -> None:
    role = "arn:aws:iam::111122223333:role/web"
    steps = (step(1).model_copy(update={"passes": role}),)
    shown = plan_modal(approval_card(proposal=proposal(plan=plan(steps=steps))), LOOK)

    text = written(shown.view["blocks"])
    assert "iam:PassRole under the contain role, on:" in text
    assert role in text


def test_parameters_are_shown_exactly_whatever_is_in_them() -> None:
    parameters = {"Policy": "\u202e<!channel>\n" + "é\x00" * 3_000, "Groups": ["sg-1", "*b*"]}
    steps = (step(1, parameters=parameters),)
    shown = plan_modal(approval_card(proposal=proposal(plan=plan(steps=steps))), LOOK)
    assert view_faults(shown) == []
    assert not shown.is_cut
    found = raw(shown.view["blocks"])
    assert found.isascii()
    assert json.loads(found) == parameters


def test_what_the_card_had_to_cut_is_whole_here() -> None:
    long = Text("{x}").fill(x="y" * 3_000)
    card = approval_card(
        proposal=proposal(plan=plan(changes=(long,) * 9)),
        execution=execution(ask=ask(reason="z" * 4_000)),
    )
    shown = plan_modal(card, LOOK)
    assert view_faults(shown) == []
    assert not shown.is_cut
    text = written(shown.view["blocks"])
    assert text.count("y" * 3_000) == 9
    assert "z" * 4_000 in text


def test_a_plan_that_even_a_modal_can_not_hold_says_that_it_can_not_be_approved() -> None:
    steps = tuple(step(number, parameters={"Document": HUGE}) for number in range(120))
    shown = plan_modal(approval_card(proposal=proposal(plan=plan(steps=steps))), LOOK)
    assert view_faults(shown) == []
    assert shown.is_cut
    text = written(shown.view["blocks"])
    assert text.startswith("⚠️ The plan is longer than Slack can show")
    assert "there was no room for the rest" in text


def test_a_plan_without_steps_says_so() -> None:
    shown = plan_modal(approval_card(proposal=proposal(plan=plan(steps=()))), LOOK)
    assert "Steps none: it is so already" in written(shown.view["blocks"])


def test_the_modal_carries_the_plan_and_its_digest() -> None:
    view = plan_modal(approval_card(), LOOK).view
    assert view["private_metadata"] == "A-19X.1:9f31c2"
    assert view["title"]["text"] == "Plan A-19X.1"
    assert "submit" not in view
