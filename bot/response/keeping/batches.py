"""What holds the members of a batch together: their digest, their card, and who decides on them."""

from __future__ import annotations

import hashlib

from bot.domain.batch import Batch, Seal
from bot.domain.execution import Execution, Proposal, Stage
from bot.domain.ids import spell_plan
from bot.domain.posting import Sheet, Wanted
from bot.ports.unit import Unit
from bot.response.bench.prefill import Catalogue
from bot.response.keeping.digest import canonical
from runbooks.kit.catalog import target_field
from runbooks.kit.values import RiskClass


def digest(batch: Batch, seal: Seal) -> str:
    """Return the SHA-256 over canonical JSON of all that a yes to a batch is a yes to.

    The digest of each member's plan, in which all of that plan is, and what the card says besides
    of the batch. It is computed anew before a yes counts.
    """
    members = [[spell_plan(one.execution, one.plan), one.digest] for one in seal.members]
    left_out = [[one.target, one.why.bare()] for one in seal.left_out]
    said = {
        "batch": batch.plan_id,
        "members": members,
        "left_out": left_out,
        "is_cut": seal.is_cut,
        "risk": seal.risk,
        "needs": seal.needs,
        "expires_at": seal.expires_at.isoformat(),
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def binding(unit: Unit, execution: Execution, plan: int) -> Batch | None:
    """Return the batch with which a plan of an execution is decided on, or None."""
    batch = unit.batches.get(execution.ask.batch) if execution.ask.batch else None
    return batch if batch is not None and batch.binds(execution.number, plan) else None


def waits_with(unit: Unit, number: int) -> int | None:
    """Return the batch with which an execution waits for a decision now, by number, or None."""
    execution = unit.executions.get(number)
    if execution is None or execution.stage not in {Stage.ASKED, Stage.WAITING}:
        return None
    batch = binding(unit, execution, execution.plan_number)
    return batch.number if batch else None


def executions(unit: Unit, batch: Batch) -> tuple[Execution, ...]:
    """Return the members as they stand."""
    found = (unit.executions.get(number) for number in unit.batches.members(batch.number))
    return tuple(each for each in found if each is not None)


def waiting(unit: Unit, batch: Batch) -> tuple[tuple[Execution, Proposal], ...]:
    """Return the members that wait under the batch's seal, held until commit, in one order."""
    seal = batch.seal
    found: list[tuple[Execution, Proposal]] = []
    for member in sorted(seal.members, key=lambda one: one.execution) if seal else ():
        execution = unit.executions.lock(member.execution)
        proposal = unit.executions.proposal(member.execution, member.plan)
        if execution is None or proposal is None or execution.stage is not Stage.WAITING:
            continue
        if execution.plan_number == member.plan:
            found.append((execution, proposal))
    return tuple(found)


def fellows(unit: Unit, execution: Execution) -> tuple[Execution, ...]:
    """Return those that wait for the same decision as an execution, which is one of them."""
    batch = binding(unit, execution, execution.plan_number)
    if batch is None:
        return (execution,)
    return tuple(each for each, _ in waiting(unit, batch)) or (execution,)


def sheet(unit: Unit, batch: Batch) -> Wanted:
    """Return the batch's card: a new message for each round, since it must reach the approvers.

    It goes where its incident is now.
    """
    incident = unit.incidents.get(batch.incident) if batch.incident else None
    if incident is None:
        return Wanted(batch.channel, Sheet.BATCH, batch.plan_id)
    return Wanted(incident.channel, Sheet.BATCH, batch.plan_id, incident.id)


def instead(unit: Unit, execution: Execution, sheet_: Sheet, plan: int | None) -> Wanted | None:
    """Return the card of the batch where it stands for a member's own card, or None.

    What a look finds has no place on the card of a batch, so that it keeps its own reply.
    """
    if sheet_ not in {Sheet.APPROVAL, Sheet.PROGRESS} or not execution.ask.batch:
        return None
    number = execution.plan_number if plan is None else plan
    batch = binding(unit, execution, number)
    if batch is None:
        return None
    proposal = unit.executions.proposal(execution.number, number)
    is_look = proposal is not None and proposal.risk is RiskClass.A and not execution.ask.plan_only
    return None if is_look and sheet_ is Sheet.PROGRESS else sheet(unit, batch)


def name(unit: Unit, execution: Execution, catalogue: Catalogue) -> str:
    """Return what an execution is about: its plan's target, or the input that names one."""
    proposal = unit.executions.proposal(execution.number, execution.plan_number)
    if proposal is not None:
        return proposal.target
    field, _ = target_field(catalogue[execution.ask.runbook].inputs)
    return str(execution.ask.inputs.get(field, ""))
