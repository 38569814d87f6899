"""The rules that lead findings to the topic."""

from __future__ import annotations

import json

from bot.deploying.doctor.contract import Result
from tests.bot.deploying.doctor.world import World


async def test_a_rule_for_something_else_does_not_count(world: World) -> None:
    pattern = json.dumps({"source": ["aws.guardduty"], "detail-type": ["Something Else"]})
    world.client("events").put_rule(Name="secbot-guardduty", EventPattern=pattern)

    rows = await world.of("EventBridge rules")

    assert [row.result for row in rows] == [Result.FAILED, Result.PASSED]


async def test_a_second_rule_makes_up_for_one_that_is_off(world: World) -> None:
    events = world.client("events")
    events.disable_rule(Name="secbot-guardduty")
    events.put_rule(Name="another", EventPattern=json.dumps({"source": ["aws.guardduty"]}))
    events.put_targets(Rule="another", Targets=[{"Id": "topic", "Arn": world.topic}])

    rows = await world.of("EventBridge rules")

    assert [row.result for row in rows] == [Result.PASSED, Result.PASSED]


async def test_rules_that_may_not_be_read_are_not_fine(world: World) -> None:
    world.deny("ListRuleNamesByTarget")

    (row,) = await world.of("EventBridge rules")

    assert row.result is Result.NOT_AVAILABLE


async def test_without_a_rule_that_tells_of_calls_what_slips_is_found_late_and_that_is_told(
    world: World,
) -> None:
    world.client("events").disable_rule(Name="secbot-held")

    rows = await world.of("EventBridge rules")

    assert [row.result for row in rows] == [Result.PASSED, Result.PASSED, Result.WARNING]
