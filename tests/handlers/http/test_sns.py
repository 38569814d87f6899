"""POST /sns over real HTTP: the codes by which SNS drops a message or sends it again."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer

from bot.domain.words import intake as words
from handlers.http import sns
from handlers.http.listeners import LARGEST_BODY, Address, listening
from tests.bot.intake.doors import CHANNEL, an_intake, intake_on
from tests.bot.intake.fakes import WatchedStore
from tests.bot.intake.formats.examples import as_guardduty_event
from tests.clocks import MORNING
from tests.sns_sender import CERTIFICATE_URL, SnsSender, body_of
from tests.stores import a_store


async def test_a_signed_message_is_answered_200_with_one_sentence(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        raw = body_of(intake.sender.notification("x"))
        async with intake.client.post("/sns", data=raw) as answer:
            assert answer.status == HTTPStatus.OK
            assert await answer.text() == words.KEPT.en
        assert len(await intake.unread()) == 1


@pytest.mark.parametrize(
    "content_type",
    ["text/plain; charset=UTF-8", "application/json", "x/y", "text/plain; charset=?"],
)
async def test_any_content_type_will_do(content_type: str, tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        raw = body_of(intake.sender.notification("x"))
        assert await intake.post(raw, {"Content-Type": content_type}) is HTTPStatus.OK


async def test_what_is_forged_stale_or_no_sns_message_gets_403_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    async with an_intake(tmp_path) as intake:
        good = intake.sender.notification("x")
        old = intake.sender.notification("x", at=MORNING.replace(hour=1))
        bodies = [
            b"",
            b"hello",
            b"{}",
            b"[" * 10_000,
            body_of({**good, "Message": "y"}),
            body_of(SnsSender(number=1).notification("x")),
            body_of(SnsSender("arn:aws:sns:eu-west-1:111122223333:other").notification("x")),
            body_of({**good, "SigningCertURL": "https://evil.example/x.pem"}),
            body_of(old),
        ]
        for raw in bodies:
            assert await intake.post(raw) is HTTPStatus.FORBIDDEN
        assert await intake.unread() == ()
        assert intake.fetcher.fetched == [CERTIFICATE_URL]


async def test_raw_delivery_gets_403(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        raw = body_of(intake.sender.notification("x"))
        header = {"X-Amz-Sns-Rawdelivery": "true"}
        assert await intake.post(raw, header) is HTTPStatus.FORBIDDEN


async def test_a_mebibyte_is_taken_and_a_byte_more_is_not(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        raw = body_of(intake.sender.notification("x"))
        padded = raw + b" " * (LARGEST_BODY - len(raw))
        assert await intake.post(padded) is HTTPStatus.OK
        async with intake.client.post("/sns", data=BytesIO(padded + b" ")) as answer:
            assert answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            assert str(LARGEST_BODY) in await answer.text()
        counted = 'secbot_findings_refused_total{reason="too_large"} 1.0'
        assert counted in intake.metrics.scrape().decode()


async def test_a_body_that_does_not_say_its_length_is_capped_all_the_same(tmp_path: Path) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 32_768

    async with (
        an_intake(tmp_path) as intake,
        intake.client.post("/sns", data=chunks()) as answer,
    ):
        assert answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


@pytest.mark.parametrize("coding", ["gzip", "GZip", "br", "x", "identity, gzip", "deflate, gzip"])
async def test_what_is_packed_or_said_to_be_is_refused_before_it_is_unpacked(
    tmp_path: Path, coding: str
) -> None:
    here = Address("127.0.0.1", 0)
    async with an_intake(tmp_path) as intake, ClientSession() as session:
        plain = body_of(intake.sender.notification("x"))
        bomb = gzip.compress(b" " * (8 * LARGEST_BODY))
        routes = sns.routes(intake.desk, intake.metrics)
        for raw in (plain, gzip.compress(plain), bomb, b"not gzip at all", b""):
            headers = {"Content-Encoding": coding}
            async with (
                listening((here, routes), (here, [])) as ports,
                session.post(
                    f"http://127.0.0.1:{ports.public}/sns", data=raw, headers=headers
                ) as answer,
            ):
                assert answer.status == HTTPStatus.FORBIDDEN
                assert await answer.text() == words.PACKED.en
        assert await intake.unread() == ()


@pytest.mark.parametrize("coding", ["", "identity", "Identity"])
async def test_a_body_that_is_said_to_be_as_it_is_is_taken(tmp_path: Path, coding: str) -> None:
    async with an_intake(tmp_path) as intake:
        raw = body_of(intake.sender.notification("x"))
        assert await intake.post(raw, {"Content-Encoding": coding}) is HTTPStatus.OK


async def test_a_body_that_dawdles_is_left_and_may_be_sent_again(tmp_path: Path) -> None:
    async def drips() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async with an_intake(tmp_path) as intake:
        app = web.Application()
        app.add_routes(sns.routes(intake.desk, intake.metrics, body_seconds=0.01))
        async with (
            TestClient(TestServer(app)) as client,
            client.post("/sns", data=drips()) as answer,
        ):
            assert answer.status == HTTPStatus.SERVICE_UNAVAILABLE
            assert await answer.text() == words.TOO_SLOW.en


async def test_what_a_second_attempt_may_mend_gets_503(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        async with intake_on(watched) as intake:
            notification = body_of(intake.sender.notification("x"))
            intake.fetcher.shelf.clear()
            assert await intake.post(notification) is HTTPStatus.SERVICE_UNAVAILABLE
            intake.fetcher.shelf[CERTIFICATE_URL] = intake.sender.certificate
            watched.fails = True
            assert await intake.post(notification) is HTTPStatus.SERVICE_UNAVAILABLE
            intake.confirmer.fails = True
            confirmation = body_of(intake.sender.confirmation())
            assert await intake.post(confirmation) is HTTPStatus.SERVICE_UNAVAILABLE
            watched.fails = intake.confirmer.fails = False
            assert await intake.post(notification) is HTTPStatus.OK
            assert await intake.post(confirmation) is HTTPStatus.OK


async def test_a_closed_database_is_503_and_no_traceback(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        pass
    async with intake_on(store) as intake:
        raw = body_of(intake.sender.notification("x"))
        async with intake.client.post("/sns", data=raw) as answer:
            assert answer.status == HTTPStatus.SERVICE_UNAVAILABLE
            assert await answer.text() == words.STORE_FAILED.en


async def test_no_answer_is_given_before_the_commit(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        async with intake_on(watched) as intake:
            watched.gate.clear()
            raw = body_of(intake.sender.notification("x"))
            posting = asyncio.create_task(intake.post(raw))
            await watched.entered.wait()
            assert not posting.done()
            watched.gate.set()
            assert await posting is HTTPStatus.OK


async def test_another_method_is_not_allowed(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake, intake.client.get("/sns") as answer:
        assert answer.status == HTTPStatus.METHOD_NOT_ALLOWED


async def test_a_signed_finding_becomes_an_incident_with_a_card(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        assert await intake.publish(json.dumps(as_guardduty_event())) is HTTPStatus.OK
        await intake.read_all()
        incident = await intake.store.read(lambda unit: unit.incidents.get(1))
        assert incident is not None
        assert (incident.title, incident.channel) == (
            as_guardduty_event()["detail"]["title"],
            CHANNEL,
        )
        counted = 'secbot_findings_received_total{source="guardduty"} 1.0'
        assert counted in intake.metrics.scrape().decode()
