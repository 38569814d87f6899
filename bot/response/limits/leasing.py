"""Leases what a plan touches to the execution that changes it: two never work on one resource."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.admitting import touched
from bot.domain.braking import Lease
from bot.domain.execution import Execution, Proposal
from bot.domain.ids import Prefix, spell
from bot.domain.words import braking as words
from bot.ports.unit import Unit
from runbooks.kit.text import Said
from runbooks.kit.values import RiskClass


@dataclass(frozen=True, slots=True)
class Clash:
    """A resource that another execution works on; `is_target` where one of the two is about it."""

    lease: Lease
    is_target: bool

    @property
    def other(self) -> str:
        """Return the id of the other execution."""
        return spell(Prefix.EXECUTION, self.lease.execution)

    def refused(self) -> Said:
        """Return why the one can't be approved while the other goes on."""
        return words.LEASED.fill(other=self.other, resource=self.lease.resource)

    def later(self, execution: Execution) -> Said:
        """Return that it is approved, and for what it has to wait."""
        return words.LEASED_LATER.fill(
            execution=execution.id, other=self.other, resource=self.lease.resource
        )

    def put_off(self) -> Said:
        """Return for what it has to wait."""
        return words.PUT_OFF.fill(other=self.other, resource=self.lease.resource)


def wanted(execution: Execution, proposal: Proposal) -> tuple[Lease, ...]:
    """Return the leases that a plan needs: its target, and what its steps name; a look has none."""
    if proposal.risk is RiskClass.A:
        return ()
    accounts, number = execution.ask.accounts, execution.number
    resources = {(accounts[0], proposal.target)}
    resources |= {(accounts[-1], arn) for arn in touched(proposal.plan)}
    return tuple(Lease(account, arn, number) for account, arn in sorted(resources))


def clash(unit: Unit, execution: Execution, proposal: Proposal) -> Clash | None:
    """Return what another execution works on of all that a plan needs, or None."""
    return _clash(unit, proposal, unit.leases.held(wanted(execution, proposal)))


def take(unit: Unit, execution: Execution, proposal: Proposal) -> Clash | None:
    """Take all the leases of a plan, or none: then return what is in the way."""
    return _clash(unit, proposal, unit.leases.take(wanted(execution, proposal)))


def _clash(unit: Unit, proposal: Proposal, lease: Lease | None) -> Clash | None:
    if lease is None:
        return None
    other = unit.executions.get(lease.execution)
    theirs = other and unit.executions.proposal(other.number, other.plan_number)
    targets = {proposal.target, theirs.target if theirs else ""}
    return Clash(lease, lease.resource in targets)
