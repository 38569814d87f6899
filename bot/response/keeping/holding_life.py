"""When a containment begins to be held, and when that ends without anybody's asking for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.admitting import touched
from bot.domain.execution import Execution, Kind, Outcome, Proposal
from bot.domain.hold import Grip, Hold, Mark, begun, first_check, name_of
from bot.domain.ids import Prefix, spell
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, spoken
from bot.domain.words import holding as words
from bot.ports.unit import Unit
from bot.response.keeping import sheets
from runbooks.kit.text import Said
from runbooks.kit.values import Claim

HOLDING = frozenset({Outcome.SUCCESS, Outcome.PARTIAL})
SHOWN = (Sheet.PROGRESS, Sheet.ALERT, Sheet.TIMELINE)
AT_ONCE = 50


def follow(
    unit: Unit, execution: Execution, claims: Sequence[Claim], outcome: Outcome, now: datetime
) -> None:
    """Begin to hold what an execution has contained, or let go of what an undo has put back.

    Call it once an execution has ended, before its incident is settled. What a drill has changed,
    what contains nothing and what has failed are not held; a tag for drills alone ends no hold.
    """
    if execution.ask.kind is Kind.UNDO:
        _let_go(unit, execution, outcome, now)
        return
    proposal = unit.executions.proposal(execution.number, execution.plan_number)
    is_meant = execution.ask.contains and not execution.ask.drill and outcome in HOLDING
    if is_meant and proposal is not None:
        _begin(unit, execution, proposal, claims, now)


def close(unit: Unit, now: datetime) -> int:
    """End the holds of incidents that are closed, say so, and return how many there were."""
    ended = unit.holds.closed(AT_ONCE)
    for hold in ended:
        incident = spell(Prefix.INCIDENT, hold.incident or 0)
        record = end(unit, hold, Grip.OVER, words.BY_CLOSING.fill(incident=incident), now)
        tell(unit, hold, record, now, in_channel=False)
    return len(ended)


def end(
    unit: Unit, hold: Hold, state: Grip, why: Said, now: datetime, actor: str = ""
) -> int | None:
    """End a hold, show that, and return the number of its record; None where it had ended."""
    if not unit.holds.end(hold.execution, state, why):
        return None
    what = What.HOLD_RELEASED if state is Grip.RELEASED else What.HOLD_ENDED
    body = spoken("why", why)
    (number,) = unit.records.write([Record(what, now, actor, hold.incident, hold.execution, body)])
    execution = unit.executions.get(hold.execution)
    if execution is not None:
        sheets.want(unit, execution, now, *SHOWN)
    return number


def tell(unit: Unit, hold: Hold, record: int | None, now: datetime, *, in_channel: bool) -> None:
    """Have a record of a hold told: in the channel itself, or in the incident's thread."""
    execution = unit.executions.get(hold.execution)
    if record is None or execution is None:
        return
    thread = spell(Prefix.INCIDENT, hold.incident) if hold.incident and not in_channel else ""
    unit.outbox.want([Wanted(execution.channel, Sheet.HOLD, str(record), thread)], now)


def _begin(
    unit: Unit,
    execution: Execution,
    proposal: Proposal,
    claims: Sequence[Claim],
    now: datetime,
) -> None:
    marks, ask = begun(claims), execution.ask
    is_held = Mark.FIRM in marks.values()
    hold = Hold(
        execution=execution.number,
        incident=ask.incident,
        account=ask.account,
        region=ask.region,
        runbook=ask.runbook,
        target=proposal.target,
        state=Grip.HELD if is_held else Grip.UNKNOWN,
        since=now,
        next_check_at=first_check(execution.number, now),
        held_at=now if is_held else None,
        checked_at=now if claims else None,
        why=None if is_held else words.NO_REASON.fill(),
        marks=marks,
        revert_at=now + timedelta(seconds=ask.revert_after) if ask.revert_after else None,
    )
    arns = (proposal.target, *touched(proposal.plan))
    names = {name_of(arn) for arn in arns}
    if unit.holds.begin(hold, {name for name in names if name and "*" not in name}):
        _replace(unit, hold, execution, now)


def _replace(unit: Unit, hold: Hold, execution: Execution, now: datetime) -> None:
    """Let a hold take the place of older ones of the very same, which hold again by it.

    One that has not proved all that an older one stands for leaves it in its place.
    """
    for older in unit.holds.of_target(hold):
        known = unit.executions.get(older.execution)
        if known is None or dict(known.ask.inputs) != dict(execution.ask.inputs):
            continue
        if any(
            mark is not Mark.WEAK and hold.marks.get(key) is not Mark.FIRM
            for key, mark in older.marks.items()
        ):
            continue
        if older.state is Grip.SLIPPED and hold.state is Grip.HELD:
            again = Record(What.HELD_AGAIN, now, "", older.incident, older.execution, {})
            (number,) = unit.records.write([again])
            tell(unit, older, number, now, in_channel=True)
        _over(unit, older, words.BY_NEWER.fill(newer=execution.id), now)


def _let_go(unit: Unit, undo: Execution, outcome: Outcome, now: datetime) -> None:
    """End the hold of what an undo has put back, even in part; one that did nothing ends none."""
    hold = unit.holds.get(undo.ask.undo_of) if undo.ask.undo_of else None
    if hold is not None and hold.state.is_live and outcome in HOLDING:
        _over(unit, hold, words.BY_UNDO.fill(undo=undo.id), now)


def _over(unit: Unit, hold: Hold, why: Said, now: datetime) -> None:
    """End a hold after which nothing is slipped any more."""
    unit.holds.looked(replace(hold, slipped_at=None), hold.state)
    end(unit, hold, Grip.OVER, why, now)
