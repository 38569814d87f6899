"""What secbot has to do with a finding, gathered from the record."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.causing import Cause, Involved
from bot.domain.execution import Outcome, Stage
from bot.domain.finding import Finding, Resource
from bot.domain.record import Record, What
from bot.domain.words.night import VOICE
from bot.guarding.involving import involved
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.bot.store.examples import a_decision, a_finding, a_proposal, an_ask
from tests.clocks import MORNING
from tests.stores import a_store

MINUTE = timedelta(minutes=1)
INSTANCE = "arn:aws:ec2:ap-northeast-1:111122223333:instance/i-0abc"
FINDING = replace(
    a_finding(),
    principals=("secbot-contain", "secbot-A-1"),
    first_seen=MORNING + MINUTE,
    last_seen=MORNING + MINUTE,
)
ELSEWHERE = replace(FINDING, principals=(), resources=(Resource("AwsEc2Instance", INSTANCE),))
BY_US = Cause("A-1", "isolate_instance", ("Bob",))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with a_store(tmp_path) as opened:
        await opened.write(ran)
        yield opened


def ran(unit: Unit) -> None:
    """Let an execution have run, after Bob's approval."""
    number = unit.executions.ask(
        an_ask(),
        requester="ann@example.com",
        requester_name="Ann",
        at=MORNING,
        channel="C0SEC",
    )
    unit.executions.propose(a_proposal(number))
    unit.executions.move(number, (Stage.ASKED,), Stage.WAITING, MORNING, plan=1)
    unit.executions.decide(a_decision(number))
    unit.executions.move(number, (Stage.WAITING,), Stage.APPROVED, MORNING)
    unit.executions.begin(number, {})
    intent = {"action": "ec2:StopInstances", "resources": [INSTANCE]}
    unit.records.write(
        [
            Record(What.STARTED, MORNING, "", None, number, {"power": "contain"}),
            Record(What.INTENT, MORNING + MINUTE, "", None, number, intent),
        ]
    )
    unit.executions.end(number, Outcome.SUCCESS, {}, MORNING + 2 * MINUTE)


async def gathered(store: Store, finding: Finding) -> Involved:
    return await store.read(lambda unit: involved(unit, [finding], a_policy()))


async def test_what_an_execution_of_ours_did_is_told_with_who_approved_it(store: Store) -> None:
    assert await gathered(store, FINDING) == Involved((BY_US,))


async def test_who_ran_their_own_plan_is_told_to_have_been_alone(store: Store) -> None:
    await store.write(
        lambda unit: unit.executions.decide(a_decision(1, identity="ann@example.com"))
    )

    (cause,) = (await gathered(store, FINDING)).causes

    assert cause.approvers == ("Bob", VOICE.fill(name="Bob"))


async def test_what_came_up_on_a_resource_that_we_have_just_changed_is_told_so(
    store: Store,
) -> None:
    found = await gathered(store, ELSEWHERE)

    assert found == Involved((replace(BY_US, changed_at=MORNING + MINUTE),))


async def test_a_session_that_nobody_knows_calls_who_must_act(store: Store) -> None:
    thief = replace(FINDING, principals=("secbot-contain", "helper"))

    assert await gathered(store, thief) == Involved((), ("secbot-contain",), ("S0APPROVE",))


async def test_where_a_thief_was_found_of_late_no_name_of_a_session_proves_anything(
    store: Store,
) -> None:
    await store.write(
        lambda unit: unit.uses.tell(["e1"], ACCOUNT, 1, MORNING + MINUTE, pages=False)
    )

    assert (await gathered(store, FINDING)).stolen == ("secbot-contain",)


async def test_an_account_that_is_not_in_the_policy_has_no_roles_of_ours(store: Store) -> None:
    assert await gathered(store, replace(FINDING, account="444455556666")) == Involved()


async def test_a_finding_without_any_time_follows_no_change(store: Store) -> None:
    timeless = replace(ELSEWHERE, first_seen=None, created_at=None)

    assert await gathered(store, timeless) == Involved()
