"""Keeps that a drill has proved a runbook in an account, and says what drills prove of a plan."""

from __future__ import annotations

from datetime import datetime

from bot.domain.drill import Drilled, Proved, proved
from bot.domain.execution import Execution, Kind, Outcome, Proposal
from bot.domain.record import Record, What
from bot.domain.run import Work
from bot.ports.unit import Unit


def root(execution: Execution) -> int:
    """Return the change of a drill that an execution is part of: itself, or what it puts back."""
    return execution.ask.undo_of or execution.number


def stir(unit: Unit, execution: Execution) -> None:
    """Have the drill go on that an execution is part of, now that it has ended; else nothing."""
    if execution.ask.drill:
        unit.runs.start(Work.DRILL, root(execution))


def earn(unit: Unit, undo: Execution, now: datetime) -> None:
    """Keep the drill that this undo has ended well, if it was one: in the undo's transaction.

    It was one where the change worked on a drill target and was verified too, both by the same
    code. What it proves are the calls that AWS took: a step that was so already proves nothing.
    """
    original = unit.executions.get(undo.ask.undo_of) if undo.ask.undo_of else None
    if undo.ask.kind is not Kind.UNDO or original is None:
        return
    change = unit.executions.proposal(original.number, original.plan_number)
    back = unit.executions.proposal(undo.number, undo.plan_number)
    if original.outcome is not Outcome.SUCCESS or change is None or back is None:
        return
    if not change.is_drill or change.code_hash != back.code_hash:
        return
    drilled = Drilled(
        undo=undo.number,
        execution=original.number,
        runbook=original.ask.runbook,
        account=original.ask.account,
        code_hash=change.code_hash,
        actions=_called(unit, original),
        at=now,
    )
    unit.drills.keep(drilled)
    body = {
        "runbook": drilled.runbook,
        "account": drilled.account,
        "drill": original.id,
        "code_hash": drilled.code_hash,
        "actions": sorted(drilled.actions),
    }
    unit.records.write([Record(What.PROVED, now, "", undo.ask.incident, undo.number, body)])


def standing(unit: Unit, execution: Execution, proposal: Proposal) -> Proved:
    """Return how far drills prove a plan in its account, as it stands now."""
    known = unit.drills.of(execution.ask.runbook, execution.ask.account)
    told = [drilled for drilled in known if _is_written(unit, drilled)]
    return proved(proposal.plan, proposal.code_hash, told)


def _is_written(unit: Unit, drilled: Drilled) -> bool:
    """Say whether the audit trail tells of a drill; a row in its table alone was not earned."""
    kept = {"code_hash": drilled.code_hash, "actions": sorted(drilled.actions)}
    place = {"runbook": drilled.runbook, "account": drilled.account}
    return any(
        {**kept, **place}.items() <= dict(record.body).items()
        for record in unit.records.of_execution(drilled.undo, What.PROVED)
    )


def _called(unit: Unit, execution: Execution) -> frozenset[str]:
    """Return the actions that AWS took from an execution."""
    results = unit.records.of_execution(execution.number, What.RESULT)
    return frozenset(str(one.body["action"]) for one in results if not one.body.get("code"))
