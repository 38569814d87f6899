"""Serves routes on PORT until told to stop: the frame of every floor and of the stand-in."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence

from aiohttp import web

LONGEST_BACKLOG = 1024
LARGEST_BODY = 1024 * 1024


async def serve(routes: Sequence[web.RouteDef]) -> None:
    """Serve, with `/healthz` beside the routes, until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    app = web.Application(client_max_size=LARGEST_BODY)
    app.add_routes([web.get("/healthz", well), *routes])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = int(os.environ["PORT"])
    await web.TCPSite(runner, "127.0.0.1", port, backlog=LONGEST_BACKLOG).start()
    await stop.wait()
    await runner.cleanup()


async def well(_: web.Request) -> web.Response:
    """Answer that all is well."""
    return web.Response(text="ok")
