"""Tells why a batch, or an execution that was asked for in one, is decided on as it is."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.cards import Why
from bot.domain.execution import Execution
from bot.domain.ids import Prefix, spell
from bot.domain.record import What, heard
from bot.domain.words import batch as words
from bot.domain.words import weighing
from bot.ports.unit import Unit
from bot.response.people.replies import Reply
from runbooks.kit.text import Said


def of_member(unit: Unit, execution: Execution) -> Iterator[Said]:
    """Yield what an execution was decided on with, or that it is decided on alone."""
    batch = unit.batches.get(execution.ask.batch) if execution.ask.batch else None
    if batch is None:
        return
    seal = batch.seal
    if seal is not None and not batch.binds(execution.number, execution.plan_number):
        yield words.WHY_ALONE.fill(batch=batch.id)
    elif seal is not None:
        others = [spell(Prefix.EXECUTION, one.execution) for one in seal.members]
        named = ", ".join(one for one in others if one != execution.id) or words.NO_OTHER
        fields = {"batch": batch.plan_id, "digest": seal.short, "needs": seal.needs}
        yield words.WHY_PART.fill(**fields, others=named)


def of_batch(unit: Unit, number: int) -> Why | Reply:
    """Return the reasons of a batch: what it needs, each member, and what is in no plan."""
    batch = unit.batches.get(number)
    if batch is None:
        return Reply(words.NO_BATCH.fill(id=spell(Prefix.BATCH, number)), done=False)
    seal = batch.seal
    if seal is None:
        return Why(batch.id, (words.PLANNING.fill(batch=batch.id),))
    lines = [words.WHY_NEEDS.fill(digest=seal.short, needs=seal.needs, risk=seal.risk)]
    for member in seal.members:
        proposal = unit.executions.proposal(member.execution, member.plan)
        if proposal is not None:
            execution = spell(Prefix.EXECUTION, member.execution)
            fields = {"execution": execution, "risk": proposal.risk, "target": proposal.target}
            lines.append(words.WHY_MEMBER.fill(**fields))
    lines += [words.WHY_LEFT_OUT.fill(target=one.target, why=one.why) for one in seal.left_out]
    lines += _refused(unit, tuple(one.execution for one in seal.members))
    return Why(batch.id, tuple(lines))


def _refused(unit: Unit, members: tuple[int, ...]) -> Iterator[Said]:
    """Yield who tried to decide on all of it and was refused, each try once."""
    tries = {
        (record.at, record.actor): record
        for number in members
        for record in unit.records.of_execution(number, What.CLICK_REFUSED)
    }
    for record in tries.values():
        yield weighing.CLICK_REFUSED.fill(
            name=record.actor_name or record.actor,
            at=f"{record.at:%H:%M}",
            why=heard(record, "why"),
        )
