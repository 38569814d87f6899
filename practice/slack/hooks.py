"""Response URLs: the right to answer five times within half an hour of an act."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from practice.slack.clock import Now
from practice.slack.errors import Code, RefusedError

LIFE = timedelta(minutes=30)
USES = 5


@dataclass(slots=True)
class Hook:
    """Where an answer goes: the person who acted, the channel, and the message acted on."""

    person: str
    channel: str
    message_ts: str | None
    issued_at: datetime
    uses: int = 0


class Hooks:
    """Good for five uses and 30 minutes; whoever has the address may answer.

    https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
    """

    def __init__(self, now: Now) -> None:
        """Keep the clock."""
        self._now = now
        self._issued: dict[str, Hook] = {}

    def issue(self, person: str, channel: str, message_ts: str | None = None) -> str:
        """Return the token of a fresh hook, the last part of its address."""
        token = secrets.token_urlsafe(18)
        self._issued[token] = Hook(person, channel, message_ts, self._now())
        return token

    def use(self, token: str) -> Hook:
        """Use a hook once; RefusedError where it is unknown, used up or too old."""
        hook = self._issued.get(token)
        if hook is None:
            raise RefusedError(Code.INVALID_URL)
        if self._now() - hook.issued_at > LIFE:
            raise RefusedError(Code.EXPIRED_URL)
        if hook.uses >= USES:
            raise RefusedError(Code.USED_URL)
        hook.uses += 1
        return hook
