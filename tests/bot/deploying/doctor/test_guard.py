"""The rules and the topic that page beyond the bot."""

from __future__ import annotations

import asyncio

import pytest

from bot.deploying.doctor.contract import Result, Row
from bot.deploying.doctor.guard import GUARD
from bot.domain.words import doctor_topic as words
from tests.bot.deploying.doctor.world import GLOBAL_REGION, REGION, World, a_ground, subscribe


def guard(world: World, region: str = REGION) -> str:
    return f"arn:aws:sns:{region}:{world.home}:secbot-guard"


async def looked(world: World) -> list[Row]:
    return await asyncio.to_thread(lambda: list(GUARD.look(a_ground(world))))


def faults(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.result.is_fault]


async def test_here_and_where_iam_tells_its_events_somebody_is_paged(world: World) -> None:
    rows = await looked(world)

    assert [row.subject for row in rows] == [guard(world), guard(world, GLOBAL_REGION)]
    assert {row.result for row in rows} == {Result.PASSED}


@pytest.mark.parametrize(
    ("region", "template"), [(REGION, "secbot.yaml"), (GLOBAL_REGION, "secbot-guard.yaml")]
)
async def test_a_guard_that_is_not_there_is_told_with_its_template(
    world: World, region: str, template: str
) -> None:
    world.client("sns", region).delete_topic(TopicArn=guard(world, region))

    (row,) = faults(await looked(world))

    assert row.says.text is words.GUARD_MISSING
    assert row.mend is not None
    assert f"deploy/{template} in {world.home}, {region}" in row.mend.plain()


async def test_a_guard_that_pages_the_bot_alone_pages_nobody(world: World) -> None:
    sns = world.client("sns")
    for each in sns.list_subscriptions_by_topic(TopicArn=guard(world))["Subscriptions"]:
        sns.unsubscribe(SubscriptionArn=each["SubscriptionArn"])
    subscribe(world.aws, sns, guard(world), "https://127.0.0.1:9/sns")

    (row,) = faults(await looked(world))

    assert row.says.text is words.GUARD_NOBODY


async def test_who_has_not_confirmed_is_not_paged(world: World) -> None:
    sns = world.client("sns")
    subscribe(world.aws, sns, guard(world), "https://127.0.0.1:9/later", confirmed=False)

    (row,) = faults(await looked(world))

    assert row.says.text is words.GUARD_PENDING
    assert "127.0.0.1:9/later" in row.says.plain()


async def test_a_rule_that_is_off_or_leads_elsewhere_is_told_by_name(world: World) -> None:
    events = world.client("events")
    events.disable_rule(Name="secbot-guard-pipe")
    events.remove_targets(Rule="secbot-guard-trails", Ids=["guard"])

    rows = faults(await looked(world))

    assert {row.says.text: row.says.fields["rule"] for row in rows} == {
        words.GUARD_RULE_OFF: "secbot-guard-pipe",
        words.GUARD_RULE_MISSING: "secbot-guard-trails",
    }


async def test_a_topic_that_eventbridge_may_not_publish_to_is_told(world: World) -> None:
    world.client("sns").set_topic_attributes(
        TopicArn=guard(world),
        AttributeName="Policy",
        AttributeValue='{"Version": "2012-10-17", "Statement": []}',
    )

    (row,) = faults(await looked(world))

    assert row.says.text is words.GUARD_CLOSED


async def test_a_guard_that_may_not_be_read_is_not_fine(world: World) -> None:
    world.deny("GetTopicAttributes")

    rows = await looked(world)

    assert {row.result for row in rows} == {Result.NOT_AVAILABLE}
