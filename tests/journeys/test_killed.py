"""A bot that is killed while a runbook runs: begun again, it finishes, and doubles nothing."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.execution import Outcome
from bot.domain.execution import Stage as Stages
from bot.domain.record import What
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.journeys.processes import a_bot, a_wire, kill
from tests.journeys.stage import ANN, BOB, Stage, a_stage
from tests.journeys.waiting import PATIENCE, eventually, eventually_off_loop

ISOLATED = [["secbot-quarantine"], ["secbot-quarantine"]]
ONCE = {
    "CreateTags": 2,
    "ModifyInstanceAttribute": 1,
    "CreateSecurityGroup": 1,
    "RevokeSecurityGroupEgress": 1,
    "ModifyNetworkInterfaceAttribute": 2,
}


@pytest.fixture
async def stage(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[Stage]:
    async with a_stage(aws, account_numbers, tmp_path) as made:
        yield made


def applied(stage: Stage) -> Counter[str]:
    """Count the changes that AWS has carried out, by operation."""
    return Counter(each.operation for each in stage.changes() if not each.error)


async def all_is_said(stage: Stage) -> bool:
    """Say whether no message waits to be brought out."""
    return (await stage.read(lambda unit: unit.outbox.depth())).count == 0


async def finished_once(stage: Stage, card: str) -> None:
    """Check that the run came to its end, that nothing was made twice, and that all is told."""
    execution = await stage.ended()
    assert execution.outcome is Outcome.SUCCESS
    assert stage.groups() == ISOLATED
    made = applied(stage)
    assert made["CreateSecurityGroup"] == 1
    assert made["ModifyNetworkInterfaceAttribute"] == len(ISOLATED)
    assert len(await stage.records(1, What.ENDED)) == 1
    await stage.until_says(card, "Contained by A-1")
    verified = await stage.read(lambda unit: unit.records.verify())
    assert (verified.broken_at, verified.cut_after) == (None, None)


async def test_killed_after_the_intent_and_before_the_call_it_finishes_and_doubles_nothing(
    stage: Stage,
) -> None:
    action = "ModifyNetworkInterfaceAttribute"
    async with a_wire(stage) as wire:
        async with a_bot(stage, wire.url) as bot:
            card = await stage.find_threat("web-7")
            approval = await stage.ask_isolation(card)
            wire.caught = f"Action={action}&".encode()
            await stage.approve(BOB, approval)
            async with asyncio.timeout(PATIENCE):
                await wire.hangs.wait()
            kill(bot)
        assert applied(stage)[action] == 0
        intents = await stage.records(1, What.INTENT)
        assert intents[-1].body["action"] == f"ec2:{action}"
        assert len(await stage.records(1, What.RESULT)) == len(intents) - 1
        async with a_bot(stage, stage.aws.url):
            await finished_once(stage, card)


async def test_killed_after_the_call_and_before_its_answer_it_finishes_and_doubles_nothing(
    stage: Stage,
) -> None:
    action = "CreateSecurityGroup"
    account = stage.estate.prod.account
    async with a_bot(stage, stage.aws.url) as bot:
        card = await stage.find_threat("web-7")
        approval = await stage.ask_isolation(card)
        late = Fault(Failing.LATE, account=account, operation=action, times=1, seconds=3.0)
        stage.aws.faults.place(late)
        await stage.approve(BOB, approval)
        await eventually_off_loop(lambda: applied(stage)[action])
        kill(bot)
    assert len(await stage.records(1, What.RESULT)) == len(await stage.records(1, What.INTENT)) - 1
    async with a_bot(stage, stage.aws.url):
        await finished_once(stage, card)


async def test_killed_with_a_plan_waiting_it_still_waits_and_an_approval_runs_it_once(
    stage: Stage,
) -> None:
    async with a_bot(stage, stage.aws.url) as bot:
        card = await stage.find_threat("web-7")
        approval = await stage.ask_isolation(card)
        await eventually(lambda: all_is_said(stage))
        kill(bot)
    async with a_bot(stage, stage.aws.url):
        await stage.approve(ANN, approval)
        await stage.approve(BOB, approval)
        await finished_once(stage, card)
        assert applied(stage) == ONCE


async def test_sigterm_in_the_middle_of_a_run_loses_nothing_and_doubles_nothing(
    stage: Stage,
) -> None:
    account = stage.estate.prod.account
    async with a_bot(stage, stage.aws.url) as bot:
        card = await stage.find_threat("web-7")
        approval = await stage.ask_isolation(card)
        action = "CreateSecurityGroup"
        late = Fault(Failing.LATE, account=account, operation=action, times=1, seconds=1.0)
        stage.aws.faults.place(late)
        await stage.approve(BOB, approval)
        await eventually_off_loop(lambda: applied(stage)[action])
        os.kill(bot.pid, signal.SIGTERM)
    async with a_bot(stage, stage.aws.url):
        await finished_once(stage, card)
        assert applied(stage) == ONCE


async def test_killed_between_the_call_and_its_answer_a_revocation_is_finished_and_made_once(
    stage: Stage,
) -> None:
    account, action = stage.estate.prod.account, "UpdateAccessKey"
    async with a_bot(stage, stage.aws.url) as bot:
        asked = f"/sec run revoke_iam user/deploy-payments account={account} because it leaks"
        assert "A-1" in await stage.type(ANN, asked)
        await stage.reaches(1, lambda found: found.stage is Stages.WAITING)
        late = Fault(Failing.LATE, account=account, operation=action, times=1, seconds=3.0)
        stage.aws.faults.place(late)
        await stage.type(BOB, f"/sec approve A-1 {(await stage.proposal()).short}")
        await eventually_off_loop(lambda: applied(stage)[action])
        kill(bot)
    assert len(await stage.records(1, What.RESULT)) == len(await stage.records(1, What.INTENT)) - 1
    async with a_bot(stage, stage.aws.url):
        assert (await stage.ended()).outcome is Outcome.SUCCESS
        assert applied(stage) == {"AttachUserPolicy": 1, action: 1}
        assert len(await stage.records(1, What.ENDED)) == 1
