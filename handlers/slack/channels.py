"""Knows who reads a channel: one that other companies read is refused, and the rest is told."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.readers import Readers
from bot.ports.clock import Clock
from bot.ports.notifier import LimitedError, RefusedError, UncertainError, UnreachableError
from handlers.slack.web_client import MENDABLE, SlackWeb

KNOWN_FOR = timedelta(minutes=10)
UNKNOWN_FOR = timedelta(minutes=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What Slack told of a channel, and when it was asked; nothing where it `was_away`."""

    readers: Readers
    is_shared: bool
    at: datetime
    was_away: bool = False

    @property
    def good_until(self) -> datetime:
        """Return until when Slack is not asked again: sooner where it told nothing."""
        return self.at + (UNKNOWN_FOR if self.readers is Readers.UNKNOWN else KNOWN_FOR)


class Channels:
    """Knows for ten minutes who may read a channel, and whether Slack Connect shares it.

    Where Slack did not tell, it is asked again after a minute; where it was away, as soon as it
    answers anything: else what is posted first after an outage would leave out all names.

    A channel of which Slack does not tell is not refused: an alert that nobody sees is worse
    than a channel that nobody could check. It is logged as an error each time, and who reads it is
    not known.
    https://docs.slack.dev/apis/slack-connect
    """

    def __init__(self, web: SlackWeb, clock: Clock) -> None:
        """Ask through this."""
        self._web = web
        self._clock = clock
        self._known: dict[str, Told] = {}

    async def refuse_shared(self, channel: str) -> None:
        """Raise UnreachableError for a shared channel: what waits for it is kept."""
        await self.told(channel)

    async def told(self, channel: str) -> Told:
        """Return what Slack told of a channel. Raises UnreachableError for a shared one."""
        known = self._known.get(channel)
        if known is None or self._clock.now() >= known.good_until:
            known = await self._ask(channel)
            self._known[channel] = known
        if known.is_shared:
            message = f"{channel} is shared with another company, so nothing is posted there"
            raise UnreachableError(message)
        return known

    def answered(self) -> None:
        """Ask again from now on what Slack did not tell because it was away: it is back."""
        self._known = {name: told for name, told in self._known.items() if not told.was_away}

    async def _ask(self, channel: str) -> Told:
        now = self._clock.now()
        try:
            answer = await self._web.ask(
                "conversations.info", self._web.client.conversations_info(channel=channel)
            )
        except (LimitedError, RefusedError, UncertainError, UnreachableError) as error:
            _log.error("nobody knows whether %s is shared: %s", channel, error)
            is_told = isinstance(error, LimitedError | RefusedError) or str(error) in MENDABLE
            return Told(Readers.UNKNOWN, is_shared=False, at=now, was_away=not is_told)
        told = answer.get("channel") or {}
        is_shared = bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared"))
        return Told(_readers(told), is_shared, now)


def _readers(told: Mapping[str, Any]) -> Readers:
    """Return who may read a channel, of which nothing but `is_private` says that few may.

    https://docs.slack.dev/reference/objects/conversation-object
    """
    is_private = told.get("is_private")
    if not isinstance(is_private, bool):
        return Readers.UNKNOWN
    return Readers.FEW if is_private else Readers.ALL
