"""Receives findings from a queue: each is deleted only once it is on the disk.

What SNS has wrapped is verified as over HTTP, but may be as old as the queue keeps messages. What
comes raw is taken only while the queue's policy keeps out everybody but one topic of ours. What is
not taken stays in the queue, is received again and ends in its dead letters, where it is seen.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic_core import from_json

from bot.domain.message import Message
from bot.domain.queueing import QueueLook, checked, sole_sender, unread
from bot.domain.words import queueing as words
from bot.intake.errors import IntakeError, Reason, RefusedError
from bot.intake.sns import Kind, SnsVerifier
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.meter import Meter
from bot.ports.queue import Queue, Queued, QueueError
from bot.ports.store import Store, StoreError

SOURCE = "sqs"
LOOK_EVERY = timedelta(hours=1)
AFTER_FAULT = 5.0
"""Seconds to wait after a fault of AWS's or the database's."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trust:
    """What a look at the queue has shown, and when: `sole` is the topic that alone may send."""

    at: datetime
    kept_for: timedelta
    sole: str


class QueueReceiver:
    """Takes in from one queue; any number of processes may receive from the same."""

    def __init__(
        self,
        queue: Queue,
        store: Store,
        verifier: SnsVerifier,
        clock: Clock,
        bell: Bell,
        meter: Meter,
        *,
        after_fault: float = AFTER_FAULT,
    ) -> None:
        """Keep into this store what comes from the verifier's topics; `after_fault` is in seconds."""
        self._queue = queue
        self._store = store
        self._verifier = verifier
        self._clock = clock
        self._bell = bell
        self._meter = meter
        self._after_fault = after_fault
        self._trust: Trust | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until told to stop; what is received meanwhile is taken in first."""
        ending = asyncio.ensure_future(stop.wait())
        try:
            while not stop.is_set():
                receiving = asyncio.ensure_future(self._receive_safely())
                await asyncio.wait({receiving, ending}, return_when=asyncio.FIRST_COMPLETED)
                if not receiving.done():
                    await receiving
        finally:
            ending.cancel()

    async def receive_once(self) -> int:
        """Take in one batch and return how many messages it had. Raises QueueError, StoreError."""
        trust = await self._trusted()
        batch = await self._queue.receive()
        if not batch:
            return 0
        taken = [(each, message) for each in batch if (message := await self._read(each, trust))]
        if taken:
            messages = [message for _, message in taken]
            await self._store.write(lambda unit: unit.inbox.add(messages))
            self._bell.ring(Ring.INBOX)
            await self._queue.delete([each.receipt for each, _ in taken])
        return len(batch)

    async def _receive_safely(self) -> None:
        try:
            await self.receive_once()
        except Exception as error:  # noqa: BLE001 - the loop outlives whatever happens to one batch
            _log.warning("the queue could not be received from: %r", error)
            await asyncio.sleep(self._after_fault)

    async def _trusted(self) -> Trust:
        """Return what the queue's policy proves, looked at anew where that is an hour old."""
        now = self._clock.now()
        if self._trust is None or now - self._trust.at >= LOOK_EVERY:
            self._trust = None
            self._trust = await self._look(now)
        return self._trust

    async def _look(self, now: datetime) -> Trust:
        try:
            look = await self._queue.look()
        except QueueError as error:
            await self._note_unread(str(error), now)
            raise
        return await self._note(look, now)

    async def _note(self, look: QueueLook, now: datetime) -> Trust:
        sole = sole_sender(look, self._verifier.topics)
        check = checked(look, sole, now)
        await self._store.write(lambda unit: unit.coverage.note(check))
        return Trust(now, look.kept_for, sole)

    async def _note_unread(self, code: str, now: datetime) -> None:
        check = unread(code, now)
        try:
            await self._store.write(lambda unit: unit.coverage.note(check))
        except StoreError:
            _log.exception("that the queue could not be read could not be written down")

    async def _read(self, queued: Queued, trust: Trust) -> Message | None:
        """Return what to keep of a message, or None for one that stays in the queue."""
        try:
            return await self._verified(queued, trust)
        except RefusedError as error:
            self._meter.refused(error.reason)
            _log.warning("message %s stays in the queue: %s", queued.message_id, error)
        except IntakeError as error:
            _log.warning("message %s is left for later: %s", queued.message_id, error)
        return None

    async def _verified(self, queued: Queued, trust: Trust) -> Message:
        now = self._clock.now()
        if not _is_wrapped(queued.body):
            if not trust.sole:
                raise RefusedError(Reason.RAW_DELIVERY, words.UNPROVED.fill())
            return Message(SOURCE, trust.sole, queued.message_id, queued.sent_at, now, queued.body)
        raw = queued.body.encode("utf-8", "replace")
        found = await self._verifier.verify(raw, {}, kept_for=trust.kept_for)
        if found.kind is not Kind.NOTIFICATION:
            raise RefusedError(Reason.UNKNOWN_TYPE, words.NOT_A_NOTIFICATION.fill())
        return Message(SOURCE, found.topic, found.message_id, found.sent_at, now, found.text)


def _is_wrapped(body: str) -> bool:
    """Say whether SNS has put its envelope around a message."""
    try:
        value = from_json(body.encode("utf-8", "replace"))
    except ValueError:
        return False
    return isinstance(value, dict) and "Signature" in value and "TopicArn" in value
