"""What the admin listener tells: every check by name, and the metrics of this moment."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.domain.finding import Severity
from bot.domain.words import intake as words
from handlers.http import admin
from handlers.http.admin import Refresh
from handlers.http.health import Check, Checks
from handlers.http.metrics import Metrics


async def well() -> Sequence[Check]:
    return (Check("database", is_well=True, detail="3 rows"), Check("slack", is_well=True))


async def ill() -> Sequence[Check]:
    return (Check("database", is_well=True), Check("slack", is_well=False, detail="no answer"))


async def breaking() -> Sequence[Check]:
    raise ConnectionError


async def nothing() -> None:
    """Refresh no gauge."""


@asynccontextmanager
async def admin_listener(
    checks: Checks = well, metrics: Metrics | None = None, refresh: Refresh = nothing
) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    app = web.Application()
    app.add_routes(admin.routes(checks, metrics or Metrics(), refresh))
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_readiness_names_every_check() -> None:
    async with admin_listener() as client, client.get("/readyz") as answer:
        assert answer.status == 200
        assert await answer.json() == {
            "ready": True,
            "checks": {
                "database": {"well": True, "detail": "3 rows"},
                "slack": {"well": True, "detail": ""},
            },
        }


async def test_what_is_not_well_is_named_with_its_detail() -> None:
    async with admin_listener(ill) as client, client.get("/readyz") as answer:
        assert answer.status == 503
        told = await answer.json()
        assert told["ready"] is False
        assert told["checks"]["slack"] == {"well": False, "detail": "no answer"}


async def test_checks_that_break_are_told_as_such() -> None:
    async with admin_listener(breaking) as client, client.get("/readyz") as answer:
        assert answer.status == 503
        told = await answer.json()
        assert told["checks"]["readiness"] == {"well": False, "detail": words.CHECK_BROKE.en}


async def test_the_gauges_of_a_scrape_are_those_of_this_moment() -> None:
    metrics = Metrics()

    async def refresh() -> None:
        metrics.incidents_open({Severity.CRITICAL: 4})

    async with (
        admin_listener(metrics=metrics, refresh=refresh) as client,
        client.get("/metrics") as answer,
    ):
        assert answer.status == 200
        assert answer.content_type == "text/plain"
        assert 'secbot_incidents_open{severity="CRITICAL"} 4.0' in await answer.text()


async def test_a_scrape_that_can_not_be_refreshed_fails_rather_than_show_old_numbers() -> None:
    async def away() -> None:
        raise ConnectionError

    async with admin_listener(refresh=away) as client, client.get("/metrics") as answer:
        assert answer.status == 500
        assert "secbot_" not in await answer.text()
