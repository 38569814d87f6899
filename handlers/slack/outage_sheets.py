"""Gathers what tells of an outage of Slack in one channel."""

from __future__ import annotations

from datetime import datetime

from bot.domain.cards import OutageCard
from bot.domain.posting import Due
from bot.ports.unit import Unit


def outage_sheet(unit: Unit, due: Due, now: datetime) -> OutageCard | None:
    """Return what tells of an outage: until now, where Slack is only just back."""
    found = unit.outages.get(int(due.subject))
    if found is None:
        return None
    to = unit.outages.newest() if found.end_mark is None else found.end_mark
    news = unit.outages.news(found, found.mark, to, due.destination)
    return OutageCard(found, found.ended_at or now, news)
