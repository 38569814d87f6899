"""Finds what a policy lets nobody do, nobody see, or what nothing uses yet: it may be meant, so it is no fault."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.decide import approvals_needed
from bot.domain.people import Role, is_group
from bot.domain.policy import Policy
from bot.domain.words import logs, routes
from bot.domain.words import policy as words
from runbooks.kit.text import Said
from runbooks.kit.values import RiskClass


def gaps(policy: Policy) -> Iterator[Said]:
    """Yield a sentence for every account whose changes can't all be approved, or confirmed.

    No fault of the file: who only wants to look, or waits for a colleague, may leave it so.
    """
    for number, account in policy.accounts.items():
        most = most_approvers(policy, number)
        if most is None or number in policy.protected_accounts:
            continue
        lacking = [risk for risk in RiskClass if approvals_needed(risk, policy) > most]
        if lacking:
            listed = ", ".join(
                words.POLICY_NEEDS.fill(risk=risk, count=approvals_needed(risk, policy)).plain()
                for risk in lacking
            )
            yield words.POLICY_TOO_FEW.fill(account=account.name, most=most, listed=listed)
    yield from _unconfirmed(policy)


def _unconfirmed(policy: Policy) -> Iterator[Said]:
    """Yield what keeps others from confirming what somebody contains alone at night."""
    if policy.night is None:
        return
    for number, account in policy.accounts.items():
        if policy.night.reaches(account) and most_approvers(policy, number) == 0:
            yield words.POLICY_NOBODY_CONFIRMS.fill(account=account.name)
    if not policy.pages:
        yield words.POLICY_NIGHT_UNPAGED.fill()


def hiding(policy: Policy) -> Iterator[Said]:
    """Yield a sentence for every route that keeps what is HIGH from having a card."""
    for route in policy.routes:
        if route.hides_high:
            yield routes.HIDES_HIGH.fill(route=route.told)


def unused(policy: Policy) -> Iterator[Said]:
    """Yield a sentence for what the file says and nothing asks yet."""
    if policy.logs:
        yield logs.UNUSED.fill(named=policy.logs.told)


def lasting(policy: Policy) -> Iterator[Said]:
    """Yield a sentence for what stays for ever, although the file deletes what was made of it."""
    if policy.findings_kept and not policy.raw_kept:
        yield words.POLICY_RAW_FOREVER.fill()


def most_approvers(policy: Policy, account: str) -> int | None:
    """Return how many could approve what the luckiest requester asks for.

    None for a group's sake: nobody knows here who is in it.
    Who asks can't approve, so a requester who is no approver leaves the most of them.
    """
    approvers = policy.members_of(Role.APPROVER, account)
    if _has_group(approvers):
        return None
    requesters = policy.members_of(Role.RESPONDER, account)
    if _has_group(requesters):
        return len(approvers)
    return max((len(approvers - {requester}) for requester in requesters), default=0)


def _has_group(members: frozenset[str]) -> bool:
    return any(is_group(member) for member in members)
