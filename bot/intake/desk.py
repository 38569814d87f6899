"""Takes messages in: verified, into the durable inbox, and answered only after the commit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime
from time import perf_counter

from bot.domain.message import Message
from bot.domain.words import intake as words
from bot.intake.errors import NotNowError, RefusedError
from bot.intake.sns import Kind, SnsVerifier, Verified
from bot.intake.tray import Tray, Waiting
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.confirmer import Confirmer, ConfirmError
from bot.ports.meter import Meter
from bot.ports.store import Haste, Store
from bot.ports.unit import Unit

CONFIRM_SECONDS = 10.0
"""SNS waits 15 s for an answer:
https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html"""

SOURCE = "sns"

_log = logging.getLogger(__name__)


class IntakeDesk:
    """Receives what SNS posts; messages that wait when the writer turns to them share a commit."""

    def __init__(
        self,
        store: Store,
        verifier: SnsVerifier,
        clock: Clock,
        bell: Bell,
        confirmer: Confirmer,
        meter: Meter,
    ) -> None:
        """Keep into this store what this verifier lets through."""
        self._store = store
        self._verifier = verifier
        self._clock = clock
        self._bell = bell
        self._confirmer = confirmer
        self._meter = meter
        self._waiting = 0
        self._rush = 0
        self._tray = Tray()
        self._writing: set[asyncio.Task[None]] = set()

    def rush(self) -> int:
        """Return how many messages at most were being received at once since the last asking.

        A look at the present alone would often find none in the thick of a burst: those of one
        batch are answered together, and the next are not read yet.
        """
        most, self._rush = self._rush, self._waiting
        return most

    def waiting(self) -> int:
        """Return how many messages are being received at this moment."""
        return self._waiting

    async def receive(self, raw: bytes, headers: Mapping[str, str]) -> None:
        """Take one POST; when this returns, the message is on the disk.

        `headers` are looked up in lower case. Raises RefusedError for what must not be taken,
        NotNowError and StoreError for what may be taken when it is sent again.
        """
        started = perf_counter()
        self._waiting += 1
        self._rush = max(self._rush, self._waiting)
        try:
            verified = await self._verifier.verify(raw, headers)
            await self._act_on(verified)
        except RefusedError as error:
            self._meter.refused(error.reason)
            raise
        finally:
            self._waiting -= 1
        self._meter.intake_seconds(perf_counter() - started)

    async def _act_on(self, verified: Verified) -> None:
        if verified.kind is Kind.NOTIFICATION:
            await self._keep(_message(verified, self._clock.now()))
        elif verified.kind is Kind.SUBSCRIPTION_CONFIRMATION:
            await self._confirm(verified)
        else:
            _log.warning("the subscription to %s was ended", verified.topic)

    async def _confirm(self, verified: Verified) -> None:
        try:
            async with asyncio.timeout(CONFIRM_SECONDS):
                await self._confirmer.confirm(verified.topic, verified.token)
        except (ConfirmError, TimeoutError) as error:
            _log.warning("the subscription to %s was not confirmed: %s", verified.topic, error)
            raise NotNowError(words.NOT_CONFIRMED.fill()) from error
        _log.info("the subscription to %s was confirmed", verified.topic)

    async def _keep(self, message: Message) -> None:
        """Lay it on the tray and wait until it is committed.

        The write outlives any one of those who wait for it, such as a client that hangs up.
        """
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self._tray.put(Waiting(message, kept)):
            task = asyncio.create_task(self._write())
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
        await kept

    async def _write(self) -> None:
        """Write what lies on the tray when the writer turns to it; a work may be done anew."""
        batch: list[Waiting] = []

        def add(unit: Unit) -> None:
            batch.extend(self._tray.empty())
            unit.inbox.add([each.message for each in batch])

        try:
            await self._store.write(add, Haste.FIRST)
        except Exception as error:  # noqa: BLE001 - it rises in each of those who wait
            # What has come since the tray was emptied has a write of its own on its way.
            for each in batch or self._tray.empty():
                each.failed(error)
        else:
            for each in batch:
                each.done()
            self._bell.ring(Ring.INBOX)


def _message(verified: Verified, now: datetime) -> Message:
    return Message(
        source=SOURCE,
        topic=verified.topic,
        message_id=verified.message_id,
        sent_at=verified.sent_at,
        received_at=now,
        body=verified.text,
    )
