"""The digest covers everything that an approver says yes to."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.execution import Ask, Execution, Kind, Stage
from bot.response.keeping.digest import canonical, code_hash, is_as_digested, plan_digest
from runbooks.kit.text import Text
from runbooks.kit.values import Marks, Plan, Power, Reach, RiskClass, Step
from tests.bot.domain.makers import ACCOUNT, NOW, a_proposal
from tests.bot.response.office import CATALOGUE, REGION, Office
from tests.bot.response.two_buckets import CloseTwo

SAYS = Text("Do it to {what}").fill(what="it")
OTHERWISE = Text("Do it to {what}", ja="{what} には何もしません").fill(what="it")
"""The same in English, and the contrary in Japanese."""
STEP = Step(
    key="a",
    action="s3:PutBucketPublicAccessBlock",
    resources=("arn:aws:s3:::a",),
    power=Power.CONTAIN,
    parameters={"Bucket": "a"},
    says=SAYS,
)
PLAN = Plan(changes=(SAYS,), steps=(STEP,), undo=Reach.FULL, undo_says=SAYS)
ASK = Ask(Kind.APPLY, 7, "block_public_s3", ACCOUNT, REGION, {"bucket": "a"}, "because")
EXECUTION = Execution(
    1, ASK, "ann@example.com", "Ann", NOW, Stage.ASKED, 0, None, None, None, None, None, "C0SEC"
)
PROPOSAL = a_proposal(plan=PLAN, state={"a": 1}, digest="")


def digest(execution: Execution = EXECUTION, **changes: Any) -> str:
    return plan_digest(execution, replace(PROPOSAL, **changes))


def asked(**changes: Any) -> Execution:
    return replace(EXECUTION, ask=replace(ASK, **changes))


def with_step(**changes: Any) -> Plan:
    return PLAN.model_copy(update={"steps": (STEP.model_copy(update=changes),)})


OTHERS = {
    "execution": digest(replace(EXECUTION, number=2)),
    "requester": digest(replace(EXECUTION, requester="bob@example.com")),
    "name": digest(replace(EXECUTION, requester_name="Bob")),
    "kind": digest(asked(kind=Kind.UNDO)),
    "undo_of": digest(asked(undo_of=3)),
    "incident": digest(asked(incident=8)),
    "runbook": digest(asked(runbook="isolate_instance")),
    "account": digest(asked(account="444455556666")),
    "region": digest(asked(region="us-east-1")),
    "inputs": digest(asked(inputs={"bucket": "b"})),
    "reason": digest(asked(reason="therefore")),
    "number": digest(number=2),
    "action": digest(plan=with_step(action="s3:DeleteBucket")),
    "resources": digest(plan=with_step(resources=("arn:aws:s3:::b",))),
    "power": digest(plan=with_step(power=Power.RELEASE)),
    "parameters": digest(plan=with_step(parameters={"Bucket": "b"})),
    "no steps": digest(plan=PLAN.model_copy(update={"steps": ()})),
    "warnings": digest(plan=PLAN.model_copy(update={"warnings": (SAYS,)})),
    "breaks": digest(plan=PLAN.model_copy(update={"breaks": (SAYS,)})),
    "reach": digest(plan=PLAN.model_copy(update={"undo": Reach.NONE})),
    "reopens": digest(plan=PLAN.model_copy(update={"reopens": True})),
    "risk": digest(risk=RiskClass.C),
    "state": digest(state={"a": 2}),
    "target": digest(target="arn:aws:s3:::b"),
    "code": digest(code_hash="d"),
    "policy": digest(policy_digest="q"),
    "card": digest(rendered_hash="s"),
    "marks": digest(marks=Marks(is_protected=True)),
    "raised": digest(is_raised=True),
    "drill": digest(is_drill=True),
    "radius": digest(plan=PLAN.model_copy(update={"wide": (SAYS,)})),
    "record": digest(plan=PLAN.model_copy(update={"record": (SAYS,)})),
    "asked whether": digest(replace(EXECUTION, ask=replace(EXECUTION.ask, revert_after=3600))),
    "difference": digest(differences=(SAYS,)),
    "difference in Japanese": digest(differences=(OTHERWISE,)),
    "weighed": digest(weighed=(SAYS,)),
    "weighed in Japanese": digest(weighed=(OTHERWISE,)),
    "who set it": digest(set_by={"protected": SAYS}),
    "who set it in Japanese": digest(set_by={"protected": OTHERWISE}),
    "slack id": digest(replace(EXECUTION, requester_slack_id="U0BOB")),
}


@pytest.mark.parametrize("changed", OTHERS)
def test_whatever_changes_changes_the_digest(changed: str) -> None:
    assert OTHERS[changed] != digest()
    assert len(set(OTHERS.values())) == len(OTHERS)


def test_the_same_plan_has_the_same_digest_in_whatever_order_its_keys_come() -> None:
    state = {"b": 2, "a": 1}
    assert digest(state=state) == digest(state=dict(reversed(state.items())))
    assert len(digest()) == hashlib.sha256().digest_size * 2


def test_canonical_json_is_sorted_dense_and_ascii() -> None:
    assert canonical({"b": "é\ud800", "a": [1, None]}) == rb'{"a":[1,null],"b":"\u00e9\ud800"}'


async def test_a_plan_that_is_kept_and_read_again_is_as_it_was_digested(office: Office) -> None:
    hostile = SAYS.text.fill(what="\0 \ud800 <!channel> 危険 0.1")
    plan = PLAN.model_copy(update={"changes": (hostile,), "warnings": (hostile,)})
    await office.waiting(plan=plan, state={"weight": 0.1, "none": None, "many": [1, "x"]})

    kept = await office.store.read(lambda unit: unit.executions.proposal(1, 1))

    assert kept is not None
    assert is_as_digested(await office.execution(1), kept)
    assert not is_as_digested(await office.execution(1), replace(kept, target="arn:aws:s3:::b"))


def test_each_runbook_s_code_has_its_own_hash() -> None:
    hashes = {code_hash(runbook) for runbook in (*CATALOGUE.values(), CloseTwo)}
    assert len(hashes) == len(CATALOGUE) + 1
