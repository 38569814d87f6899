"""Enters findings: under the incident that they have, in one that they join, or in a new one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.finding import Finding
from bot.domain.incident import ENDED, Incident
from bot.domain.material import News, news
from bot.domain.observable import Observable
from bot.domain.policy import Policy
from bot.domain.routes import Routed
from bot.domain.snoozing import Snooze
from bot.domain.tying import ties
from bot.ports.findings import Known
from bot.ports.unit import Unit
from bot.triage.changing import Joining, Opening
from bot.triage.ledger import Ledger
from bot.triage.placing import Placing, Standing, standing
from bot.triage.tying import Join


@dataclass(frozen=True, slots=True)
class Comer:
    """A finding with news: as it is kept, if it is, with its incident, if it has one.

    `stands_alone` where a standing rule may be about it.
    """

    finding: Finding
    kept: Known | None
    incident: Incident | None
    hides: Snooze | None
    routed: Routed
    stands_alone: bool = False

    @property
    def is_placeless(self) -> bool:
        """Say whether it has no incident, and is to have one."""
        return self.incident is None and self.routed.opens

    @property
    def may_join(self) -> bool:
        """Say whether it may join another's incident.

        Never what a snooze hides; nor what was kept without a card: it is older than what the
        other's card speaks of, and as severe, it would take its place there. A standing rule is
        looked for by what the card speaks of, so that what one names has a card of its own.
        """
        return self.kept is None and self.hides is None and not self.stands_alone

    @property
    def keeps_back(self) -> Snooze | None:
        """Return the snooze that keeps its card back; what is named in a thread has none to keep."""
        return None if self.routed.in_thread else self.hides

    @property
    def is_material(self) -> bool:
        """Say whether it may be that its newer revision is another case than the older one."""
        if self.kept is None or self.incident is None or self.incident.status in ENDED:
            return False
        return bool(news([self.kept.finding], self.incident.severity, self.finding))


def enter(
    unit: Unit,
    ledger: Ledger,
    comers: Sequence[Comer],
    snoozed: Collection[int],
    policy: Policy,
    now: datetime,
) -> None:
    """Enter the comers in order. `snoozed` are the incidents at which a snooze was begun."""
    named = {each.finding.key: ties(each.finding, policy) for each in comers if each.is_placeless}
    there = standing(unit, (one for some in named.values() for one in some), snoozed, now)
    placed = _place(comers, named, Placing(there, now), there)
    numbers = {each.incident.number for each in comers if each.incident and each.is_material}
    numbers |= {number for number, _ in placed.joins.values()}
    held = unit.findings.of_incidents(sorted(numbers)) if numbers else {}
    stories = {number: list(findings) for number, findings in held.items()}
    for each in comers:
        if each.kept:
            ledger.replace(each.finding)
        _write(ledger, each, placed, there, stories)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where comers without an incident go, by key: into one that is there, or a new one."""

    joins: dict[str, tuple[int, Joining]]
    openings: dict[str, Opening]
    with_others: set[str]


def _place(
    comers: Sequence[Comer],
    named: dict[str, tuple[Observable, ...]],
    placing: Placing,
    there: Standing,
) -> _Placed:
    placed = _Placed({}, {}, set())
    by_number: dict[int, Opening] = {}
    for each in comers:
        key, channel = each.finding.key, each.routed.channel
        if not each.is_placeless:
            continue
        join = placing.join(named[key], channel) if each.may_join else None
        fresh = placing.fresh(named[key])
        if join is None:
            hides = each.keeps_back
            earlier = "" if hides else placing.earlier(named[key])
            is_hidden = hides is not None or each.routed.in_thread
            number = placing.open(named[key], channel, is_hidden=is_hidden)
            opening = Opening(
                each.finding, hides, each.routed, each.kept is not None, fresh, earlier
            )
            placed.openings[key] = by_number[number] = opening
            continue
        where = there.channels.get(join.incident, channel)
        placing.enter(join.incident, named[key], where)
        joining = _joining(each, join, fresh)
        if join.incident in by_number:
            by_number[join.incident].joining.append(joining)
            placed.with_others.add(key)
        else:
            placed.joins[key] = (join.incident, joining)
    return placed


def _joining(each: Comer, join: Join, fresh: tuple[Observable, ...]) -> Joining:
    return Joining(each.finding, join.by, fresh, each.routed.mentions)


def _write(
    ledger: Ledger,
    each: Comer,
    placed: _Placed,
    there: Standing,
    stories: dict[int, list[Finding]],
) -> None:
    key = each.finding.key
    if each.kept and each.incident:
        story = stories.get(each.incident.number)
        new: News = {}
        if story is not None and each.is_material:
            new = news(story, each.incident.severity, each.finding)
            story.append(each.finding)
        ledger.show(each.incident, each.kept.finding, each.finding, each.hides, new, each.routed)
    elif key in placed.openings:
        ledger.open(placed.openings[key])
    elif key in placed.joins:
        number, joining = placed.joins[key]
        incident, story = there.incidents[number], stories.setdefault(number, [])
        ledger.join(incident, joining, news(story, incident.severity, each.finding))
        story.append(each.finding)
    elif key not in placed.with_others and each.kept is None:
        ledger.keep_quiet(each.finding, each.routed)
