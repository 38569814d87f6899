"""Who can be named for a restricted incident, and whether those could still approve anything."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.decide import approvals_needed
from bot.domain.matter import Refused
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.restriction import LEAST_NAMED, MOST_NAMED
from bot.domain.rights import Deed, may, unsure_who
from bot.domain.words import restricting as words
from runbooks.kit.values import RiskClass


def may_be_named(
    whom: Person, account: str, implicated: frozenset[str], policy: Policy
) -> Refused | None:
    """Return why somebody can't be one of those whom an incident of an account is for, or None."""
    if isinstance(may(whom, Deed.LOOK, "", policy), Refused):
        return Refused(words.NOT_OURS.fill(name=whom.name))
    if unsure_who(whom):
        return Refused(words.NOT_KNOWN.fill(name=whom.name))
    if whom.identity in implicated:
        return Refused(words.IMPLICATED.fill(name=whom.name))
    if not policy.holds(whom, Role.VIEWER, account):
        return Refused(words.NO_ROLE.fill(name=whom.name, account=_called(account, policy)))
    return None


def unfit(
    people: Sequence[Person], account: str, implicated: frozenset[str], policy: Policy
) -> Refused | None:
    """Return why an incident of an account can't be for these people alone, or None.

    One of them must be able to ask for a change of class C, and enough others to approve it.
    """
    if not LEAST_NAMED <= len(people) <= MOST_NAMED:
        return Refused(words.HOW_MANY.fill(least=LEAST_NAMED, most=MOST_NAMED))
    for each in people:
        refused = may_be_named(each, account, implicated, policy)
        if refused:
            return refused
    if not can_approve(people, account, policy):
        return Refused(words.NOBODY_APPROVES.fill(account=_called(account, policy)))
    return None


def can_approve(people: Sequence[Person], account: str, policy: Policy) -> bool:
    """Say whether one of these people could ask for class C and enough others approve it.

    Who has joined an approvers' group too lately does not count, nor whom the asker vouched for.
    """
    needed = approvals_needed(RiskClass.C, policy)
    approvers = [one for one in people if policy.holds(one.settled, Role.APPROVER, account)]
    askers = [one for one in people if policy.holds(one, Role.RESPONDER, account)]
    return any(len(_others(approvers, asker)) >= needed for asker in askers)


def can_show(people: Sequence[Person], account: str, policy: Policy) -> bool:
    """Say whether any two of these people could end a restriction, whoever of them forbids it."""
    enders = {one.identity for one in people if policy.holds(one, Role.RESPONDER, account)}
    return len(enders) > LEAST_NAMED


def _others(approvers: Sequence[Person], asker: Person) -> frozenset[str]:
    return frozenset(
        one.identity
        for one in approvers
        if one.identity != asker.identity and asker.identity not in one.vouched_by
    )


def _called(account: str, policy: Policy) -> str:
    known = policy.accounts.get(account)
    return known.name if known else account
