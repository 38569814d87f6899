"""Which messages show an execution, and so must be brought out anew when it moves."""

from __future__ import annotations

from datetime import datetime

from bot.domain.execution import Execution
from bot.domain.ids import Prefix, spell, spell_plan
from bot.domain.posting import Sheet, Wanted
from bot.ports.unit import Unit


def want(
    unit: Unit, execution: Execution, at: datetime, *sheets: Sheet, plan: int | None = None
) -> None:
    """Ask for these sheets of an execution; ALERT and TIMELINE are its incident's.

    Each plan has an approval card of its own, so that a new one is a new message, which
    reaches the approvers; `plan` is whose card is meant, the current one's where it is None.
    """
    incident = execution.ask.incident
    under = spell(Prefix.INCIDENT, incident) if incident else ""
    wanted = []
    for sheet in sheets:
        if sheet is Sheet.APPROVAL:
            number = execution.plan_number if plan is None else plan
            subject = spell_plan(execution.number, number)
            wanted.append(Wanted(execution.channel, sheet, subject, under))
        elif sheet not in {Sheet.ALERT, Sheet.TIMELINE}:
            wanted.append(Wanted(execution.channel, sheet, execution.id, under))
        elif sheet is Sheet.ALERT and incident:
            wanted.append(Wanted(execution.channel, sheet, under))
        elif incident:
            wanted.append(Wanted(execution.channel, sheet, under, under))
    unit.outbox.want(wanted, at)
