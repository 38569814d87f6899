"""Tells once a day, channel by channel, what the routes in `mode: digest` kept from having a card."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from itertools import groupby

from bot.domain.finding import Severity
from bot.domain.policy import Morning
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, spoken
from bot.domain.routes import Aside, Mode
from bot.domain.words import routes as words
from bot.ports.clock import Clock
from bot.ports.unit import Unit
from runbooks.kit.text import SEMICOLON, Said, listing

JOB = "digest"
DAY = "digest.day"
"""The days that were told, beside the slots of the hour."""
A_DAY = timedelta(days=1)
NINE = Morning(time(9), "UTC")
MOST_DAYS = 7


class DigestPost:
    """Wants a line in each channel for each day that is over and was not told yet."""

    def __init__(self, morning: Morning | None, clock: Clock) -> None:
        """Tell at the hour of the daily check; at 09:00 UTC where that is not posted."""
        at = morning or NINE
        self._clock = clock
        self.cron = f"{at.at.minute} {at.at.hour} * * *"
        self.timezone = at.timezone

    def __call__(self, unit: Unit, slot: datetime) -> None:
        """Tell of the days that are over, at most the last seven."""
        today = datetime.combine(slot.astimezone(UTC).date(), time(), UTC)
        last = unit.slots.last(DAY)
        first = max(last + A_DAY, today - MOST_DAYS * A_DAY) if last else today - A_DAY
        if first >= today or not unit.slots.claim(DAY, today - A_DAY):
            return
        counted = [
            each
            for each in unit.asides.since(first.date().isoformat())
            if each.mode is Mode.DIGEST and each.day < today.date().isoformat()
        ]
        counted.sort(key=_line)
        for (channel, day), some in groupby(counted, key=_line):
            self._tell(unit, channel, day, tuple(some))

    def _tell(self, unit: Unit, channel: str, day: str, asides: tuple[Aside, ...]) -> None:
        now = self._clock.now()
        body = {
            "day": day,
            "channel": channel,
            "count": str(sum(each.many for each in asides)),
            **spoken("routes", listing(_told(asides), SEMICOLON)),
        }
        (record,) = unit.records.write([Record(What.DIGESTED, now, body=body)])
        unit.outbox.want([Wanted(channel, Sheet.WORD, str(record))], now)


def _line(aside: Aside) -> tuple[str, str]:
    return aside.channel, aside.day


def _told(asides: Iterable[Aside]) -> Iterable[Said]:
    """Yield what each route has kept aside, the worst first."""
    by_route: dict[str, dict[Severity, int]] = {}
    for each in asides:
        by_route.setdefault(each.route, {})[each.severity] = each.many
    for route, counts in by_route.items():
        worst_first = sorted(counts, key=lambda severity: -severity.rank)
        told = listing(
            words.DIGEST_SEVERITY.fill(count=counts[one], severity=one) for one in worst_first
        )
        total = sum(counts.values())
        yield words.DIGEST_ROUTE.fill(count=total, route=route, counts=told)
