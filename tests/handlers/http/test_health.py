"""Liveness and readiness, as the public sees them: a code, and no detail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.domain.words import intake as words
from handlers.http import health
from handlers.http.health import Check, Checks, ask


def saying(*checks: Check) -> Checks:
    async def answer() -> Sequence[Check]:
        return checks

    return answer


async def breaking() -> Sequence[Check]:
    message = "postgresql://user:secret@db is away"
    raise ConnectionError(message)


@asynccontextmanager
async def public(checks: Checks) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    app = web.Application()
    app.add_routes(health.routes(checks))
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_a_process_that_lives_says_so_whatever_the_checks_say() -> None:
    async with public(breaking) as client, client.get("/healthz") as answer:
        assert answer.status == 200
        assert await answer.text() == words.ALIVE.en


async def test_ready_is_when_every_check_is_well() -> None:
    well = saying(Check("database", is_well=True), Check("slack", is_well=True))
    async with public(well) as client, client.get("/readyz") as answer:
        assert answer.status == 200


async def test_one_check_that_is_not_well_is_503_without_detail() -> None:
    ill = saying(Check("database", is_well=True), Check("slack", is_well=False, detail="xoxb"))
    async with public(ill) as client, client.get("/readyz") as answer:
        assert answer.status == 503
        assert await answer.text() == words.NOT_READY.en


async def test_a_check_that_breaks_is_503_and_tells_nobody_why() -> None:
    async with public(breaking) as client, client.get("/readyz") as answer:
        assert answer.status == 503
        assert await answer.text() == words.NOT_READY.en


async def test_a_check_that_never_answers_is_not_well() -> None:
    async def never() -> Sequence[Check]:
        await asyncio.Event().wait()
        return ()

    (check,) = await ask(never, seconds=0.01)
    assert not check.is_well
    assert check.detail == words.NO_ANSWER.en
