"""From a signed finding to a card, to an approved change that is proved, put back and audited."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.execution import Outcome
from bot.domain.incident import Contained
from bot.domain.record import What, Written
from bot.domain.words import alert, deciding, progress
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World

ISOLATED = [["secbot-quarantine"], ["secbot-quarantine"]]


async def test_a_miner_is_contained_by_two_people_put_back_by_three_and_each_of_it_is_audited(
    world: World,
) -> None:
    as_it_was = world.groups()
    card = await world.find_threat("web-7")
    await world.slack.acting.click(ANN, card, "incident.take")
    approval = await world.ask(ANN, card, "isolate_instance", "it talks to a mining pool")
    await world.approve(ANN, approval)
    await world.told(ANN, deciding.OWN_REQUEST)
    assert world.groups() == as_it_was

    await world.approve(BOB, approval)
    assert (await world.ended(1)).outcome is Outcome.SUCCESS
    assert world.groups() == ISOLATED
    await world.until_says(card, "Ann has it", alert.CONTAINED[Contained.YES], alert.PROVED)
    shown = await world.reply_with(card, "execution.undo", frozenset())

    back = await world.ask_undo(ANN, card, shown)
    await world.approve(BOB, back)
    await world.until_says(back.ts, "approved by Bob")
    assert world.groups() == ISOLATED
    await world.approve(RYO, back)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS
    assert world.groups() == as_it_was
    await world.until_says(card, alert.CONTAINED[Contained.UNDONE])

    await the_audit_tells_it(world)
    await what_aws_saw_is_what_was_written(world)
    await the_thread_tells_it(world, card)


async def the_audit_tells_it(world: World) -> None:
    first, second = await world.records(1), await world.records(2)
    assert [each.what for each in first][:4] == [
        What.ASKED,
        What.PLANNED,
        What.CLICK_REFUSED,
        What.DECIDED,
    ]
    assert the_last(first) == [What.CLAIM, What.CLAIM, What.ENDED, What.HOLD_ENDED]
    decided = [each.actor_name for each in second if each.what is What.DECIDED]
    assert decided == ["Bob", "Ryo"]
    proposal = await world.proposal(1)
    decision = next(each for each in first if each.what is What.DECIDED)
    assert decision.body["digest"] == proposal.digest
    assert decision.actor_name == "Bob"
    assert next(each for each in first if each.what is What.ASKED).actor_name == "Ann"
    verified = await world.read(lambda unit: unit.records.verify())
    assert verified.count > len(first) + len(second)
    assert (verified.broken_at, verified.cut_after) == (None, None)


def the_last(records: Sequence[Written]) -> list[What]:
    """Return what an execution went through after its calls and steps."""
    calls = {What.INTENT, What.RESULT, What.STEP}
    return [each.what for each in records if each.what not in calls][-4:]


async def what_aws_saw_is_what_was_written(world: World) -> None:
    for number in (1, 2):
        intents = await world.records(number, What.INTENT)
        results = await world.records(number, What.RESULT)
        seen = cloudtrail(world, f"secbot-A-{number}")
        assert [each["requestID"] for each in seen] == [each.body["request_id"] for each in results]
        assert [f"ec2:{each['eventName']}" for each in seen] == [
            each.body["action"] for each in intents
        ]
        assert {each["userIdentity"]["sessionContext"]["sourceIdentity"] for each in seen} == {
            "bob@example.com" if number == 1 else "ryo@example.com"
        }


def cloudtrail(world: World, session: str) -> list[dict[str, Any]]:
    """Return what CloudTrail has of a session's changes, oldest first."""
    trail = world.aws.client("cloudtrail", world.estate.prod.account, world.estate.region)
    found = trail.lookup_events(
        LookupAttributes=[{"AttributeKey": "Username", "AttributeValue": session}]
    )["Events"]
    told = [json.loads(each["CloudTrailEvent"]) for each in reversed(found)]
    return [each for each in told if not each["readOnly"]]


async def the_thread_tells_it(world: World, card: str) -> None:
    results = await world.records(1, What.RESULT)
    shown = await world.reply_that_says(card, results[-1].body["request_id"])
    assert "PASSED" in await world.until_says(shown.ts, progress.OUTCOMES[Outcome.SUCCESS])
    timeline = await world.reply_that_says(card, "Timeline of I-1")
    await world.until_says(
        timeline.ts, "Ann took it", "Ann asked for A-1", "Bob approved A-1", "Ryo approved A-2"
    )
    await world.until_says(timeline.ts, "A-2 ended: Success")
