"""`/sec drill`: what is typed becomes a drill, an end of one, a list, or a hint."""

from __future__ import annotations

import pytest

from bot.domain.execution import Execution
from bot.domain.words import drills as words
from bot.domain.words import reply
from runbooks.kit.text import Text
from tests.bot.domain.makers import ACCOUNT
from tests.handlers.slack.front import ANN, BOB, Front
from tests.journeys.messages import has

PLACE = f"account={ACCOUNT} region=eu-west-1"
INSTANCE = "i-0123456789abcdef0"


async def asked(front: Front) -> Execution:
    found = await front.store.read(lambda unit: unit.executions.get(1))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("typed", "runbook"),
    [
        (f"{INSTANCE} {PLACE}", "isolate_instance"),
        (f"isolate-instance {INSTANCE} {PLACE} mode=stop", "isolate_instance"),
        (f"user/drill-1 {PLACE}", "revoke_iam"),
        (f"drill-bucket {PLACE}", "block_public_s3"),
    ],
)
async def test_a_drill_is_started_on_a_target_with_a_runbook_or_the_one_that_fits(
    front: Front, typed: str, runbook: str
) -> None:
    told = await front.type(ANN, f"drill start containment {typed}")

    assert has(told, words.STARTED)
    execution = await asked(front)
    assert (execution.ask.runbook, execution.ask.drill) == (runbook, True)
    assert execution.ask.reason == words.REASON.en


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("drill start", words.NO_TARGET),
        ("drill start containment", words.NO_TARGET),
        ("drill start containment isolate_instance", words.NO_TARGET),
        (f"drill start miner {INSTANCE}", words.NO_KIND),
        ("drill stop", words.NO_DRILL),
        ("drill stop A-7", words.NO_DRILL),
        ("drill stop everything now", reply.WRONG_USE),
        ("drill stop ?", reply.WRONG_USE),
        ("drill list all", reply.WRONG_USE),
        ("drill dance", reply.WRONG_USE),
        ("drill", words.LIST_NONE),
        ("drill list", words.LIST_NONE),
    ],
)
async def test_what_is_no_drill_is_answered(front: Front, typed: str, says: Text) -> None:
    assert has(await front.type(ANN, typed), says)
    assert await front.store.read(lambda unit: unit.drills.running()) == ()


async def test_anyone_of_ours_stops_a_drill(front: Front) -> None:
    await front.type(ANN, f"drill start containment {INSTANCE} {PLACE}")
    assert has(await front.type(BOB, "drill"), words.LIST_RUNNING)

    assert has(await front.type(BOB, "drill stop A-1"), words.STOPPED)
