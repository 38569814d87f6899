"""Finds who has put back what a runbook did to a target, and why: nothing does it again by itself."""

from __future__ import annotations

from bot.domain.braking import Undone
from bot.domain.execution import Execution, Outcome, Stage
from bot.domain.words import restricting as words
from bot.ports.unit import Unit

PUT_BACK = frozenset({Outcome.SUCCESS, Outcome.PARTIAL})


def last(unit: Unit, runbook: str, account: str, target: str) -> Undone | None:
    """Return the newest undo of this runbook on this target that put something back, or found it so."""
    for number in unit.places.begun(account, target):
        original = unit.executions.get(number)
        if original is None or original.ask.runbook != runbook:
            continue
        # One that is asked for besides, or fails, takes nothing back of what another has put back.
        for undo in unit.executions.undos_of(number):
            if undo.ended_at is not None and _has_put_back(undo):
                if unit.restrictions.of(undo.ask.incident):
                    return Undone(
                        runbook, words.SOMEBODY, undo.ended_at, undo.number, words.WITHHELD
                    )
                reason = undo.ask.reason
                return Undone(runbook, undo.requester_name, undo.ended_at, undo.number, reason)
    return None


def _has_put_back(undo: Execution) -> bool:
    is_real = not undo.ask.plan_only
    return is_real and (undo.outcome in PUT_BACK or undo.stage is Stage.NOTHING_TO_DO)
