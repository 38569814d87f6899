"""Gathers what secbot itself has to do with an incident's findings, for its card."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain import causing, guarding
from bot.domain.causing import AFTER, Cause, Involved
from bot.domain.execution import Execution
from bot.domain.finding import Finding
from bot.domain.guarding import OPEN, Own
from bot.domain.people import Role
from bot.domain.policy import Account, Policy
from bot.domain.record import What
from bot.domain.words import night, restricting
from bot.ports.unit import Unit
from runbooks.kit.text import Said, Text

TOLD = frozenset({What.SYNC_INTENT, What.SYNC_RESULT})
MOST = 1000
"""Records of an incident that are read: a busy one has some hundreds."""
CALLS = (What.STARTED, What.INTENT, What.RESULT)


def involved(unit: Unit, findings: Sequence[Finding], policy: Policy) -> Involved:
    """Return what there is to mark; nothing where the account is not in the policy file.

    Where somebody was found to act with the roles of late, no session's name proves anything.
    """
    account = policy.accounts.get(findings[0].account)
    if account is None:
        return Involved()
    known = _known(unit, findings)
    if _is_suspect(unit, account, findings):
        known = {}
    stolen = causing.stolen(findings, account, known)
    acted = causing.acted(findings, account, known)
    causes = [_caused(unit, one, None) for one in _read(unit, acted)]
    changed = [one for one in _changed(unit, findings) if one.execution not in _ids(causes)]
    call = who_must(policy, account) if stolen else ()
    return Involved((*causes, *changed), stolen, call)


def own(unit: Unit, number: int) -> Own | None:
    """Return what the record has of an execution; None of one that is not there or never began."""
    execution = unit.executions.get(number)
    if execution is None:
        return None
    return guarding.own(execution, unit.records.of_execution(number, *CALLS))


def telling(unit: Unit, incident: int) -> Own | None:
    """Return what was done to tell of an incident upstream; None where nothing was to be told."""
    tellings = unit.tellings.of_incident(incident)
    records = unit.records.of_incident(incident, MOST) if tellings else ()
    return guarding.telling(tellings, [one for one in records if one.what in TOLD])


def who_must(policy: Policy, account: Account) -> tuple[str, ...]:
    """Return whom to call where somebody acts with the roles: who may do most in the account."""
    admins = policy.members_of(Role.ADMIN, account.number)
    return tuple(sorted(admins or policy.members_of(Role.APPROVER, account.number)))


def _known(unit: Unit, findings: Sequence[Finding]) -> dict[int, Own]:
    found = {number: own(unit, number) for number in causing.named(findings)}
    return {number: known for number, known in found.items() if known is not None}


def _is_suspect(unit: Unit, account: Account, findings: Sequence[Finding]) -> bool:
    told_at = unit.uses.told_at().get(account.number)
    last = max(filter(None, (one.last_seen or one.updated_at for one in findings)), default=None)
    return told_at is not None and (last is None or told_at > last - OPEN)


def _changed(unit: Unit, findings: Sequence[Finding]) -> list[Cause]:
    """Return the executions that changed what the findings are about, right before they came up."""
    began = _began(findings)
    if began is None:
        return []
    causes = []
    for execution in unit.executions.ended_since(began - AFTER):
        if execution.ask.account != findings[0].account:
            continue
        ours = own(unit, execution.number)
        at = causing.changed(findings, ours) if ours else None
        if at is not None:
            causes.append(_caused(unit, execution, at))
    return causes


def _began(findings: Sequence[Finding]) -> datetime | None:
    """Return when the newest of these findings came up: only that can follow a change of late."""
    times = (one.first_seen or one.created_at for one in findings)
    return max(filter(None, times), default=None)


def _read(unit: Unit, numbers: Collection[int]) -> list[Execution]:
    found = (unit.executions.get(number) for number in sorted(numbers))
    return [execution for execution in found if execution is not None]


def _caused(unit: Unit, execution: Execution, at: datetime | None) -> Cause:
    votes = unit.executions.decisions(execution.number, execution.plan_number)
    names: tuple[str | Text | Said, ...] = tuple(
        night.VOICE.fill(name=vote.name) if vote.identity == execution.requester else vote.name
        for vote in votes
        if vote.approved
    )
    if unit.restrictions.of(execution.ask.incident):
        names = (restricting.SOMEBODY,)
    return Cause(execution.id, execution.ask.runbook, names, at)


def _ids(causes: Sequence[Cause]) -> frozenset[str]:
    return frozenset(one.execution for one in causes)
