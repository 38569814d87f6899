"""Says how far an incident is contained, from all that was ever run on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.execution import Execution, Kind, Outcome, Stage
from bot.domain.incident import Contained
from bot.ports.incidents import Change
from bot.ports.unit import Unit

APPLIED: Mapping[Outcome | None, Contained] = {
    Outcome.SUCCESS: Contained.YES,
    Outcome.PARTIAL: Contained.PARTLY,
}
PUT_BACK: Mapping[Outcome | None, Contained] = {
    Outcome.SUCCESS: Contained.UNDONE,
    Outcome.PARTIAL: Contained.PARTLY,
    Outcome.FAILURE: Contained.PARTLY,
}
FELL_OUT = frozenset({Stage.DONE, Stage.REFUSED, Stage.EXPIRED, Stage.REJECTED})
"""How a member of a batch may end without having contained its target."""

UNDER_WAY: Mapping[Stage, Contained] = {
    Stage.WAITING: Contained.WAITING,
    Stage.APPROVED: Contained.WAITING,
    Stage.RUNNING: Contained.RUNNING,
}


def settle(unit: Unit, incident: int | None, now: datetime) -> None:
    """Bring an incident's card up to date with its executions; nothing where there is none."""
    if incident is not None:
        holds = unit.holds.of_incident(incident)
        has_slipped = any(hold.slipped_at is not None for hold in holds)
        contained = standing(unit.executions.of_incident(incident), has_slipped=has_slipped)
        unit.incidents.change(incident, Change(contained=contained), now)


def cuts_off(executions: Sequence[Execution]) -> bool:
    """Say whether anything contains, or is about to, and was not put back."""
    put_back = {
        each.ask.undo_of
        for each in executions
        if each.ask.kind is Kind.UNDO and each.outcome is Outcome.SUCCESS
    }
    return any(
        each.outcome is not None or each.stage in (Stage.APPROVED, Stage.RUNNING)
        for each in executions
        if each.ask.contains and not each.ask.plan_only and each.ask.kind is not Kind.UNDO
        if each.number not in put_back
    )


def standing(executions: Sequence[Execution], *, has_slipped: bool = False) -> Contained:
    """Return what executions, oldest first, have led to, or what is under way.

    Where any of it has slipped since, it is contained in part, whatever else holds.

    What has expired, was rejected, or broke off before it changed anything leaves an incident
    as contained as it was; so does a runbook that contains nothing, however well it went.
    """
    proved = Contained.NO
    for execution in executions:
        if not execution.ask.contains:
            continue
        ends = PUT_BACK if execution.ask.kind is Kind.UNDO else APPLIED
        proved = ends.get(execution.outcome, proved)
    if proved is Contained.YES and (has_slipped or _is_in_part(executions)):
        proved = Contained.PARTLY
    under_way = [each for each in executions if each.stage in UNDER_WAY]
    # A look may take hours: what will contain is told before it, however new it is.
    told = [each for each in under_way if each.ask.contains] or under_way
    return UNDER_WAY[told[-1].stage] if told else proved


def _is_in_part(executions: Sequence[Execution]) -> bool:
    """Say whether a target of a batch is not contained, while others of the same batch are."""
    done = [one for one in executions if one.outcome is Outcome.SUCCESS]
    batches = {one.ask.batch for one in done if one.ask.batch and one.ask.kind is Kind.APPLY}
    contained = {_what(one) for one in done if one.ask.kind is Kind.APPLY}
    return any(
        one.ask.batch in batches and one.stage in FELL_OUT and _what(one) not in contained
        for one in executions
    )


def _what(execution: Execution) -> tuple[str, ...]:
    """Return what an execution is about: its runbook, its account, and what it was given."""
    ask = execution.ask
    return (ask.runbook, ask.account, *(f"{key}={ask.inputs[key]}" for key in sorted(ask.inputs)))
