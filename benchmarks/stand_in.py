"""Stands for Slack and AWS: Slack says yes to everything at once, AWS no.

A program of its own, so that what it does is neither the server's time nor the driver's.
"""

from __future__ import annotations

import asyncio
import os
import signal
from itertools import count
from typing import Any

from aiohttp import web

TEAM = "T0RANGE"
RESPONDERS, APPROVERS = "S0RESPOND", "S0APPROVE"
PEOPLE = tuple(f"U0PERSON{number:02d}" for number in range(50))
DENIED = """<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
<Code>AccessDenied</Code><Message>No role is deployed here.</Message></Error></ErrorResponse>"""
HIGHEST_BACKLOG = 1024


class StandIn:
    """Answers the Web API methods that the bot calls, and response URLs, with `ok`."""

    def __init__(self) -> None:
        """Begin with no message posted."""
        self._stamps = count(1)

    def routes(self) -> list[web.RouteDef]:
        """Return every route; what is not Slack's is AWS's."""
        return [
            web.get("/healthz", self.well),
            web.route("*", "/api/{method}", self.slack),
            web.post("/hooks", self.well),
            web.route("*", "/{path:.*}", self.aws),
        ]

    async def well(self, _: web.Request) -> web.Response:
        """Answer that all is well."""
        return web.Response(text="ok")

    async def slack(self, request: web.Request) -> web.Response:
        """Answer a Web API call."""
        form = await request.post()
        asked = {**request.query, **{key: str(value) for key, value in form.items()}}
        return web.json_response({"ok": True, **self._told(request.match_info["method"], asked)})

    async def aws(self, _: web.Request) -> web.Response:
        """Refuse a call of AWS's."""
        return web.Response(status=403, text=DENIED, content_type="text/xml")

    def _told(self, method: str, asked: dict[str, str]) -> dict[str, Any]:
        match method:
            case "auth.test":
                return {"team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "team": "t"}
            case "users.info":
                return {"user": _person(asked.get("user", ""))}
            case "usergroups.users.list":
                return {"users": list(PEOPLE)}
            case _:
                stamp = f"1795300000.{next(self._stamps):06d}"
                return {"ts": asked.get("ts", stamp), "channel": asked.get("channel", "C0SEC")}


def _person(user: str) -> dict[str, Any]:
    profile = {"email": f"{user.lower()}@example.com", "display_name": user.lower()}
    return {"id": user, "team_id": TEAM, "profile": profile}


async def main() -> None:
    """Serve on PORT until told to stop."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    app = web.Application()
    app.add_routes(StandIn().routes())
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(
        runner, "127.0.0.1", int(os.environ["PORT"]), backlog=HIGHEST_BACKLOG
    ).start()
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
