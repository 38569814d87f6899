"""The morning post: wanted once a day, however often the hour comes or the bot starts."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.policy import Morning
from bot.domain.posting import Sheet, Wanted
from bot.ports.clock import Clock
from bot.ports.unit import Unit

JOB = "morning"
DAY = "morning.day"
"""The slots of the days, beside those of the hour: where clocks go back it comes twice."""


class MorningPost:
    """Wants the sheet in a channel; the courier renders it from what is true by then."""

    def __init__(self, morning: Morning, channel: str, clock: Clock) -> None:
        """Post as the policy says; `channel` is where it names none."""
        self._zone = ZoneInfo(morning.timezone)
        self._channel = morning.channel or channel
        self._clock = clock
        self.cron = f"{morning.at.minute} {morning.at.hour} * * *"
        self.timezone = morning.timezone

    def __call__(self, unit: Unit, slot: datetime) -> None:
        """Want the post of the slot's day, in the transaction that claims the slot."""
        day = slot.astimezone(self._zone).date()
        if not unit.slots.claim(DAY, datetime.combine(day, time(), UTC)):
            return
        post = Wanted(self._channel, Sheet.STATUS, slot.isoformat())
        unit.outbox.want([post], self._clock.now())
