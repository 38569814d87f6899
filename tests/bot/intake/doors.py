"""A running intake: signed POSTs over loopback, through the real desk, into a real store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.domain.message import Kept
from bot.durable.bell import LocalBell
from bot.intake.certificates import Certificates
from bot.intake.desk import IntakeDesk
from bot.intake.reader import Filing, Reader
from bot.intake.sns import SnsVerifier
from bot.ports.store import Store
from bot.triage.sorting import sort
from handlers.http import sns
from handlers.http.metrics import Metrics
from tests.bot.intake.fakes import NotingConfirmer, ShelfFetcher, no_holds
from tests.clocks import FrozenClock
from tests.sns_sender import CERTIFICATE_URL, HEADERS, TOPIC, SnsSender, body_of
from tests.stores import a_store

CHANNEL = "C0ALERTS"


@dataclass(frozen=True)
class Intake:
    """The parts of a running intake that tests look at."""

    client: TestClient[web.Request, web.Application]
    store: Store
    desk: IntakeDesk
    reader: Reader
    clock: FrozenClock
    bell: LocalBell
    fetcher: ShelfFetcher
    confirmer: NotingConfirmer
    metrics: Metrics
    sender: SnsSender

    async def post(self, raw: bytes, headers: Mapping[str, str] | None = None) -> HTTPStatus:
        """Post a body and return the code of the answer."""
        sent = {**HEADERS, **(headers or {})}
        async with self.client.post("/sns", data=BytesIO(raw), headers=sent) as got:
            return HTTPStatus(got.status)

    async def publish(self, text: str) -> HTTPStatus:
        """Post text as a signed Notification."""
        return await self.post(body_of(self.sender.notification(text)))

    async def unread(self) -> tuple[Kept, ...]:
        """Return what is in the inbox."""
        return await self.store.read(lambda unit: unit.inbox.unread(1000))

    async def read_all(self) -> None:
        """Let the reader read until nothing is left."""
        while await self.reader.read_once():
            pass


@asynccontextmanager
async def an_intake(folder: Path) -> AsyncIterator[Intake]:
    """Yield an intake on a database in this folder, which ends with the block."""
    async with a_store(folder) as store, intake_on(store) as intake:
        yield intake


@asynccontextmanager
async def intake_on(store: Store) -> AsyncIterator[Intake]:
    """Yield an intake on a store of the test's own making."""
    clock, bell, metrics, confirmer = FrozenClock(), LocalBell(), Metrics(), NotingConfirmer()
    sender = SnsSender()
    fetcher = ShelfFetcher({CERTIFICATE_URL: sender.certificate})
    verifier = SnsVerifier(frozenset({TOPIC}), Certificates({}, fetcher), clock)
    desk = IntakeDesk(store, verifier, clock, bell, confirmer, metrics)
    filing = Filing(sort, no_holds)
    reader = Reader(store, clock, bell, filing, desk.rush, channel=CHANNEL, meter=metrics)
    app = web.Application()
    app.add_routes(sns.routes(desk, metrics))
    async with TestClient(TestServer(app)) as client:
        yield Intake(client, store, desk, reader, clock, bell, fetcher, confirmer, metrics, sender)
