"""What the admin listener serves: /metrics, and /readyz with all its detail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from handlers.http.health import Checks, ask
from handlers.http.metrics import Metrics

Refresh = Callable[[], Awaitable[None]]
"""Sets the gauges to what they are now. What it raises fails the scrape: no stale number."""


def routes(checks: Checks, metrics: Metrics, refresh: Refresh) -> list[web.RouteDef]:
    """Return the routes for the admin listener."""

    async def ready(_: web.Request) -> web.Response:
        answers = await ask(checks)
        is_ready = all(check.is_well for check in answers)
        status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        told = {check.name: {"well": check.is_well, "detail": check.detail} for check in answers}
        return web.json_response({"ready": is_ready, "checks": told}, status=status)

    async def scrape(_: web.Request) -> web.Response:
        await refresh()
        headers = {"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        return web.Response(body=metrics.scrape(), headers=headers)

    return [web.get("/readyz", ready), web.get("/metrics", scrape)]
