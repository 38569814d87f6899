"""Turns findings into incidents, cards and records, inside the transaction that reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.finding import Finding, Workflow
from bot.domain.incident import ENDED, Incident
from bot.domain.policy import Policy
from bot.domain.proving import places
from bot.domain.retention import Gone, known_again
from bot.domain.snoozing import hiding, outgrown
from bot.domain.sweeping import reached
from bot.domain.unasked import is_about
from bot.ports.findings import Known
from bot.ports.sorting import Sorted
from bot.ports.unit import Unit
from bot.triage.entering import Comer, enter
from bot.triage.joining import settle
from bot.triage.ledger import Ledger
from bot.triage.routing import is_settled, route

BARE = Policy(digest="")
"""Without any route."""


def sort(
    unit: Unit, findings: Sequence[Finding], channel: str, now: datetime, *, policy: Policy = BARE
) -> Sorted:
    """Keep findings in order of arrival; open, change or repeat their incidents.

    A finding joins an open incident with which it shares something, and stays with it. A new
    incident's card goes where the routes of the policy say, else to `channel`; a known one's is
    edited where it is. What is snoozed gets no card; what is more severe than it was then gets
    one, and ends the snooze. What was deleted at its age and changes then is told as known
    before. What says nothing new proves all the same that the way from its
    place is open.
    """
    unit.observables.alone()
    known = unit.findings.known(list(dict.fromkeys(finding.key for finding in findings)))
    gone = _gone(unit, findings, known)
    told = [one for one in findings if one.key in known or not known_again(gone, one)]
    newest, nothing_new = newest_of(known, told)
    nothing_new += len(findings) - len(told)
    numbers = {item.incident for item in known.values() if item.incident is not None}
    incidents = unit.incidents.many(sorted(numbers)) if numbers else {}
    settled = _told(unit, newest, known, incidents)
    cardless = [each.number for each in incidents.values() if not each.has_card]
    gathered = unit.storms.gathered(cardless) if cardless else frozenset[int]()
    ledger = Ledger(now, settled, policy=policy, gathered=gathered, gone=gone)
    snoozes = unit.snoozes.active(now)
    comers = []
    for key, finding in newest.items():
        kept = known.get(key)
        ledger.outgrow(outgrown(snoozes, finding))
        incident = incidents.get(kept.incident or 0) if kept else None
        routed = route(_weighed(finding, kept), policy, channel)
        hides = hiding(snoozes, finding)
        comers.append(Comer(finding, kept, incident, hides, routed, is_about(finding, policy)))
    enter(unit, ledger, comers, frozenset(each.incident for each in snoozes), policy, now)
    opened = ledger.write(unit)
    unit.coverage.heard(places(findings), now)
    unit.sweeps.reached(reached(findings, now))
    return Sorted(opened, ledger.shown, ledger.quiet, nothing_new)


def _gone(
    unit: Unit, findings: Sequence[Finding], known: Mapping[str, Known]
) -> Mapping[str, Gone]:
    """Return what is left of those that have no incident and were deleted before."""
    keys = dict.fromkeys(one.key for one in findings)
    placeless = [key for key in keys if key not in known or known[key].incident is None]
    return unit.purges.gone(placeless) if placeless else {}


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
