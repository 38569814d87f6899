"""Whether Slack can be reached, as far as the calls tell that were made anyway."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.words import intake as words
from bot.ports.clock import Clock
from handlers.http.health import Check

FAILURES = 3
REMEMBERED = timedelta(minutes=2)
"""Longer than a message in the outbox waits for its next try, so that a failure which goes on
is renewed in time. For ever would be wrong: who is not ready gets no requests, and so might make
no call that could prove Slack well again."""
FAILED = frozenset({"unreachable", "uncertain"})
WHO_ARE_WE = "auth.test"
"""Asked once, at the start; a failure of it is not waited for twice more."""


class Reach:
    """Is told the result of every call to Slack; makes none of its own."""

    def __init__(self, clock: Clock) -> None:
        """Begin with nothing known, which is well."""
        self._clock = clock
        self._failures = 0
        self._last: datetime | None = None
        self._told = ""

    def count(self, method: str, result: str) -> None:
        """Take note of a call: its method, and `ok` or what came of it."""
        if result not in FAILED:
            self._failures = 0
            return
        self._failures += FAILURES if method == WHO_ARE_WE else 1
        self._last = self._clock.now()
        self._told = words.SLACK_FAILED.fill(method=method, result=result).plain()

    def check(self) -> Check:
        """Say whether Slack answered lately; being refused or asked to wait is an answer."""
        is_recent = self._last is not None and self._clock.now() - self._last <= REMEMBERED
        is_well = self._failures < FAILURES or not is_recent
        return Check("slack", is_well=is_well, detail="" if is_well else self._told)
