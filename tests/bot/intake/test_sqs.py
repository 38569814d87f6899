"""Findings from a queue: verified as over HTTP, deleted once they are kept, and never lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.message import Message
from bot.domain.posture import Standing
from bot.domain.queueing import QUEUE, QueueLook
from bot.durable.bell import LocalBell
from bot.intake.certificates import Certificates
from bot.intake.sns import SnsVerifier
from bot.intake.sqs import LOOK_EVERY, QueueReceiver
from bot.ports.queue import Queued, QueueError
from bot.ports.store import Store, StoreError
from tests.bot.intake.fakes import NotingMeter, ShelfFetcher
from tests.clocks import MORNING, FrozenClock
from tests.sns_sender import CERTIFICATE_URL, TOPIC, SnsSender
from tests.stores import a_store

ARN = "arn:aws:sqs:ap-northeast-1:111122223333:secbot-findings"
CLOSED = json.dumps(
    {
        "Statement": {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sqs:SendMessage",
            "Resource": ARN,
            "Condition": {"ArnNotEquals": {"aws:SourceArn": TOPIC}},
        }
    }
)


class Line:
    """Fulfils the queue port: what is not deleted is received again."""

    def __init__(self, policy: str = "", kept_days: int = 4) -> None:
        self.waiting: dict[str, Queued] = {}
        self.look_is = QueueLook(ARN, policy, timedelta(days=kept_days), f"{ARN}-dead", 0)
        self.looks = 0
        self.looked, self.deleted = asyncio.Event(), asyncio.Event()
        self.fault = ""

    def put(self, body: str, message_id: str = "q1") -> None:
        self.waiting[message_id] = Queued(message_id, f"r-{message_id}", MORNING, body)

    async def receive(self) -> Sequence[Queued]:
        self._fail()
        await asyncio.sleep(0)
        return list(self.waiting.values())[:10]

    async def delete(self, receipts: Sequence[str]) -> None:
        gone = {key for key, each in self.waiting.items() if each.receipt in receipts}
        self.waiting = {key: each for key, each in self.waiting.items() if key not in gone}
        self.deleted.set()

    async def look(self) -> QueueLook:
        self.looks += 1
        self.looked.set()
        self._fail()
        return self.look_is

    def _fail(self) -> None:
        if self.fault:
            raise QueueError(self.fault)


class Desk:
    """A receiver between a line and a store."""

    def __init__(self, store: Store, line: Line) -> None:
        self.store, self.line, self.clock, self.meter = store, line, FrozenClock(), NotingMeter()
        self.sender = SnsSender()
        shelf = ShelfFetcher({CERTIFICATE_URL: self.sender.certificate})
        verifier = SnsVerifier(frozenset({TOPIC}), Certificates({}, shelf), self.clock)
        self.receiver = QueueReceiver(
            line, store, verifier, self.clock, LocalBell(), self.meter, after_fault=0
        )

    def wrapped(self, text: str, **more: Any) -> str:
        return json.dumps(self.sender.notification(text, **more))

    async def kept(self) -> list[Message]:
        rows = await self.store.read(lambda unit: unit.inbox.unread(100))
        return [row.message for row in rows]


@asynccontextmanager
async def at_the_line(folder: Path, line: Line) -> AsyncIterator[Desk]:
    async with a_store(folder) as store:
        yield Desk(store, line)


async def test_a_wrapped_message_is_verified_kept_and_only_then_deleted(tmp_path: Path) -> None:
    async with at_the_line(tmp_path, Line()) as desk:
        desk.line.put(desk.wrapped("{}", message_id="m1"))
        assert await desk.receiver.receive_once() == 1
        (message,) = await desk.kept()
        assert (message.source, message.topic, message.message_id) == ("sqs", TOPIC, "m1")
        assert message.body == "{}"
        assert desk.line.waiting == {}


async def test_what_comes_twice_or_over_http_too_is_kept_once(tmp_path: Path) -> None:
    async with at_the_line(tmp_path, Line()) as desk:
        for again in ("q1", "q2"):
            desk.line.put(desk.wrapped("{}", message_id="m1"), again)
            await desk.receiver.receive_once()
        assert len(await desk.kept()) == 1


async def test_a_message_whose_commit_fails_stays_in_the_queue(tmp_path: Path) -> None:
    async with at_the_line(tmp_path, Line()) as desk:
        desk.line.put(desk.wrapped("{}"))
        await desk.receiver.receive_once()
        desk.line.put(desk.wrapped("{}"))
    with pytest.raises(StoreError):
        await desk.receiver.receive_once()
    assert list(desk.line.waiting) == ["q1"]


async def test_a_forged_one_stays_is_counted_and_holds_up_no_other(tmp_path: Path) -> None:
    async with at_the_line(tmp_path, Line()) as desk:
        forged = json.dumps({**desk.sender.notification("{}"), "Message": "other"})
        desk.line.put(forged, "bad")
        desk.line.put(desk.wrapped("{}"), "good")
        await desk.receiver.receive_once()
        assert len(await desk.kept()) == 1
        assert list(desk.line.waiting) == ["bad"]
        assert desk.meter.refusals == {"bad_signature": 1}


async def test_a_confirmation_is_no_finding(tmp_path: Path) -> None:
    async with at_the_line(tmp_path, Line()) as desk:
        desk.line.put(json.dumps(desk.sender.confirmation()))
        await desk.receiver.receive_once()
        assert await desk.kept() == []
        assert desk.meter.refusals == {"unknown_type": 1}


@pytest.mark.parametrize(("days", "kept"), [(3, 1), (5, 0)])
async def test_it_may_be_as_old_as_the_queue_keeps_messages(
    tmp_path: Path, days: int, kept: int
) -> None:
    async with at_the_line(tmp_path, Line(kept_days=4)) as desk:
        desk.line.put(desk.wrapped("{}"))
        desk.clock.advance(timedelta(days=days))
        await desk.receiver.receive_once()
        assert len(await desk.kept()) == kept


async def test_a_certificate_counts_as_of_when_the_message_was_sent(tmp_path: Path) -> None:
    async with at_the_line(tmp_path, Line(kept_days=14)) as desk:
        desk.sender = SnsSender(days=2)
        shelf = ShelfFetcher({CERTIFICATE_URL: desk.sender.certificate})
        verifier = SnsVerifier(frozenset({TOPIC}), Certificates({}, shelf), desk.clock)
        receiver = QueueReceiver(
            desk.line, desk.store, verifier, desk.clock, LocalBell(), desk.meter
        )
        desk.line.put(desk.wrapped("{}"))
        desk.clock.advance(timedelta(days=5))
        await receiver.receive_once()
        assert len(await desk.kept()) == 1


async def test_a_raw_message_is_taken_only_while_the_policy_admits_the_topic_alone(
    tmp_path: Path,
) -> None:
    async with at_the_line(tmp_path, Line(CLOSED)) as desk:
        desk.line.put('{"detail-type": "x"}', "q1")
        await desk.receiver.receive_once()
        (message,) = await desk.kept()
        assert (message.topic, message.message_id, message.sent_at) == (TOPIC, "q1", MORNING)

        desk.line.look_is = QueueLook(ARN, "", timedelta(days=4), f"{ARN}-dead", 0)
        desk.line.put("{}", "q2")
        desk.clock.advance(LOOK_EVERY)
        await desk.receiver.receive_once()
        assert len(await desk.kept()) == 1
        assert list(desk.line.waiting) == ["q2"]
        assert desk.meter.refusals == {"raw_delivery": 1}
        assert desk.line.looks == 2


async def test_a_queue_that_can_not_be_looked_at_is_not_received_from_and_says_so(
    tmp_path: Path,
) -> None:
    async with at_the_line(tmp_path, Line(CLOSED)) as desk:
        desk.line.put("{}")
        desk.line.fault = "AccessDenied"
        with pytest.raises(QueueError):
            await desk.receiver.receive_once()
        check = await desk.store.read(lambda unit: unit.coverage.noted(QUEUE))
        assert check is not None
        assert check.standing is Standing.NOT_AVAILABLE
        assert await desk.kept() == []


async def test_the_loop_outlives_a_fault_and_takes_in_what_it_has_before_it_stops(
    tmp_path: Path,
) -> None:
    async with at_the_line(tmp_path, Line(CLOSED)) as desk:
        desk.line.fault = "ServiceUnavailable"
        stop = asyncio.Event()
        running = asyncio.create_task(desk.receiver.run(stop))
        async with asyncio.timeout(60):
            await desk.line.looked.wait()
            desk.line.fault = ""
            desk.line.put("{}")
            await desk.line.deleted.wait()
            stop.set()
            await running
        assert len(await desk.kept()) == 1
