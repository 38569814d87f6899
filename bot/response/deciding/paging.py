"""Calls an approver by name where a plan waits too long for its yes, then the next one."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.execution import Execution, Proposal
from bot.domain.membership import approving_groups
from bot.domain.people import Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, Written
from bot.ports.unit import Unit
from bot.response.keeping import batches
from bot.response.people import voting
from runbooks.kit.moments import minutes

PATIENCE = timedelta(minutes=10)
"""How long a plan waits before the next approver is called; a plan lives for 30 min by default."""


def page(unit: Unit, policy: Policy, now: datetime) -> int:
    """Call the next approver of every plan that has waited for one; return how many were called.

    What is decided on as a batch is waited for once.
    """
    called = 0
    for execution in unit.executions.awaiting():
        proposal = unit.executions.proposal(execution.number, execution.plan_number)
        if proposal is None or now >= proposal.expires_at:
            continue
        if batches.fellows(unit, execution)[0].number != execution.number:
            continue
        paged = [
            record
            for record in unit.records.of_execution(execution.number, What.PAGED)
            if record.body.get("plan") == proposal.id
        ]
        if now - _last(proposal, paged) >= PATIENCE:
            called += _call(unit, execution, proposal, paged, policy, now)
    return called


def _last(proposal: Proposal, paged: list[Written]) -> datetime:
    return paged[-1].at if paged else proposal.created_at


def _call(
    unit: Unit,
    execution: Execution,
    proposal: Proposal,
    paged: list[Written],
    policy: Policy,
    now: datetime,
) -> bool:
    whom = _next(unit, execution, proposal, policy, len(paged))
    if not whom:
        return False
    body = {
        "plan": proposal.id,
        "whom": whom,
        "minutes": minutes(now - proposal.created_at),
        "until": proposal.expires_at.isoformat(),
    }
    incident = execution.ask.incident
    (record,) = unit.records.write([Record(What.PAGED, now, "", incident, execution.number, body)])
    unit.outbox.want([Wanted(execution.channel, Sheet.WORD, str(record))], now)
    return True


def _next(
    unit: Unit, execution: Execution, proposal: Proposal, policy: Policy, turn: int
) -> list[str]:
    """Return who is called now: one person after the other, then the groups as a whole."""
    account = execution.ask.account
    members = policy.members_of(Role.APPROVER, account)
    groups = sorted(members & frozenset(approving_groups(policy)))
    restriction = unit.restrictions.of(execution.ask.incident)
    people = set(members) - set(groups)
    for group in groups:
        people |= unit.memberships.known(group) or frozenset()
    if restriction:
        people, groups = people & restriction.ids, []
    voted = {slack_id for slack_id, _ in voting.voters(unit, execution.number)}
    concerned = voting.concerned(unit, execution, proposal, policy)
    free = [
        each
        for each in sorted(people - voted - {execution.requester_slack_id})
        if unit.people.identity_of(each) not in {execution.requester, *concerned}
        and not any(member.is_new(proposal.created_at) for member in unit.memberships.of(each))
    ]
    # Begin with another one for each execution, or the first of the alphabet is woken each night.
    order = (
        free[execution.number % len(free) :] + free[: execution.number % len(free)] if free else []
    )
    if turn < len(order):
        return [order[turn]]
    return groups if turn == len(order) else []
