"""Wants what is told upstream when people take or end an incident, in their own transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.execution import Execution
from bot.domain.incident import Incident
from bot.domain.policy import Policy
from bot.domain.run import Work
from bot.domain.silencing import Act
from bot.domain.syncing import Occasion, Telling, tellings
from bot.ports.unit import Unit
from bot.response.keeping import containment


def occasion(act: Act, executions: tuple[Execution, ...]) -> Occasion:
    """Return what closing an incident, as a false positive or not, makes of it."""
    if act is Act.FALSE_POSITIVE:
        return Occasion.CLEARED
    return Occasion.CLOSED_AS_REAL if was_contained(executions) else Occasion.CLOSED


def was_contained(executions: tuple[Execution, ...]) -> bool:
    """Say whether anything was ever contained, put back or not; what the card tells may be newer."""
    return any(each.ask.contains and each.outcome in containment.APPLIED for each in executions)


def planned(
    unit: Unit, incident: Incident, occasion: Occasion, policy: Policy, now: datetime
) -> tuple[Telling, ...]:
    """Return what would be told upstream; where nothing is, nothing is read."""
    if not policy.sync.is_on:
        return ()
    findings = unit.findings.of_incidents([incident.number]).get(incident.number, ())
    return tellings(policy, occasion, incident.number, findings, now)


def want(unit: Unit, found: tuple[Telling, ...], by: str, asked_by: str = "") -> None:
    """Keep what is to be told, by whom (an identity), and let the worker tell it."""
    if found:
        unit.tellings.want([replace(each, by=by, asked_by=asked_by) for each in found])
        unit.runs.start(Work.SYNC, found[0].incident)


def go_on(unit: Unit) -> None:
    """Begin anew what waits: a row that came while a run ended, or whose run has died."""
    for incident in unit.tellings.incidents_waiting():
        unit.runs.start(Work.SYNC, incident)
