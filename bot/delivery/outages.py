"""Tells an outage of Slack from a stumble, and brings its end in order: one post, then the rest."""

from __future__ import annotations

from datetime import datetime

from bot.domain.outage import Outage
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.restriction import people_of
from bot.domain.run import Work
from bot.ports.unit import Unit


def failed(unit: Unit, now: datetime) -> bool:
    """Note that Slack did not take a message; say whether it counts as down."""
    return unit.outages.failed(now).is_on


def taken(unit: Unit, destination: str, now: datetime) -> bool:
    """Note that Slack took a message there; say whether that has ended an outage.

    Whoever waits is told of the outage before anything else, then comes what has waited.
    """
    outage = unit.outages.live()
    if outage is None:
        return False
    if not outage.declared and not outage.has_lasted:
        unit.outages.forget(outage.number)
        return False
    unit.outages.declare(outage.number)
    if not unit.outages.end(outage.number, now):
        return False
    _tell(unit, outage, now, destination)
    unit.outages.line_up(now)
    return True


def look(unit: Unit, policy: Policy, now: datetime) -> None:
    """Let an outage count once it has lasted, have each channel told of it, and page."""
    outage = unit.outages.live()
    if outage is not None and outage.has_lasted:
        unit.outages.declare(outage.number)
        _tell(unit, outage, now)
    for each in unit.outages.owed():
        if policy.pages:
            unit.runs.start(Work.OUTAGE, each.number)
        elif not each.is_on:
            unit.outages.settle(each.number)


def _tell(unit: Unit, outage: Outage, now: datetime, *places: str) -> None:
    """Ask for one post in each channel where something waits, ahead of all that waits there.

    While the outage goes on, it is also what Slack is tried with.
    """
    waiting = unit.outages.waiting_places().union(places) - unit.outages.told_in(outage.number)
    channels = sorted(each for each in waiting if not people_of(each))
    if not channels:
        return
    subject = str(outage.number)
    unit.outbox.want([Wanted(each, Sheet.OUTAGE, subject) for each in channels], now)
    unit.outages.put_first(outage.number, channels)
