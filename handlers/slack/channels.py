"""Refuses channels that other companies read too."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.ports.clock import Clock
from bot.ports.notifier import LimitedError, RefusedError, UncertainError, UnreachableError
from handlers.slack.web_client import SlackWeb

KNOWN_FOR = timedelta(minutes=10)

_log = logging.getLogger(__name__)


class Channels:
    """Knows for ten minutes whether a channel is shared by Slack Connect.

    A channel of which Slack does not tell is not refused: an alert that nobody sees is worse
    than a channel that nobody could check. It is logged as an error each time.
    https://docs.slack.dev/apis/slack-connect
    """

    def __init__(self, web: SlackWeb, clock: Clock) -> None:
        """Ask through this."""
        self._web = web
        self._clock = clock
        self._known: dict[str, tuple[bool, datetime]] = {}

    async def refuse_shared(self, channel: str) -> None:
        """Raise UnreachableError for a shared channel: what waits for it is kept."""
        known = self._known.get(channel)
        if known is None or self._clock.now() - known[1] >= KNOWN_FOR:
            known = (await self._is_shared(channel), self._clock.now())
            self._known[channel] = known
        if known[0]:
            message = f"{channel} is shared with another company, so nothing is posted there"
            raise UnreachableError(message)

    async def _is_shared(self, channel: str) -> bool:
        try:
            answer = await self._web.ask(
                "conversations.info", self._web.client.conversations_info(channel=channel)
            )
        except (LimitedError, RefusedError, UncertainError, UnreachableError) as error:
            _log.error("nobody knows whether %s is shared: %s", channel, error)
            return False
        told = answer.get("channel") or {}
        return bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared"))
