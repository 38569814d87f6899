"""The card of a batch: each target with what would break there, and nothing dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.batch import Batch, LeftOut, Member, Seal
from bot.domain.cards import BatchCard, Look
from bot.domain.execution import Execution, Outcome, Stage
from bot.domain.words import batch as words
from handlers.views import ids
from handlers.views.batch import batch, batch_must_open, plans_modal, reject_batch_modal
from handlers.views.kit import Message, Modal
from runbooks.kit.text import Text
from runbooks.kit.values import RiskClass
from tests.handlers.views.checking import Thing, faults, view_faults, written
from tests.handlers.views.examples import (
    DIGEST,
    NINE,
    approval_card,
    execution,
    plan,
    proposal,
    said,
    voice,
)


def check_message(made: Message) -> Message:
    assert faults(made) == []
    return made


def check_modal(made: Modal) -> Modal:
    assert view_faults(made) == []
    return made


def controls(blocks: list[Thing]) -> list[Thing]:
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [button for row in rows for button in row]


def texts(made: Message) -> str:
    return written(made.blocks)


LEFT = (LeftOut("i-0protected", Text("It is protected.").fill(), 9),)


def part(number: int, stage: Stage = Stage.WAITING, **changes: Any) -> Any:
    """Return a member's own card; `changes` are its plan's."""
    made = plan(**{"breaks": (said("what {name} serves", name=f"web-{number}"),), **changes})
    target = f"arn:aws:ec2:ap-northeast-1:111122223333:instance/i-{number:08x}"
    return approval_card(
        execution=execution(number=number, stage=stage, plan_number=1),
        proposal=proposal(execution=number, plan=made, target=target),
    )


def card(*parts: Any, left_out: tuple[LeftOut, ...] = LEFT, **changes: Any) -> BatchCard:
    members = tuple(Member(one.execution.number, 1, DIGEST) for one in parts)
    seal = Seal(DIGEST, members, left_out, False, RiskClass.C, 1, NINE)  # noqa: FBT003
    values: dict[str, Any] = {
        "batch": Batch(7, None, "C0SEC", NINE, 1, (), seal),
        "title": Text("Isolate instance"),
        "incident_id": "I-3K9K",
        "parts": parts,
        "others": (),
        "unproved": {},
        "put_back": {},
        "who": frozenset({"S0APPROVE"}),
        "voices": (),
    }
    return BatchCard(**(values | changes))


def shown(made: BatchCard) -> str:
    return texts(check_message(batch(made, Look())))


def test_each_target_has_its_own_lines_and_what_all_have_alike_stands_once() -> None:
    told = shown(card(part(1), part(2), part(3)))

    for number in (1, 2, 3):
        assert f"i-{number:08x}" in told
        assert f"web-{number}" in told
    assert told.count("connections that are open already are not cut") == 1
    assert "i-0protected: It is protected." in told
    assert DIGEST[:6] in told


def test_the_buttons_carry_the_round_and_the_digest_and_no_arn() -> None:
    made = batch(card(part(1), part(2)), Look())
    values = {one["action_id"]: one["value"] for one in controls(made.blocks)}

    assert values == dict.fromkeys(
        (ids.APPROVE_BATCH, ids.REJECT_BATCH, ids.OPEN_BATCH), f"B-7.1:{DIGEST}"
    )
    assert all(ids.carried(one) for one in values.values())


def test_where_it_has_to_cut_every_plan_must_be_opened_and_can_be() -> None:
    long = tuple(said("{text}", text=f"line {number} " + "x" * 250) for number in range(8))
    parts = tuple(part(number, changes=long, breaks=long) for number in range(1, 11))
    made = card(*parts)
    message = check_message(batch(made, Look()))

    assert batch_must_open(made)
    assert "open every plan before you approve" in texts(message)
    openers = [one for one in controls(message.blocks) if one["action_id"].startswith("plan.open:")]
    assert len({one["action_id"] for one in openers}) == 10
    assert not batch_must_open(card(part(1), part(2)))


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.REJECTED, Stage.EXPIRED])
def test_nothing_can_be_decided_any_more_once_nothing_waits(stage: Stage) -> None:
    made = batch(card(part(1, stage), part(2, stage)), Look())
    assert controls(made.blocks) == []


def test_what_became_of_each_target_is_told_and_of_all_of_it() -> None:
    def ended(number: int, outcome: Outcome) -> Any:
        one = part(number, Stage.DONE)
        return replace(one, execution=replace(one.execution, outcome=outcome))

    claim = said("{bucket} is closed", bucket="web-2")
    told = shown(
        card(
            ended(1, Outcome.SUCCESS),
            ended(2, Outcome.FAILURE),
            unproved={2: (claim,)},
            put_back={1: "A-9"},
            voices=(voice("Bob"),),
        )
    )
    assert "All of it: Partial" in told
    assert "A-9 has put it back" in told
    assert "not proved: web-2 is closed" in told
    assert "Approved by Bob" in told
    assert "/sec undo B-7" in told


def other(stage: Stage) -> Execution:
    return execution(number=9, stage=stage)


def test_a_member_in_no_plan_is_told_once_by_its_reason_or_by_how_it_stands() -> None:
    refused = shown(card(part(1, Stage.APPROVED), others=(other(Stage.REFUSED),)))
    assert refused.count("i-0protected") == 1
    assert other(Stage.REFUSED).id not in refused
    running = shown(card(part(1, Stage.APPROVED), others=(other(Stage.RUNNING),)))
    assert other(Stage.RUNNING).id in running


def test_until_it_is_planned_and_once_it_is_planned_anew_it_offers_nothing() -> None:
    made = card(part(1), part(2))
    early = replace(
        made, batch=replace(made.batch, seal=None), parts=(), others=(other(Stage.ASKED),)
    )
    for each in (early, replace(early, superseded=True)):
        assert controls(check_message(batch(each, Look())).blocks) == []
    assert "being planned" in shown(early)
    assert "B-7.2" in shown(replace(early, superseded=True))


def test_the_whole_of_every_plan_is_in_one_window_or_it_says_that_it_is_not() -> None:
    whole = check_modal(plans_modal(card(part(1), part(2)), Look()))
    assert not whole.is_cut
    long = tuple(said("{text}", text="y" * 3_000) for _ in range(6))
    cut = plans_modal(card(*(part(number, breaks=long) for number in range(1, 6))), Look())
    assert cut.is_cut
    assert words.MODAL_CUT.en.translate(str.maketrans("", "", "*")) in written(cut.view["blocks"])


def test_the_modal_that_asks_why_it_is_rejected_carries_the_batch() -> None:
    made = check_modal(reject_batch_modal(card(part(1), part(2)), Look()))
    assert made.view["private_metadata"] == f"B-7.1:{DIGEST}"
    assert made.view["callback_id"] == ids.REJECT_BATCH_MODAL
