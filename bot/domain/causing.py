"""What secbot itself has to do with a finding: it acted, it changed the resource, or a thief acts.

This marks a finding and nothing else: it neither hides nor lowers one. Only what AWS's own
services report is marked, since anybody may import a finding that names a role of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.finding import Finding
from bot.domain.guarding import SKEW, Own, execution_of
from bot.domain.policy import Account
from runbooks.kit.text import Said, Text

AFTER = timedelta(minutes=15)
"""How long after a change of ours a new finding about the resource is told together with it."""


@dataclass(frozen=True, slots=True)
class Cause:
    """An execution of ours, such as `A-19X`, and who approved it.

    `changed_at` is when it changed the finding's resource; None where it is the actor itself.
    """

    execution: str
    runbook: str
    approvers: tuple[str | Text | Said, ...]
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Involved:
    """What there is to mark: `stolen` are roles of ours that somebody else acts with.

    `call` are the ids of those who must act on that.
    """

    causes: tuple[Cause, ...] = ()
    stolen: tuple[str, ...] = ()
    call: tuple[str, ...] = ()


def named(findings: Iterable[Finding]) -> frozenset[int]:
    """Return the executions that sessions in these findings are named for."""
    numbers = (execution_of(name) for one in _reported(findings) for name in one.principals)
    return frozenset(number for number in numbers if number is not None)


def acted(
    findings: Iterable[Finding], account: Account, known: Mapping[int, Own]
) -> frozenset[int]:
    """Return the executions that acted in these findings, under a role of ours and in its time."""
    return frozenset(
        number
        for finding in _reported(findings)
        if _roles(finding, account)
        for number in _own_sessions(finding, known)
    )


def stolen(
    findings: Iterable[Finding], account: Account, known: Mapping[int, Own]
) -> tuple[str, ...]:
    """Return the roles of ours that act in these findings in no session that we know."""
    roles = (
        role
        for finding in _reported(findings)
        if not _own_sessions(finding, known)
        for role in _roles(finding, account)
    )
    return tuple(dict.fromkeys(roles))


def changed(findings: Iterable[Finding], own: Own) -> datetime | None:
    """Return when an execution changed a resource of a finding that came up right after it."""
    times = [
        call.at
        for finding in _reported(findings)
        for call in own.calls
        if (began := finding.first_seen or finding.created_at)
        and call.at - SKEW <= began <= call.at + AFTER
        and {one.id for one in finding.resources} & set(call.resources)
    ]
    return max(times, default=None)


def _reported(findings: Iterable[Finding]) -> Iterable[Finding]:
    return (one for one in findings if one.producer.verified and not one.sample)


def _roles(finding: Finding, account: Account) -> Sequence[str]:
    return [role for role in account.acting_roles if role in finding.principals]


def _own_sessions(finding: Finding, known: Mapping[int, Own]) -> frozenset[int]:
    numbers = {execution_of(name) for name in finding.principals} - {None}
    return frozenset(
        number
        for number in numbers
        if number is not None and (own := known.get(number)) and _is_of_its_time(finding, own)
    )


def _is_of_its_time(finding: Finding, own: Own) -> bool:
    """Say whether what was found was done while the execution ran, in its account."""
    first = finding.first_seen or finding.created_at
    last = finding.last_seen or finding.updated_at or first
    if finding.account not in own.accounts or first is None or last is None:
        return False
    is_over = own.ended_at is not None and first > own.ended_at + SKEW
    return own.began_at - SKEW <= last and not is_over
