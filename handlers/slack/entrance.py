"""The ways by which Slack gets in: HTTP mode, Socket Mode, or both while one moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from aiohttp import web
from slack_bolt.async_app import AsyncApp

from bot.ports.clock import Clock
from handlers.http import slack
from handlers.http.health import Check
from handlers.http.metrics import Metrics
from handlers.slack.dispatch import Dispatch
from handlers.slack.pulse import Pulse
from handlers.slack.socket import SocketMode
from handlers.slack.web_client import open_web


@dataclass(frozen=True, slots=True)
class Entrance:
    """Routes of the public listener, loops that hold sockets, and what readiness asks."""

    routes: Sequence[web.RouteDef]
    loops: Sequence[SocketMode]
    checks: Sequence[Callable[[], Check]]


def entrance(
    app: AsyncApp, metrics: Metrics, clock: Clock, *, secret: str, app_token: str, api_url: str
) -> Entrance:
    """Return the ways in that these secrets open: either may be empty.

    Slack sends each payload one way only, by the app's own switch there. With both secrets set
    both ways are open, so that the switch can be turned without a restart.
    """
    routes = slack.routes(app, secret) if secret else []
    if not app_token:
        return Entrance(routes, (), ())
    pulse = Pulse(clock)
    metrics.watch_sockets(pulse.count, lambda: pulse.proved_at, lambda: pulse.envelope_at)
    opened = partial(open_web, app_token, api_url, metrics.slack_post)
    sockets = SocketMode(opened, Dispatch(app, metrics.envelope), pulse)
    return Entrance(routes, (sockets,), (pulse.check,))
