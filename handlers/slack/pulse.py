"""What is known of the sockets to Slack: when one was last proved, and why one is not."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.words import sockets as words
from bot.ports.clock import Clock
from handlers.http.health import Check
from runbooks.kit.text import Said

SOCKETS = 2
"""Open at any time, so that one can be refreshed or die and the other is there. Slack allows an
app ten (https://docs.slack.dev/apis/events-api/using-socket-mode), and counts dead ones for a
while."""
FRESH = timedelta(seconds=45)
"""Two round trips and the patience for one."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Slot:
    """One of the sockets: `proved_at` is None while it is not; `trouble` is why."""

    proved_at: datetime | None = None
    trouble: Said | None = None
    is_sick: bool = False
    connections: int = 0


class Pulse:
    """Is told by the links what they saw; answers readiness and the metrics.

    Proved is a socket through which a ping went to Slack and back, and then a payload of our own
    through our listeners. A socket that was connected and dead is not well until another has
    been proved in its place: while it stood, Slack sent it its share of the clicks.
    """

    def __init__(self, clock: Clock) -> None:
        """Begin with nothing proved."""
        self._clock = clock
        self._slots = [Slot() for _ in range(SOCKETS)]
        self.proved_at: datetime | None = None
        self.envelope_at: datetime | None = None

    def proved(self, slot: int, connections: int) -> None:
        """Note a round trip; Slack counted so many sockets of the app when this one opened."""
        self.proved_at = self._clock.now()
        self._slots[slot] = Slot(self.proved_at, connections=connections)

    def lost(self, slot: int, why: Said, *, is_sick: bool) -> None:
        """Note that a socket is no more; `is_sick` where it looked well and was not."""
        if why != self._slots[slot].trouble:  # told once, not at every try
            _log.log(logging.ERROR if is_sick else logging.WARNING, "%s", why.plain())
        self._slots[slot] = Slot(None, why, is_sick or self._slots[slot].is_sick)

    def answered(self) -> None:
        """Note that an envelope was acknowledged."""
        self.envelope_at = self._clock.now()

    def count(self) -> int:
        """Return how many sockets are proved at this moment."""
        now = self._clock.now()
        return sum(
            each.proved_at is not None and now - each.proved_at <= FRESH for each in self._slots
        )

    def check(self) -> Check:
        """Say whether what people do at Slack gets here and is answered."""
        sick = next((each.trouble for each in self._slots if each.is_sick), None)
        if sick is not None:
            return Check("socket", is_well=False, detail=sick.plain())
        if not self.count():
            return Check("socket", is_well=False, detail=self._why().plain())
        return Check("socket", is_well=True, detail=self._stands())

    def _why(self) -> Said:
        """Return why no socket is proved."""
        troubles = [each.trouble for each in self._slots if each.trouble is not None]
        if troubles:
            return troubles[0]
        stale = words.STALE.fill(seconds=f"{FRESH.total_seconds():.0f}")
        return words.NONE_YET.fill() if self.proved_at is None else stale

    def _stands(self) -> str:
        stands = words.STANDS.fill(
            open=self.count(),
            most=SOCKETS,
            proved=self._age(self.proved_at),
            envelope=words.AGO.fill(seconds=self._age(self.envelope_at)).plain()
            if self.envelope_at
            else words.NEVER.en,
        )
        known = max(each.connections for each in self._slots)
        besides = words.BESIDES.fill(count=known).plain()
        return f"{stands.plain()}; {besides}" if known > SOCKETS else stands.plain()

    def _age(self, at: datetime | None) -> str:
        return f"{(self._clock.now() - at).total_seconds():.0f}" if at else words.NEVER.en
