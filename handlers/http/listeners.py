"""Two listeners: the public one, and the admin one that is on 127.0.0.1 unless told otherwise."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

LARGEST_BODY = 1024 * 1024
"""Bytes. SNS delivers 256 KiB at most; its JSON escaping adds to that."""
DRAIN_SECONDS = 10.0
BACKLOG = 1024


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen; port 0 takes a free one."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports that are listened on."""

    public: int
    admin: int


@asynccontextmanager
async def listening(
    public: tuple[Address, Sequence[web.RouteDef]], admin: tuple[Address, Sequence[web.RouteDef]]
) -> AsyncIterator[Ports]:
    """Listen while the block runs; at its end finish what was begun, and take no more.

    The admin listener opens first and closes last, so that the other can be watched as it drains.
    Raises OSError where an address can't be listened on.
    """
    second, admin_port = await _start(*admin)
    try:
        first, public_port = await _start(*public)
        try:
            yield Ports(public_port, admin_port)
        finally:
            await first.cleanup()
    finally:
        await second.cleanup()


async def _start(address: Address, routes: Sequence[web.RouteDef]) -> tuple[web.AppRunner, int]:
    app = web.Application(client_max_size=LARGEST_BODY)
    app.add_routes(routes)
    # Neither SNS nor Slack compresses; what is compressed could unpack to far more than the cap.
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=DRAIN_SECONDS, auto_decompress=False
    )
    await runner.setup()
    site = web.TCPSite(runner, address.host, address.port, backlog=BACKLOG)
    try:
        await site.start()
    except BaseException:
        await runner.cleanup()
        raise
    port: int = runner.addresses[0][1]
    return runner, port
