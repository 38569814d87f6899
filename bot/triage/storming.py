"""Says which new incidents get no card of their own, since a storm's card stands for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.domain.finding import Finding, Severity
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.rota import next_time
from bot.domain.routes import Routed
from bot.domain.run import Work
from bot.domain.storm import (
    LONGEST_RESOURCE,
    Arrival,
    Cause,
    Group,
    Kind,
    Storm,
    Weather,
    at_once,
    cause_of,
)
from bot.ports.unit import Unit

SOON = timedelta(seconds=1)
"""After how long it is looked at what else has come, to name groups and to choose more cards."""
MOST_CALLED = 5
MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class Gust:
    """What comes into one storm at once; `at` are the arrivals' places among all that come."""

    storm: Storm
    at: tuple[int, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class Gathering:
    """What becomes of incidents that are about to be opened, in order; None for what is snoozed.

    `has_card` are the places of those that have a card of their own, `stormy` of all that came
    in a storm, those with cards of their own too.
    """

    arrivals: tuple[Arrival | None, ...]
    seen: Mapping[str, int]
    has_card: frozenset[int]
    stormy: frozenset[int]
    gusts: tuple[Gust, ...]

    def write(self, unit: Unit, numbers: Sequence[int], now: datetime) -> tuple[Wanted, ...]:
        """Write down what came in storms, once the incidents have numbers; return what to show."""
        # Claims make no type common: their number is whatever somebody wants it to be.
        known = [each for each in self.arrivals if each and not each.is_claim]
        unit.storms.count(Counter(_type(each) for each in known))
        for gust in self.gusts:
            arrivals = [(each, numbers[at]) for at in gust.at if (each := self.arrivals[at])]
            resources = [one[:LONGEST_RESOURCE] for each, _ in arrivals for one in each.resources]
            groups = [self._group(each, number) for each, number in arrivals]
            unit.storms.change(unit.storms.gather(gust.storm, groups, resources))
            if gust.is_first:
                unit.runs.start(Work.STORM, gust.storm.number, now + SOON)
        begun = [each.storm for each in self.gusts if each.is_first]
        for storm in begun:
            if storm.kind is Kind.FOUND:
                unit.outbox.spare(storm.channel, Sheet.TIMELINE)
        return tuple(each.wanted(is_urgent=not each.is_a_day) for each in begun)

    def _group(self, arrival: Arrival, number: int) -> Group:
        seen = self.seen[_type(arrival)]
        weight = arrival.weight(seen)
        return Group(*arrival.group, arrival.severity, weight, seen, number)


def arrival(finding: Finding, routed: Routed, policy: Policy) -> Arrival:
    """Return a finding as what arrives when it opens an incident."""
    resources = tuple(each.id for each in finding.resources)
    return Arrival(
        routed.channel,
        finding.type,
        finding.account,
        finding.region,
        finding.severity,
        any(policy.is_precious(each, finding.account) for each in resources),
        resources,
        routed.mentions,
        is_claim=not policy.trusts(finding.producer),
        in_thread=routed.in_thread,
    )


def gather(
    unit: Unit, arrivals: Sequence[Arrival | None], now: datetime, policy: Policy
) -> Gathering:
    """Begin a storm in each channel into which too much comes, or go on with it.

    What is claimed has its own, and what a route sends to the day's thread is not weather at all.
    The channels' rows are locked in the order of their names and kinds, until the commit: claims
    come first, since a storm of them explains why messages wait.
    """
    coming = {place: each for place, each in enumerate(arrivals) if each}
    seen = unit.storms.seen(sorted({_type(each) for each in coming.values()}))
    has_card: set[int] = set()
    gusts = []
    for channel, kind in sorted({(each.channel, each.kind) for each in coming.values()}):
        here = {
            at: each for at, each in coming.items() if (each.channel, each.kind) == (channel, kind)
        }
        weather = unit.storms.weather(channel, kind)
        begun_or_on = _day if kind is Kind.ROUTED else _storm
        storm = begun_or_on(unit, weather, tuple(here.values()), now, policy)
        own = _own(here, seen, weather, now) if storm else ()
        has_card.update(own if storm else here)
        if storm is not None:
            gusts.append(Gust(storm, tuple(here), storm.number != weather.storm))
        standing = weather.after(len(here), len(own), now)
        unit.storms.keep(replace(standing, storm=storm.number if storm else None))
    stormy = frozenset(at for gust in gusts for at in gust.at)
    return Gathering(tuple(arrivals), seen, frozenset(has_card), stormy, tuple(gusts))


def _own(
    here: Mapping[int, Arrival], seen: Mapping[str, int], weather: Weather, now: datetime
) -> tuple[int, ...]:
    """Return the places of those that keep their own cards as they come into a storm."""
    ranked = [(each, seen[_type(each)]) for each in here.values()]
    places = tuple(here)
    return tuple(places[at] for at in at_once(ranked, weather, now))


def _storm(
    unit: Unit, weather: Weather, arrivals: Sequence[Arrival], now: datetime, policy: Policy
) -> Storm | None:
    """Return the storm that these come into, begun where it has not, or None where it is calm."""
    many = len(arrivals)
    cause = cause_of(weather, many, now, lambda: _waits_since(unit, weather.kind))
    known = unit.storms.get(weather.storm) if weather.storm is not None else None
    if known is not None:
        stormy_at = now if cause else known.stormy_at
        return replace(known, findings=known.findings + many, stormy_at=stormy_at)
    if cause is None:
        return None
    whom = _called(unit, arrivals, now, policy)
    kind, channel = weather.kind, weather.channel
    begun = Storm(0, channel, cause, now, now, now, whom=whom, kind=kind, waits_since=now)
    return replace(begun, number=unit.storms.begin(begun), findings=many, shown=many)


def _waits_since(unit: Unit, kind: Kind) -> datetime | None:
    """Return since when a message waits to be read, where that may make a storm of this kind.

    Where claims storm anywhere, they are what is waited for: that is no storm of what was found.
    """
    if kind is Kind.FOUND and unit.storms.on(Kind.CLAIMED):
        return None
    return unit.inbox.waits_since()


def _day(
    unit: Unit, weather: Weather, arrivals: Sequence[Arrival], now: datetime, policy: Policy
) -> Storm:
    """Return the day to which a route sends these: the one that is on, or today's."""
    many = len(arrivals)
    known = unit.storms.get(weather.storm) if weather.storm is not None else None
    if known is not None and not known.is_over(now):
        return replace(known, findings=known.findings + many)
    until = next_time(MIDNIGHT, policy.morning.timezone if policy.morning else "UTC", now)
    kind, channel = weather.kind, weather.channel
    begun = Storm(0, channel, Cause.ROUTE, now, now, now, kind=kind, until=until)
    return replace(begun, number=unit.storms.begin(begun), findings=many)


def _called(
    unit: Unit, arrivals: Sequence[Arrival], now: datetime, policy: Policy
) -> tuple[str, ...]:
    """Return whom a storm calls: who is on call, and whom the routes call to what is severe."""
    duty = policy.on_call.duty(now, unit.swaps.ending_after(now)).who if policy.on_call else ""
    severe = [each for each in arrivals if each.severity.rank >= Severity.HIGH.rank]
    routed = [one for each in severe for one in each.mentions]
    return tuple(dict.fromkeys(one for one in (duty, *routed) if one))[:MOST_CALLED]


def _type(each: Arrival) -> str:
    return each.group[0]
