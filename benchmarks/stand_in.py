"""Stands for Slack and AWS: Slack says yes to everything at once, AWS no.

A program of its own, so that what it does is neither the server's time nor the driver's.
"""

from __future__ import annotations

import asyncio
from itertools import count
from typing import Any

from aiohttp import web

from benchmarks.serving import serve, well

TEAM = "T0RANGE"
RESPONDERS, APPROVERS = "S0RESPOND", "S0APPROVE"
PEOPLE = tuple(f"U0PERSON{number:02d}" for number in range(50))
DENIED = (
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>'
    "<Code>AccessDenied</Code><Message>No role is here.</Message></Error></ErrorResponse>"
)


class StandIn:
    """Answers the Web API methods that the bot calls, and response URLs, with `ok`."""

    def __init__(self) -> None:
        """Begin with no message posted."""
        self._stamps = count(1)

    def routes(self) -> list[web.RouteDef]:
        """Return every route; what is not Slack's is AWS's."""
        return [
            web.route("*", "/api/{method}", self.slack),
            web.post("/hooks", well),
            web.route("*", "/{path:.*}", self.aws),
        ]

    async def slack(self, request: web.Request) -> web.Response:
        """Answer a Web API call."""
        told = self._told(request.match_info["method"], await _arguments(request))
        return web.json_response({"ok": True, **told})

    async def aws(self, _: web.Request) -> web.Response:
        """Refuse a call of AWS's."""
        return web.Response(status=403, text=DENIED, content_type="text/xml")

    def _told(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        match method:
            case "auth.test":
                return {"team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "team": "range"}
            case "users.info":
                return {"user": _person(str(asked.get("user")))}
            case "usergroups.users.list":
                return {"users": list(PEOPLE)}
            case "conversations.info":
                return {"channel": {"id": asked.get("channel"), "is_ext_shared": False}}
            case _:
                stamp = f"1795300000.{next(self._stamps):06d}"
                return {"ts": asked.get("ts", stamp), "channel": asked.get("channel")}


async def _arguments(request: web.Request) -> dict[str, Any]:
    """Return a call's arguments, which come as a query, a form or JSON."""
    if request.content_type == "application/json":
        asked: dict[str, Any] = await request.json()
        return asked
    return {**request.query, **await request.post()}


def _person(user: str) -> dict[str, Any]:
    profile = {"email": f"{user.lower()}@example.com", "display_name": user.lower()}
    return {"id": user, "team_id": TEAM, "profile": profile}


if __name__ == "__main__":
    asyncio.run(serve(StandIn().routes()))
