"""GET /healthz and the public GET /readyz: does it live, and does it do its work."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web

from bot.domain.words import intake as words

CHECK_SECONDS = 3.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that readiness depends on; `detail` says what is wrong, or how it stands."""

    name: str
    is_well: bool
    detail: str = ""


Checks = Callable[[], Awaitable[Sequence[Check]]]
"""Asks everything that must be well; it may raise, which is not well."""


async def ask(checks: Checks, seconds: float = CHECK_SECONDS) -> tuple[Check, ...]:
    """Return the answers; none in time, or an error, is an answer that is not well."""
    try:
        async with asyncio.timeout(seconds):
            return tuple(await checks())
    except TimeoutError:
        return (Check("readiness", is_well=False, detail=words.NO_ANSWER.en),)
    except Exception:  # noqa: BLE001 - a check that breaks is one that is not well
        _log.exception("readiness could not be asked")
        return (Check("readiness", is_well=False, detail=words.CHECK_BROKE.en),)


def routes(checks: Checks) -> list[web.RouteDef]:
    """Return the routes for the public listener, which tell nobody what is wrong."""

    async def alive(_: web.Request) -> web.Response:
        return web.Response(text=words.ALIVE.en)

    async def ready(_: web.Request) -> web.Response:
        if all(check.is_well for check in await ask(checks)):
            return web.Response(text=words.READY.en)
        return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, text=words.NOT_READY.en)

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
