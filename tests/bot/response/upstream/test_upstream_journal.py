"""No call that tells something upstream leaves while anything forbids it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.anchor import Mark
from bot.domain.policy import Sync
from bot.domain.record import What
from bot.domain.run import Run
from bot.domain.syncing import Occasion
from bot.response.keeping.journal import BrakedError, LostError
from bot.response.upstream.upstream_journal import StaleError, UpstreamJournal
from runbooks.kit.text import Text
from runbooks.kit.values import Power, Step
from tests.bot.response.upstairs import upstairs
from tests.bot.response.works import LEASE, Works

STEP = Step(
    key="tell",
    action="securityhub:BatchUpdateFindings",
    resources=("arn:aws:securityhub:us-east-1:1:hub/default",),
    power=Power.SYNC,
    parameters={},
    says=Text("Tell").fill(),
)


async def journal(works: Works) -> tuple[UpstreamJournal, Run]:
    up = await upstairs(works)
    await up.want(Occasion.TAKEN)
    (run,) = await works.store.write(lambda unit: unit.runs.due("me", 1, LEASE))
    return UpstreamJournal(works.bench, run, await up.rows()), run


async def intend(made: UpstreamJournal) -> None:
    await asyncio.to_thread(made.intent, STEP, STEP.action, {})


async def test_an_intent_is_written_down_and_that_it_was_sent(works: Works) -> None:
    made, _ = await journal(works)
    await intend(made)
    await asyncio.to_thread(made.result, STEP, STEP.action, "r-1", "Throttling")

    intent, result = await works.records(What.SYNC_INTENT, What.SYNC_RESULT)
    assert intent.body["resources"] == list(STEP.resources)
    assert (result.body["request_id"], result.body["code"]) == ("r-1", "Throttling")
    (row,) = await works.store.read(lambda unit: unit.tellings.waiting(1))
    assert row.sent


async def test_a_brake_forbids_it(works: Works) -> None:
    made, _ = await journal(works)
    now = works.clock.now()
    await works.store.write(lambda unit: unit.brakes.stop(works.account, "bob@x", "Bob", now))
    with pytest.raises(BrakedError):
        await intend(made)
    assert await works.records(What.SYNC_INTENT) == []


async def test_a_run_that_another_process_holds_forbids_it(works: Works) -> None:
    made, run = await journal(works)
    await works.store.write(lambda unit: unit.runs.fail(run, timedelta(), "lost"))
    with pytest.raises(LostError):
        await intend(made)


async def test_what_the_policy_wants_no_more_or_has_ended_forbids_it(works: Works) -> None:
    made, _ = await journal(works)
    works.under(policy=replace(works.policy, sync=Sync()))
    made.bench = works.bench
    with pytest.raises(StaleError):
        await intend(made)


async def test_the_chain_is_the_same_without_an_anchor(works: Works) -> None:
    made, _ = await journal(works)
    await intend(made)
    found = await works.store.read(lambda unit: unit.records.mark())
    assert isinstance(found, Mark)
