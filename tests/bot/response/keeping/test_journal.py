"""The journal: no call leaves before its intent is on the disk, and some never leave."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.braking import EVERYWHERE
from bot.domain.record import What
from bot.domain.run import Run, Work
from bot.durable.bell import LocalBell
from bot.response.keeping.journal import BrakedError, LostError, RunJournal, check_held
from tests.bot.domain.makers import ACCOUNT, NOW
from tests.bot.response.keeping.test_digest import STEP
from tests.bot.response.office import Office

LEASE = timedelta(minutes=1)


async def claimed(office: Office) -> Run:
    await office.waiting(await office.incident())
    await office.store.write(lambda unit: unit.runs.start(Work.EXECUTE, 1))
    (run,) = await office.store.write(lambda unit: unit.runs.due("me", 1, LEASE))
    return run


async def journal(office: Office, run: Run) -> RunJournal:
    execution = await office.execution(1)
    return RunJournal(office.store, LocalBell(), office.clock, execution, run)


async def test_an_intent_and_its_result_are_records_of_the_execution(office: Office) -> None:
    written = await journal(office, await claimed(office))

    written.intent(STEP, STEP.action, {"Bucket": "a"})
    written.result(STEP, STEP.action, "request-1", "")

    intent, result = await office.records(What.INTENT, What.RESULT)
    assert (intent.execution, intent.incident) == (1, 1)
    assert intent.body == {
        "step": "a",
        "action": "s3:PutBucketPublicAccessBlock",
        "resources": ["arn:aws:s3:::a"],
        "parameters": {"Bucket": "a"},
    }
    assert (result.body["request_id"], result.body["code"]) == ("request-1", "")


@pytest.mark.parametrize("account", [ACCOUNT, EVERYWHERE])
async def test_a_pulled_brake_forbids_the_call(office: Office, account: str) -> None:
    written = await journal(office, await claimed(office))
    await office.store.write(lambda unit: unit.brakes.stop(account, "x", "Ann", NOW))

    with pytest.raises(BrakedError):
        written.intent(STEP, STEP.action, {})
    assert await office.records(What.INTENT) == []


async def test_another_account_s_brake_forbids_nothing(office: Office) -> None:
    written = await journal(office, await claimed(office))
    await office.store.write(lambda unit: unit.brakes.stop("444455556666", "x", "Ann", NOW))
    written.intent(STEP, STEP.action, {})
    assert len(await office.records(What.INTENT)) == 1


async def test_a_lost_run_makes_no_call_but_tells_what_came_of_one(office: Office) -> None:
    run = await claimed(office)
    written = await journal(office, run)
    await office.store.write(lambda unit: unit.runs.fail(run, timedelta(), "frozen"))

    with pytest.raises(LostError):
        written.intent(STEP, STEP.action, {})
    written.result(STEP, STEP.action, "request-1", "")

    assert [record.what for record in await office.records()] == [What.RESULT]


async def test_a_run_is_checked_in_the_transaction_that_it_guards(office: Office) -> None:
    run = await claimed(office)
    await office.store.write(lambda unit: check_held(unit, run))
    stale = Run(run.number, run.work, run.subject, run.attempts, run.fence - 1)
    with pytest.raises(LostError, match="held elsewhere"):
        await office.store.write(lambda unit: check_held(unit, stale))
