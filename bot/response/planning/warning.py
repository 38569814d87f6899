"""What a plan warns of besides what its runbook does: from secbot's own record of the target."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain import braking, ours
from bot.domain.execution import Execution, Kind, Outcome
from bot.domain.record import What
from bot.ports.unit import Unit
from bot.response.bench.seeing import Seen
from bot.response.keeping import undone
from runbooks.kit.values import Plan


def warned(unit: Unit, execution: Execution, seen: Seen, now: datetime) -> Plan:
    """Return the plan with what must be read besides: an undo, strange tags, a stack's name."""
    account = execution.ask.account
    known = frozenset(_tags_set(unit, account, seen.target)) if seen.marks.others else frozenset()
    strange = [tag for tag in seen.marks.others if tag not in known]
    more = (*ours.told_stack(seen.marks.stack), *ours.told_strange(strange))
    if execution.ask.kind is Kind.APPLY:
        last = undone.last(unit, execution.ask.runbook, account, seen.target)
        told = braking.told_undone(last, now)
        more = (told, *more) if told else more
    return seen.plan.model_copy(update={"warnings": (*more, *seen.plan.warnings)})


def _tags_set(unit: Unit, account: str, target: str) -> Iterator[str]:
    """Yield the tags with secbot's prefix that its calls have set on a target, and not put back."""
    for number in unit.places.begun(account, target):
        undo = unit.executions.undone_by(number)
        if undo is not None and undo.outcome is Outcome.SUCCESS:
            continue
        for record in unit.records.of_execution(number, What.INTENT):
            yield from ours.tags_in(record.body.get("parameters", {}))
