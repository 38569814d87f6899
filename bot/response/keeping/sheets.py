"""Which messages show an execution, and so must be brought out anew when it moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.execution import Execution
from bot.domain.ids import Prefix, spell, spell_plan
from bot.domain.posting import Sheet, Wanted
from bot.ports.unit import Unit
from bot.response.keeping import batches, drilling
from bot.response.keeping.showing import bring


def want(
    unit: Unit, execution: Execution, at: datetime, *sheets: Sheet, plan: int | None = None
) -> None:
    """Ask for these sheets of an execution; ALERT and TIMELINE are its incident's.

    Each plan has an approval card of its own, so that a new one is a new message, which
    reaches the approvers; `plan` is whose card is meant, the current one's where it is None,
    and none where nothing was planned yet. Whenever an undo moves, so that its incident's card
    changes, what it puts back is shown anew: its reply has a button for an undo, or none. All of
    it goes where its incident is now: a run that goes on may know an earlier place. What is
    decided on with a batch is shown on the batch's card, which tells of every member's moves.
    """
    incident = unit.incidents.get(execution.ask.incident) if execution.ask.incident else None
    if incident is not None:
        bring(unit, incident, at)
        execution = replace(execution, channel=incident.channel)
    wanted = [
        batches.instead(unit, execution, sheet, plan) or _wanted(execution, sheet, plan)
        for sheet in sheets
    ]
    if execution.ask.batch and (batch := unit.batches.get(execution.ask.batch)):
        wanted.append(batches.sheet(unit, batch))
    if Sheet.ALERT in sheets:
        wanted.append(_original(unit, execution))
    if execution.ask.drill:
        wanted.append(_wanted(execution, Sheet.DRILL, None))
    unit.outbox.want([each for each in dict.fromkeys(wanted) if each is not None], at)


def _original(unit: Unit, execution: Execution) -> Wanted | None:
    number = execution.ask.undo_of
    original = unit.executions.get(number) if number else None
    if original is None:
        return None
    instead = batches.instead(unit, original, Sheet.PROGRESS, None)
    return instead or _wanted(original, Sheet.PROGRESS, None)


def _wanted(execution: Execution, sheet: Sheet, plan: int | None) -> Wanted | None:
    incident, channel = execution.ask.incident, execution.channel
    under = spell(Prefix.INCIDENT, incident) if incident else _drill(execution)
    if sheet is Sheet.APPROVAL:
        number = execution.plan_number if plan is None else plan
        subject = spell_plan(execution.number, number)
        return Wanted(channel, sheet, subject, under) if number else None
    if sheet is Sheet.ALERT:
        return Wanted(channel, sheet, under) if incident else None
    if sheet is Sheet.DRILL:
        return Wanted(channel, sheet, under) if execution.ask.drill else None
    if sheet is Sheet.TIMELINE:
        return Wanted(channel, sheet, under, under) if incident else None
    return Wanted(channel, sheet, execution.id, under)


def _drill(execution: Execution) -> str:
    """Return whose thread a part of a drill belongs to; empty for what is no part of one."""
    return spell(Prefix.EXECUTION, drilling.root(execution)) if execution.ask.drill else ""
