from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cards import ApprovalCard
from bot.domain.execution import Kind, Stage
from bot.domain.words import approval as words
from handlers.views.approval_body import approval_content, body, head, reason
from handlers.views.rich import rich, shown
from handlers.views.rows import target_name
from runbooks.kit.text import Text
from runbooks.kit.values import Power, Reach
from tests.handlers.views.examples import (
    HUGE,
    INSTANCE,
    NINE,
    approval_card,
    ask,
    execution,
    plan,
    proposal,
    step,
    voice,
)


def read(card: ApprovalCard) -> list[str]:
    return ["".join(shown(one) for one in rich(words, "en").elements) for words in body(card)]


def of(**changes: object) -> ApprovalCard:
    return approval_card(proposal=proposal(plan=plan(**changes)))


def test_an_approver_reads_what_changes_breaks_and_stays_unproved() -> None:
    assert read(approval_card()) == [
        "Will change",
        "• groups sg-web, sg-base become sg-quarantine",
        "• web puts it on standby",
        "Will break 1 of 6 targets behind alb-pay",
        "⚠️ Warnings tag protected=yes says that it is protected",
        "Not proved connections that are open already are not cut",
        "Evidence first a snapshot of 2 volumes",
        "Proved here never: no drill of this runbook was contained and put back in this account",
        "Undo puts all of it back: the groups are restored · /sec undo A-19X",
        (
            "Rights under the contain role ec2:ModifyNetworkInterfaceAttribute on 2 resources, "
            "for 15 minutes"
        ),
    ]


def test_a_new_plan_shows_first_what_has_moved() -> None:
    card = approval_card(proposal=proposal(differences=("sg-web was replaced by sg-web-2",)))
    assert read(card)[0] == ("Changed in AWS since the plan before sg-web was replaced by sg-web-2")


def test_rights_tell_which_of_the_two_roles_they_are_of() -> None:
    steps = (step(1), step(2, action="iam:PutUserPolicy", power=Power.RELEASE))
    assert read(of(steps=steps))[-1] == (
        "Rights under the contain role ec2:ModifyNetworkInterfaceAttribute on 1 resource, "
        "under the release role iam:PutUserPolicy on 1 resource, for 15 minutes"
    )


@pytest.mark.parametrize(
    ("reach", "told"),
    [
        (Reach.FULL, "Undo puts all of it back: x · /sec undo A-19X"),
        (Reach.PARTIAL, "Undo puts back a part only: x · /sec undo A-19X"),
        (Reach.NONE, "Undo none: x"),
    ],
)
def test_what_undo_can_do_is_told(reach: Reach, told: str) -> None:
    assert told in read(of(undo=reach, undo_says=Text("x").fill()))


@pytest.mark.parametrize("reach", list(Reach))
def test_no_undo_is_offered_of_an_undo_nor_of_a_look(reach: Reach) -> None:
    for asked in (ask(kind=Kind.UNDO, undo_of=1), ask(plan_only=True)):
        card = replace(of(undo=reach), execution=execution(ask=asked))
        told = [one for one in read(card) if one.startswith("Undo ")]
        assert len(told) == 1
        assert "/sec undo" not in told[0]


def test_a_reason_that_was_not_given_is_not_told() -> None:
    card = approval_card(execution=execution(ask=ask(reason="")))
    assert reason(card) == ()


def test_a_plan_without_anything_to_do_says_so_rather_than_nothing() -> None:
    told = read(of(changes=(), steps=(), breaks=(), unproved=(), evidence=(), warnings=()))
    assert told == [
        "Will change nothing: it is so already",
        "Will break nothing that secbot knows of",
        "Proved here never: no drill of this runbook was contained and put back in this account",
        "Undo puts all of it back: the groups are restored · /sec undo A-19X",
        "Rights none",
    ]


def test_what_reopens_something_is_marked() -> None:
    assert any("class D" in line for line in read(of(reopens=True)))


@pytest.mark.parametrize(
    "card",
    [
        approval_card(voices=(voice(),)),
        approval_card(execution=execution(stage=Stage.RUNNING)),
        approval_card(who=frozenset()),
        approval_card(superseded=True),
        approval_card(proposal=proposal(digest="", rendered_hash="x", is_cut=True)),
        approval_card(proposal=proposal(expires_at=NINE + timedelta(days=1))),
    ],
)
def test_votes_stages_and_digests_are_not_part_of_what_binds(card: ApprovalCard) -> None:
    assert approval_content(card) == approval_content(approval_card())


@pytest.mark.parametrize(
    "card",
    [
        approval_card(title=Text("Isolate it")),
        approval_card(account_name="other"),
        approval_card(execution=execution(ask=ask(reason="because"))),
        approval_card(execution=execution(requester_name="Eve")),
        approval_card(proposal=proposal(target="arn:aws:s3:::other")),
        approval_card(proposal=proposal(differences=("moved",))),
        of(changes=(Text("groups {x} become").fill(x="other"),)),
        of(steps=(step(1),)),
        of(undo=Reach.NONE),
    ],
)
def test_all_that_an_approver_reads_is_part_of_what_binds(card: ApprovalCard) -> None:
    assert approval_content(card) != approval_content(approval_card())


def test_what_the_card_had_to_cut_is_bound_all_the_same() -> None:
    said = [Text("{x}").fill(x=HUGE + end) for end in "ab"]
    first, second = (of(changes=(one,) * 40) for one in said)
    assert approval_content(first) != approval_content(second)
    assert approval_content(first).count(b"xxxx") > 0
    fewer = of(changes=(said[0],) * 39)
    assert approval_content(first) != approval_content(fewer)


def test_what_binds_is_canonical_json() -> None:
    content = approval_content(approval_card())
    data = json.loads(content)
    assert json.dumps(data, sort_keys=True, separators=(",", ":")).encode() == content
    assert content.isascii()


def test_invisible_characters_are_bound_though_the_card_takes_them_out() -> None:
    ask_of = approval_card().execution.ask
    other = execution(ask=replace(ask_of, reason=ask_of.reason + "\u200b"))
    assert approval_content(approval_card(execution=other)) != approval_content(approval_card())


def test_the_target_goes_by_its_name_as_well_whatever_the_name_says() -> None:
    named = proposal(plan=plan(name="web-7 <!channel>"))
    card = approval_card(proposal=named)
    named_head = head(card, words.HEAD, words.HEAD_UNDO)
    told = "".join(shown(one) for one in rich(named_head, "en").elements)

    assert f"Isolate instance {target_name(INSTANCE)} (web-7 <!channel>), asked by Ann" in told
    assert approval_content(card) != approval_content(approval_card())
