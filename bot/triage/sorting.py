"""Turns findings into incidents, cards and records, inside the transaction that reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.finding import Finding, Workflow
from bot.domain.incident import ENDED, Incident
from bot.domain.policy import Policy
from bot.domain.proving import places
from bot.domain.routes import Routed
from bot.domain.snoozing import Snooze, hiding, outgrown
from bot.domain.sweeping import reached
from bot.ports.findings import Known
from bot.ports.sorting import Sorted
from bot.ports.unit import Unit
from bot.triage.joining import settle
from bot.triage.ledger import Ledger, Opening
from bot.triage.routing import is_settled, route

BARE = Policy(digest="")
"""Without any route."""


def sort(
    unit: Unit, findings: Sequence[Finding], channel: str, now: datetime, *, policy: Policy = BARE
) -> Sorted:
    """Keep findings in order of arrival; open, change or repeat their incidents.

    Today a finding's key has one incident for ever. A new incident's card goes where the routes
    of the policy say, else to `channel`; a known one's is edited where it is. What is snoozed gets no
    card; what is more severe than it was then gets one, and ends the snooze. What says nothing new proves all the same that the way
    from its place is open.
    """
    known = unit.findings.known(list(dict.fromkeys(finding.key for finding in findings)))
    newest, nothing_new = newest_of(known, findings)
    numbers = {item.incident for item in known.values() if item.incident is not None}
    incidents = unit.incidents.many(sorted(numbers)) if numbers else {}
    told = _told(unit, newest, known, incidents)
    cardless = [each.number for each in incidents.values() if not each.has_card]
    gathered = unit.storms.gathered(cardless) if cardless else frozenset[int]()
    ledger = Ledger(now, told, policy=policy, gathered=gathered)
    snoozes = unit.snoozes.active(now)
    for key, finding in newest.items():
        ledger.outgrow(outgrown(snoozes, finding))
        kept = known.get(key)
        hides, routed = hiding(snoozes, finding), route(_weighed(finding, kept), policy, channel)
        _enter(ledger, finding, kept, incidents, hides, routed)
    opened = ledger.write(unit)
    unit.coverage.heard(places(findings), now)
    unit.sweeps.reached(reached(findings, now))
    return Sorted(opened, ledger.shown, ledger.quiet, nothing_new)


def _weighed(finding: Finding, kept: Known | None) -> Finding:
    """Return a finding as its route weighs it.

    What has got worse since somebody settled it upstream is weighed as if nobody had.
    """
    if kept is None or finding.severity.rank <= kept.finding.severity.rank:
        return finding
    return replace(finding, archived=False, workflow=Workflow.NEW)


def _told(
    unit: Unit,
    newest: Mapping[str, Finding],
    known: Mapping[str, Known],
    incidents: Mapping[int, Incident],
) -> frozenset[str]:
    """Return which of the findings of ended incidents secbot itself has had settled upstream."""
    settled = [
        key
        for key, finding in newest.items()
        if is_settled(finding)
        and (kept := known.get(key))
        and (incident := incidents.get(kept.incident or 0))
        and incident.status in ENDED
    ]
    if not settled:
        return frozenset()
    sent = unit.tellings.sent(settled)
    return frozenset(key for key, tells in sent.items() if any(each.silences for each in tells))


def newest_of(
    known: Mapping[str, Known], findings: Sequence[Finding]
) -> tuple[dict[str, Finding], int]:
    """Return what holds now of each key with news, and how many findings brought none."""
    newest: dict[str, Finding] = {}
    nothing_new = 0
    for finding in findings:
        kept = known.get(finding.key)
        current = newest.get(finding.key) or (kept.finding if kept else None)
        holds = settle(current, finding)
        if holds is None:
            nothing_new += 1
        else:
            newest[finding.key] = holds
    return newest, nothing_new


def _enter(
    ledger: Ledger,
    finding: Finding,
    kept: Known | None,
    incidents: Mapping[int, Incident],
    hides: Snooze | None,
    routed: Routed,
) -> None:
    """Enter one finding: under its incident, as a new incident, or without a card."""
    incident = incidents.get(kept.incident) if kept and kept.incident is not None else None
    if kept:
        ledger.replace(finding)
    if kept and incident:
        ledger.show(incident, kept.finding, finding, hides)
    elif routed.has_card:
        ledger.open(Opening(finding, hides, routed, is_kept=kept is not None))
    elif kept is None:
        ledger.keep_quiet(finding, routed)
