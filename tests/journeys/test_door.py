"""What is posted to the door for findings: only the topic's own, signed messages come in."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.journeys.findings import miner, public_bucket
from tests.journeys.waiting import eventually
from tests.journeys.world import World
from tests.sns_sender import SnsSender

LARGEST = 1024 * 1024
REFUSED = (403, 413)


@dataclass
class Listener:
    """Somebody else who is subscribed to a topic: what came, as it came."""

    url: str
    came: list[tuple[bytes, Mapping[str, str]]] = field(default_factory=list)

    def of(self, kind: str) -> list[tuple[bytes, Mapping[str, str]]]:
        """Return the messages of one type, oldest first."""
        return [each for each in self.came if json.loads(each[0])["Type"] == kind]

    async def first(self, kind: str) -> tuple[bytes, Mapping[str, str]]:
        """Wait for a message of one type."""
        await eventually(lambda: self._has(kind))
        return self.of(kind)[0]

    async def _has(self, kind: str) -> bool:
        return bool(self.of(kind))


@asynccontextmanager
async def a_listener(world: World, topic: str) -> AsyncIterator[Listener]:
    """Yield a listener whose subscription to this topic is confirmed."""
    listener = Listener("")

    async def take(request: web.Request) -> web.Response:
        listener.came.append((await request.read(), dict(request.headers)))
        return web.Response()

    app = web.Application()
    app.router.add_post("/", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    sns = world.aws.client("sns", world.estate.home, world.estate.region)
    try:
        await asyncio.to_thread(
            sns.subscribe, TopicArn=topic, Protocol="http", Endpoint=listener.url
        )
        asked = json.loads((await listener.first("SubscriptionConfirmation"))[0])
        await asyncio.to_thread(sns.confirm_subscription, TopicArn=topic, Token=asked["Token"])
        yield listener
    finally:
        await runner.cleanup()


async def post(world: World, body: bytes, headers: Mapping[str, str]) -> int:
    """Post to the door as SNS does, and return the status."""
    kept = {
        name: value
        for name, value in headers.items()
        if name.lower() not in ("host", "content-length")
    }
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{world.url}/sns", data=io.BytesIO(body), headers=kept) as answer,
    ):
        return answer.status


async def a_message(world: World) -> tuple[bytes, Mapping[str, str]]:
    """Let a finding on web-8 come in, and return it as it was posted; its card is up."""
    async with a_listener(world, world.estate.topic_arn) as listener:
        await world.raise_finding(miner(world.estate, "web-8"))
        return await listener.first("Notification")


def renewed(envelope: Mapping[str, Any], finding: str = "forged") -> dict[str, Any]:
    """Return an envelope that would make another card, still under the old signature."""
    message = json.loads(envelope["Message"])
    message["detail"] |= {"id": finding, "Id": finding, "title": finding}
    message["id"] = finding
    return {**envelope, "Message": json.dumps(message), "MessageId": finding}


async def test_a_message_that_is_delivered_again_makes_no_second_card(world: World) -> None:
    body, headers = await a_message(world)
    statuses = await asyncio.gather(*(post(world, body, headers) for _ in range(5)))
    assert statuses == [200] * 5

    await world.find_open_bucket()
    assert len(world.cards()) == 2
    assert (await world.incident(1)).number == 1
    assert await world.read(lambda unit: unit.incidents.get(3)) is None


async def test_what_is_not_signed_by_the_topic_is_turned_away_and_the_next_finding_comes_in(
    world: World,
) -> None:
    body, headers = await a_message(world)
    true = json.loads(body)
    other = renewed(true)
    unsigned = {name: other[name] for name in other if not name.startswith("Sign")}
    stranger = SnsSender(world.estate.topic_arn, at=world.clock.now(), number=1)
    signed = stranger.notification(other["Message"])
    bodies = {
        "altered": other,
        "unsigned": unsigned,
        "signed with nothing": {**other, "Signature": ""},
        "signed with garbage": {**other, "Signature": "AAAA"},
        "of no version": {**other, "SignatureVersion": "0"},
        "signed by a stranger": signed,
        "its certificate elsewhere": {**signed, "SigningCertURL": "https://evil.example/a.pem"},
        "another topic in the same words": {**true, "TopicArn": true["TopicArn"] + "-not"},
        "another type": {**true, "Type": "SubscriptionConfirmation"},
        "a confirmation of a stranger's": stranger.confirmation(),
    }
    for name, each in bodies.items():
        status = await post(world, json.dumps(each).encode(), headers)
        assert status in REFUSED, (name, status)
    await only_one_card_stands_and_the_next_comes(world)


async def test_a_message_that_aws_signed_for_another_topic_is_turned_away(world: World) -> None:
    body, _ = await a_message(world)
    sns = world.aws.client("sns", world.estate.home, world.estate.region)
    topic = (await asyncio.to_thread(sns.create_topic, Name="somebody-elses"))["TopicArn"]
    text = renewed(json.loads(body))["Message"]
    async with a_listener(world, topic) as listener:
        await asyncio.to_thread(sns.publish, TopicArn=topic, Message=text)
        foreign, headers = await listener.first("Notification")
        asked, with_it = await listener.first("SubscriptionConfirmation")
    assert await post(world, foreign, headers) in REFUSED
    assert await post(world, asked, with_it) in REFUSED
    dressed = {**headers, "x-amz-sns-topic-arn": world.estate.topic_arn}
    assert await post(world, foreign, dressed) in REFUSED
    await only_one_card_stands_and_the_next_comes(world)


async def test_garbage_and_what_is_too_large_is_turned_away(world: World) -> None:
    body, headers = await a_message(world)
    padded = json.dumps({**json.loads(body), "more": "A" * (LARGEST + 1)}).encode()
    bodies = {
        "empty": b"",
        "no JSON": b"\x00\xff\xfe not json",
        "half": body[: len(body) // 2],
        "a list": b"[]",
        "a number": b"1e999",
        "null": b"null",
        "deep": b"[" * 100_000,
        "no fields": b"{}",
        "fields of other types": b'{"Type": ["Notification"], "Message": {}}',
        "half a surrogate": b'{"Type": "Notification", "Message": "\\ud800"}',
        "too large": padded,
    }
    for name, each in bodies.items():
        status = await post(world, each, headers)
        assert status in REFUSED, (name, status)
    bomb = gzip.compress(b" " * (20 * LARGEST))
    assert await post(world, bomb, {**headers, "Content-Encoding": "gzip"}) in REFUSED
    await only_one_card_stands_and_the_next_comes(world)


async def only_one_card_stands_and_the_next_comes(world: World) -> None:
    assert len(world.cards()) == 1
    card = await world.raise_finding(public_bucket(world.bucket))
    await world.until_says(card, "I-2", world.bucket)
    assert len(world.cards()) == 2
