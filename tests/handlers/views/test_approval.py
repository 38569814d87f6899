from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.cards import ApprovalCard
from bot.domain.execution import Kind, Stage
from handlers.views.approval import approval, must_open
from handlers.views.approval_body import approval_content
from handlers.views.kit import Message
from runbooks.kit.text import Text
from tests.handlers.views.checking import Thing, faults, live, written
from tests.handlers.views.examples import (
    CARRIED,
    HUGE,
    LOOK,
    approval_card,
    ask,
    done,
    execution,
    plan,
    proposal,
    voice,
)


def show(**changes: object) -> Message:
    shown = approval(approval_card(**changes), LOOK)
    assert faults(shown) == []
    return shown


def buttons(message: Message) -> list[Thing]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [button for row in rows for button in row]


def test_the_card_names_who_asked_without_a_mention() -> None:
    first = written(show().blocks).splitlines()[0]
    assert first == "🛑 Approve: Isolate instance i-0abc123, asked by Ann, for I-3K9K"


def test_an_undo_says_what_it_would_undo() -> None:
    undo = execution(ask=ask(kind=Kind.UNDO, undo_of=1340))
    first = written(show(execution=undo).blocks).splitlines()[0]
    assert first.startswith("🛑 Approve the undo of A-19W: Isolate instance")


def test_the_footer_tells_what_it_waits_for() -> None:
    foot = written(show(voices=(voice("Bob"),), proposal=proposal(needs=2)).blocks).splitlines()[-1]
    assert foot == (
        "A-19X.1 · needs 2 of @S0APPROVE, not Ann · approved by Bob · class C · plan 9f31c2 · "
        "unsigned · expires 2026-11-22 09:42 UTC, then rejected: nothing runs"
    )


def test_a_click_carries_the_plan_and_its_digest_and_asks_first() -> None:
    approve, reject, whole = buttons(show())
    assert {one["value"] for one in (approve, reject, whole)} == {CARRIED}
    assert [one["action_id"] for one in (approve, reject, whole)] == [
        "plan.approve",
        "plan.reject",
        "plan.open",
    ]
    assert approve["style"] == "danger"
    asked = approve["confirm"]["text"]["text"]
    assert "i-0abc123 in prod-payments 111122223333 · ap-northeast-1" in asked
    assert "confirm" not in reject


def test_the_approvers_group_is_mentioned_only_while_it_waits() -> None:
    assert live(show().blocks) == {"S0APPROVE"}
    assert live(show(execution=execution(stage=Stage.APPROVED)).blocks) == set()


def test_people_are_mentioned_only_where_the_policy_names_no_group() -> None:
    assert live(show(who=frozenset({"U0BOB", "W0RYO"})).blocks) == {"U0BOB", "W0RYO"}
    assert "nobody: the policy file names no approver" in written(show(who=frozenset()).blocks)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.WAITING])
def test_once_it_does_not_wait_there_is_nothing_to_press(stage: Stage) -> None:
    shown = show(execution=execution(stage=stage))
    assert buttons(shown) == []
    assert written(shown.blocks).startswith("📋 A-19X.1: Isolate instance")


def test_a_superseded_plan_has_no_buttons_though_its_execution_waits() -> None:
    shown = show(execution=execution(plan_number=2), superseded=True)
    assert buttons(shown) == []
    assert "Superseded by A-19X.2" in written(shown.blocks)


def test_phones_can_approve_by_typing_what_the_push_text_says() -> None:
    assert show().text == "Approve Isolate instance? Asked by Ann. /sec approve A-19X 9f31c2"
    assert show(execution=done()).text.startswith("A-19X Isolate instance is done")


@pytest.mark.parametrize(
    "card",
    [
        approval_card(proposal=proposal(plan=plan(changes=(Text("{x}").fill(x=HUGE),)))),
        approval_card(proposal=proposal(plan=plan(breaks=(Text("a").fill(),) * 9))),
        approval_card(execution=execution(ask=ask(reason=HUGE))),
        approval_card(
            proposal=proposal(
                differences=("x" * 250,) * 8,
                plan=plan(
                    changes=(Text("{x}").fill(x="y" * 290),) * 8,
                    breaks=(Text("{x}").fill(x="y" * 290),) * 8,
                    warnings=(Text("{x}").fill(x="y" * 290),) * 8,
                    unproved=(Text("{x}").fill(x="y" * 290),) * 8,
                ),
            )
        ),
    ],
    ids=["a long field", "many rows", "a long reason", "more than a message holds"],
)
def test_a_card_that_had_to_cut_says_so_and_sends_to_the_whole_plan(card: ApprovalCard) -> None:
    shown = approval(card, LOOK)
    assert faults(shown) == []
    assert shown.is_cut
    assert "open the whole plan before you approve" in written(shown.blocks)
    assert len(buttons(shown)) == 3


def test_a_card_that_shows_all_is_not_cut() -> None:
    shown = show()
    assert not shown.is_cut
    assert "open the whole plan" not in written(shown.blocks)


def test_long_lists_of_approvers_and_votes_do_not_make_a_card_cut() -> None:
    groups = frozenset(f"S{number}" for number in range(30))
    assert not show(who=groups, voices=(voice(),) * 30).is_cut


def test_whether_the_plan_must_be_opened_is_known_before_it_waits() -> None:
    planned = execution(stage=Stage.ASKED)
    assert not must_open(approval_card(execution=planned), LOOK)
    many = proposal(plan=plan(breaks=(Text("a").fill(),) * 9))
    assert must_open(approval_card(execution=planned, proposal=many), LOOK)


@pytest.mark.parametrize("rows", range(1, 9))
def test_a_card_that_is_cut_once_it_waits_was_known_to_be(rows: int) -> None:
    said = (Text("{x}").fill(x="y" * 290),) * rows
    full = plan(changes=said, breaks=said, warnings=said, unproved=said, evidence=said)
    card = approval_card(proposal=proposal(plan=full))
    late = replace(LOOK, late_seconds=900, late_why=Text("Slack asked to wait").fill())
    voted = replace(card, voices=(voice("Bob"), voice("Ryo")))
    if approval(voted, late).is_cut:
        assert must_open(card, LOOK)


def test_a_look_at_a_plan_has_nothing_to_press() -> None:
    card = approval_card()
    shown = approval(replace(card, execution=replace(card.execution, stage=Stage.PLANNED)), LOOK)
    assert faults(shown) == []
    assert buttons(shown) == []
    assert "nothing was asked for, and nothing will run" in written(shown.blocks)
    assert live(shown.blocks) == set()


def test_the_account_that_is_acted_in_is_named_and_binds() -> None:
    card = approval_card()
    ask = replace(card.execution.ask, acts_in="999988887777")
    elsewhere = replace(card, execution=replace(card.execution, ask=ask), acts_in_name="security")
    said = written(approval(elsewhere, LOOK).blocks)

    assert "acts in security 999988887777" in said
    assert approval_content(elsewhere) != approval_content(card)
