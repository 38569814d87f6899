"""What comes in and is no finding, or comes too late: kept or turned away, told, and counted."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from io import BytesIO

import aiohttp

from bot.domain.words import notice
from bot.questions.enrich.bucket_exposure import BucketExposure
from practice.aws.sns_delivery import Delivery
from practice.slack.messages import Message
from tests.journeys.findings import public_bucket
from tests.journeys.messages import said, says
from tests.journeys.waiting import eventually, eventually_off_loop
from tests.journeys.world import World

TOO_OLD = timedelta(minutes=61)


async def publish(world: World, message: str) -> Delivery:
    """Let the topic itself publish something; return how the delivery of it fared."""
    sns = world.aws.client("sns", world.estate.home, world.estate.region)
    topic = world.estate.topic_arn
    sent = await asyncio.to_thread(sns.publish, TopicArn=topic, Message=message)
    return await eventually_off_loop(
        lambda: next((d for d in world.aws.deliveries if d.message_id == sent["MessageId"]), None)
    )


async def counted(world: World, name: str) -> float:
    """Return the value of a metric by its name and labels, 0 where it was never counted."""
    async with aiohttp.ClientSession() as session, session.get(f"{world.admin_url}/metrics") as got:
        lines = (await got.text()).splitlines()
    values = [line.rpartition(" ")[2] for line in lines if line.startswith(f"{name} ")]
    return float(values[0]) if values else 0.0


def notices(world: World) -> list[Message]:
    """Return the cards that tell of what could not be read."""
    return [each for each in world.cards() if says(each, notice.HEAD)]


async def test_what_is_no_finding_is_kept_and_told_on_one_card_a_day(world: World) -> None:
    message = "<!channel> the *server* is on fire"
    assert (await publish(world, message)).statuses == (200,)
    await world.until(lambda: len(notices(world)) == 1)
    (card,) = notices(world)
    assert "<!channel>" not in card.content.text

    assert (await publish(world, json.dumps({"hello": ["world"]}))).statuses == (200,)
    assert (await publish(world, '{"detail-type": "GuardDuty Finding", "detail": {')).statuses == (
        200,
    )
    await world.until_says(card.ts, "3 messages")
    assert len(world.cards()) == 1
    assert world.slack.workspace.notified == []
    count, kept = await world.read(
        lambda unit: unit.inbox.unreadable(
            world.clock.now() - timedelta(days=1), world.clock.now(), 9
        )
    )
    assert count == 3
    assert message in {each.message.body for each, _ in kept}

    finding = await world.find_open_bucket()
    assert "I-1" in said(world.message(finding))


async def test_each_refusal_is_counted_by_its_reason_and_each_finding_by_its_source(
    world: World,
) -> None:
    refused = "secbot_findings_refused_total"
    for number in range(2):
        await world.raise_finding(public_bucket(f"pay-exports-{number}"))
    assert await counted(world, 'secbot_findings_received_total{source="guardduty"}') == 2
    assert await counted(world, 'secbot_incidents_open{severity="HIGH"}') == 2
    exposure = 'secbot_enrichment_seconds_count{source="' + BucketExposure.about.source + '"}'
    assert await eventually(lambda: counted(world, exposure)) >= 1
    place = f'account="{world.estate.prod.account}",region="{world.estate.region}"'
    assert await counted(world, f"secbot_heartbeat_age_seconds{{{place}}}") > 0

    async with aiohttp.ClientSession() as session:
        for body, status, reason in (
            (b"hello", 403, "not_json"),
            (b"[]", 403, "not_sns"),
            (b"x" * (1024 * 1024 + 1), 413, "too_large"),
        ):
            async with session.post(f"{world.url}/sns", data=BytesIO(body)) as answer:
                assert answer.status == status
            assert await counted(world, f'{refused}{{reason="{reason}"}}') == 1, reason

    world.clock.advance(TOO_OLD)
    assert (await publish(world, "old news")).statuses[0] == 403
    assert await counted(world, f'{refused}{{reason="too_old"}}') >= 1
    world.clock.advance(-2 * TOO_OLD)
    assert (await publish(world, "news from the future")).statuses[0] == 403
    assert await counted(world, f'{refused}{{reason="from_the_future"}}') >= 1
    world.clock.advance(TOO_OLD)

    await deliver_raw(world)
    assert (await publish(world, "unsigned")).statuses[0] == 403
    assert await counted(world, f'{refused}{{reason="raw_delivery"}}') >= 1
    assert len(world.cards()) == 2


async def deliver_raw(world: World) -> None:
    """Let the subscription send the bare message, without envelope and signature."""
    sns = world.aws.client("sns", world.estate.home, world.estate.region)
    found = sns.list_subscriptions_by_topic(TopicArn=world.estate.topic_arn)["Subscriptions"]
    await asyncio.to_thread(
        sns.set_subscription_attributes,
        SubscriptionArn=found[0]["SubscriptionArn"],
        AttributeName="RawMessageDelivery",
        AttributeValue="true",
    )
