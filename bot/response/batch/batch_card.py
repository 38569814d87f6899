"""Gathers what the one card of a batch shows, before it is sealed and ever after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.domain.batch import Batch, Member, may_approve
from bot.domain.cards import ApprovalCard, BatchCard, Voice
from bot.domain.execution import Execution
from bot.domain.ids import Prefix, spell
from bot.domain.people import Role
from bot.domain.policy import Policy
from bot.domain.record import What
from bot.ports.unit import Unit
from bot.response.keeping import batches
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Proof

SAID = TypeAdapter(Said)


@dataclass(frozen=True, slots=True)
class Naming:
    """How things are called: a runbook by its name, and what the policy file in force says."""

    title: Callable[[str], Text]
    policy: Policy

    def account(self, number: str) -> str:
        """Return the account's name in the policy file, or its number where it has none."""
        known = self.policy.accounts.get(number)
        return known.name if known else number


def gather(unit: Unit, batch: Batch, naming: Naming) -> BatchCard | None:
    """Return the card of a batch as it stands, or None where it has no member yet."""
    members = batches.executions(unit, batch)
    if not members:
        return None
    sealed = {one.execution: one for one in batch.seal.members} if batch.seal else {}
    parts = tuple(
        part
        for each in members
        if each.number in sealed and (part := _part(unit, each, sealed[each.number], naming))
    )
    inside = {part.execution.number for part in parts}
    accounts = {part.execution.ask.account for part in parts}
    restriction = unit.restrictions.of(batch.incident)
    return BatchCard(
        batch=batch,
        title=naming.title(members[0].ask.runbook),
        incident_id=spell(Prefix.INCIDENT, batch.incident) if batch.incident else "",
        parts=parts,
        others=tuple(each for each in members if each.number not in inside),
        unproved={each.number: _unproved(unit, each) for each in members},
        put_back=_put_back(unit, members),
        who=restriction.ids if restriction else may_approve(accounts, naming.policy),
        voices=_voices(parts),
    )


def _part(unit: Unit, execution: Execution, sealed: Member, naming: Naming) -> ApprovalCard | None:
    proposal = unit.executions.proposal(execution.number, sealed.plan)
    if proposal is None:
        return None
    ask = execution.ask
    decisions = unit.executions.decisions(execution.number, sealed.plan)
    return ApprovalCard(
        execution=execution,
        proposal=proposal,
        title=naming.title(ask.runbook),
        incident_id=spell(Prefix.INCIDENT, ask.incident) if ask.incident else "",
        account_name=naming.account(ask.account),
        who=naming.policy.members_of(Role.APPROVER, ask.account),
        voices=tuple(Voice(one.name, one.approved, one.at, one.reason) for one in decisions),
        superseded=sealed.plan < execution.plan_number,
        acts_in_name=naming.account(ask.acts_in) if ask.acts_in else "",
    )


def _voices(parts: tuple[ApprovalCard, ...]) -> tuple[Voice, ...]:
    """Return each decision once: it was given to all of them."""
    return tuple(dict.fromkeys(voice for part in parts for voice in part.voices))


def _put_back(unit: Unit, members: tuple[Execution, ...]) -> dict[int, str]:
    """Return by which undo each member was put back, whole or in part."""
    undos = {each.number: unit.executions.undone_by(each.number) for each in members}
    return {number: undo.id for number, undo in undos.items() if undo and undo.outcome is not None}


def _unproved(unit: Unit, execution: Execution) -> tuple[Said, ...]:
    """Return the claims that did not pass when they were read last."""
    read = unit.records.of_execution(execution.number, What.CLAIM)
    last = {one.body.get("key"): one.body for one in read}.values()
    return tuple(
        SAID.validate_python(body["says"]) for body in last if body.get("proof") != Proof.PASSED
    )
