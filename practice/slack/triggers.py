"""Trigger ids: the right to open one view for somebody who has just acted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from practice.slack.clock import Now, Serials
from practice.slack.errors import Code, RefusedError

LIFE = timedelta(seconds=3)


@dataclass(slots=True)
class Trigger:
    """A trigger of one person."""

    person: str
    issued_at: datetime
    is_used: bool = False


class Triggers:
    """Good for three seconds and one exchange.

    https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
    """

    def __init__(self, now: Now, serials: Serials) -> None:
        """Keep the clock."""
        self._now = now
        self._serials = serials
        self._issued: dict[str, Trigger] = {}

    def issue(self, person: str) -> str:
        """Return a fresh trigger id."""
        trigger_id = self._serials.following("") + ".0.trigger"
        self._issued[trigger_id] = Trigger(person, self._now())
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger up; RefusedError where it is unknown, used or too old."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise RefusedError(Code.INVALID_TRIGGER_ID)
        if trigger.is_used:
            raise RefusedError(Code.EXCHANGED_TRIGGER_ID)
        if self._now() - trigger.issued_at > LIFE:
            raise RefusedError(Code.EXPIRED_TRIGGER_ID)
        trigger.is_used = True
        return trigger
