"""What forbids a plan, whoever says yes: every rule with somebody who tries all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.decide import decide
from bot.domain.drill import NEVER, Proved
from bot.domain.matter import Allowed, Matter, Needs, Refused
from bot.domain.words import deciding as words
from runbooks.kit.text import Text
from runbooks.kit.values import Power, RiskClass, Step
from tests.bot.domain.deciding import matter, refusal, vote
from tests.bot.domain.makers import (
    ACCOUNT,
    BOB,
    NOW,
    RYO,
    a_policy,
    a_proposal,
)

BY_DRILL = Proved(at=NOW, execution=3)
TWO = (BOB, RYO)


def unproved(proved: Proved = NEVER, **more: Any) -> Matter:
    return replace(matter(risk=RiskClass.D, **more), proved=proved, runbook="isolate_instance")


def test_an_expired_plan_is_dead_at_its_very_moment() -> None:
    at = NOW + timedelta(minutes=30)

    assert refusal(decide(matter(), [vote(BOB)], a_policy(), at)) is words.PLAN_EXPIRED
    before = at - timedelta(microseconds=1)
    assert isinstance(decide(matter(), [vote(BOB)], a_policy(), before), Allowed)


def test_a_plan_made_under_another_policy_is_dead() -> None:
    answer = decide(matter(), [vote(BOB)], a_policy(digest="p2"), NOW)

    assert refusal(answer) is words.OTHER_POLICY


def test_what_the_file_protects_nobody_can_change() -> None:
    for policy in (
        a_policy(protected_resources=("arn:aws:s3:::pay-*",)),
        a_policy(protected_accounts=frozenset({ACCOUNT})),
    ):
        assert refusal(decide(matter(), [vote(BOB)], policy, NOW)) is words.PROTECTED


def test_an_account_that_is_not_in_the_file_is_out_of_reach() -> None:
    answer = decide(matter(), [vote(BOB)], a_policy(accounts={}), NOW)

    assert refusal(answer) is words.UNKNOWN_ACCOUNT


@pytest.mark.parametrize(
    ("proved", "why", "said"),
    [
        (NEVER, words.UNPROVED, "no drill has proved isolate_instance in prod-payments"),
        (Proved(older=NOW), words.UNPROVED_CODE, "on 2026-11-22, proved other code"),
        (
            replace(BY_DRILL, missing=("ec2:StopInstances",)),
            words.UNPROVED_PART,
            "never called ec2:StopInstances",
        ),
    ],
)
def test_class_d_that_no_drill_has_proved_here_is_refused_whoever_says_yes(
    proved: Proved, why: Text, said: str
) -> None:
    answer = decide(unproved(proved), [vote(one) for one in TWO], a_policy(), NOW)

    assert refusal(answer) is why
    assert isinstance(answer, Refused)
    assert said in answer.why.plain()
    assert "`secbot:drill`" in answer.why.plain()


def test_what_reopens_without_being_an_undo_needs_its_proof_as_any_class_d() -> None:
    asked = matter(risk=RiskClass.B, reopens=True)

    assert refusal(decide(asked, [vote(one) for one in TWO], a_policy(), NOW)) is words.UNPROVED


def test_class_d_can_run_where_a_drill_proved_it_on_a_drill_target_and_as_an_undo() -> None:
    for asked in (
        unproved(BY_DRILL),
        unproved(is_drill=True),
        replace(unproved(), is_undo=True),
    ):
        assert isinstance(decide(asked, [vote(BOB)], a_policy(), NOW), Needs)
        assert isinstance(decide(asked, [vote(one) for one in TWO], a_policy(), NOW), Allowed)


def test_a_tag_alone_takes_two_and_shuts_nobody_out() -> None:
    asked = unproved(is_raised=True)

    assert isinstance(decide(asked, [vote(BOB)], a_policy(), NOW), Needs)
    assert isinstance(decide(asked, [vote(one) for one in TWO], a_policy(), NOW), Allowed)


@pytest.mark.parametrize("risk", list(RiskClass))
def test_no_tag_lowers_what_is_needed(risk: RiskClass) -> None:
    bare = replace(matter(risk=risk), proved=BY_DRILL)
    marked: tuple[dict[str, Any], ...] = ({"is_drill": True}, {"is_raised": True})
    for tags in marked:
        tagged = replace(matter(risk=risk, **tags), proved=BY_DRILL)
        for votes in ((), (BOB,), TWO):
            given = [vote(one) for one in votes]
            answers = [type(decide(one, given, a_policy(), NOW)) for one in (bare, tagged)]
            assert answers[0] is answers[1]


def test_class_b_and_c_need_no_proof() -> None:
    for risk in (RiskClass.B, RiskClass.C):
        assert isinstance(decide(matter(risk=risk), [vote(BOB)], a_policy(), NOW), Allowed)


def test_a_protected_thing_that_a_step_touches_forbids_the_plan() -> None:
    interface = "arn:aws:ec2:*:*:network-interface/eni-1"
    step = Step(
        key="move",
        action="ec2:ModifyNetworkInterfaceAttribute",
        resources=(interface, "arn:aws:ec2:eu-west-1:111122223333:security-group/*"),
        power=Power.CONTAIN,
        parameters={},
        says=Text("move").fill(),
    )
    asked = matter(plan=a_proposal().plan.model_copy(update={"steps": (step,)}))

    for pattern in (
        "arn:aws:ec2:*:*:network-interface/*",
        "arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-1",
    ):
        policy = a_policy(protected_resources=(pattern,))
        assert refusal(decide(asked, [vote(BOB)], policy, NOW)) is words.PROTECTED
    elsewhere = a_policy(
        protected_resources=("arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",)
    )
    assert isinstance(decide(asked, [vote(BOB)], elsewhere, NOW), Allowed)
