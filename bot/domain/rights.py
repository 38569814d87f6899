"""Who may do what that is no decision on a plan: look, take, ask, brake, lift, release."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.domain.matter import Allowed, Refused
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.words import braking as brake_words
from bot.domain.words import deciding, responding


class Deed(StrEnum):
    """What a person wants to do that is no decision on a plan."""

    LOOK = "look"
    TAKE = "take"
    ASK = "ask"
    BRAKE = "brake"


def may(person: Person, deed: Deed, account: str, policy: Policy) -> Allowed | Refused:
    """Say whether a person may do a deed in an account (empty where it is about none)."""
    if person.groups is None and not person.email:
        return Refused(deciding.NO_ANSWER.fill())
    if person.guest:
        return Refused(deciding.GUEST.fill())
    if not policy.is_ours(person):
        is_known = person.groups is not None
        return Refused((deciding.NOT_OURS if is_known else deciding.NO_ANSWER).fill())
    if deed is not Deed.ASK:
        return Allowed()
    if account not in policy.accounts:
        return Refused(deciding.UNKNOWN_ACCOUNT.fill(account=account))
    if policy.holds(person, Role.RESPONDER, account):
        return Allowed()
    if person.groups is None:
        return Refused(deciding.NO_ANSWER.fill())
    return Refused(deciding.NEEDS_RESPONDER.fill(account=policy.accounts[account].name))


def unsure_who(person: Person) -> Refused | None:
    """Return why it is not sure who a person is, where that must be known, or None.

    Without the address one person could be taken for two.
    """
    if person.groups is None:
        return Refused(deciding.NO_ANSWER.fill())
    return None if person.email else Refused(deciding.NO_ADDRESS.fill())


def may_lift(person: Person, account: str, policy: Policy, asked_by: str = "") -> Refused | None:
    """Return why a person may not lift the ceiling of an account (empty for all), or None.

    With `asked_by`, the name of who has asked for it, the person is the second, who agrees: a
    group that they are too new in does not count for that.
    """
    outsider = may(person, Deed.BRAKE, account, policy)
    if isinstance(outsider, Refused):
        return outsider
    if unsure := unsure_who(person):
        return unsure
    holds_approver = asked_by and policy.holds(person.settled, Role.APPROVER, account)
    if holds_approver or (not asked_by and policy.holds(person, Role.RESPONDER, account)):
        return None
    known = policy.accounts.get(account)
    name = known.name if known else responding.ALL_ACCOUNTS
    if asked_by:
        return Refused(brake_words.LIFT_NEEDS_APPROVER.fill(account=name, name=asked_by))
    return Refused(brake_words.LIFT_NEEDS_RESPONDER.fill(account=name))


def as_one(person: Person, asked_by: str) -> Refused | None:
    """Return why a person is no second one beside whoever asked (an identity), or None.

    Whom somebody let into an approvers' group today counts as one with them.
    """
    if asked_by in person.vouched_by:
        return Refused(deciding.VOUCHED_FOR_ASKER.fill(name=person.name))
    return None


def may_release(
    person: Person,
    accounts: Sequence[str],
    implicated: frozenset[str],
    policy: Policy,
    *,
    is_second: bool,
) -> Allowed | Refused:
    """Say whether a person may ask for the end of a hold, or (the second) end it.

    `accounts` are all that the containment touches. It takes a responder there, and then another
    person, who is an approver there, and not only since yesterday.
    """
    for account in accounts:
        verdict = may(person, Deed.ASK, account, policy)
        if isinstance(verdict, Refused):
            return verdict
        refusal = _no_approver(person, account, policy) if is_second else None
        if refusal is not None:
            return refusal
    if unsure := unsure_who(person):
        return unsure
    if person.identity in implicated:
        return Refused(deciding.IMPLICATED.fill())
    return Allowed()


def _no_approver(person: Person, account: str, policy: Policy) -> Refused | None:
    """Return why somebody is no approver in an account, or is one too newly, or None."""
    if not policy.holds(person, Role.APPROVER, account):
        return Refused(deciding.NEEDS_APPROVER.fill(account=policy.accounts[account].name))
    if not policy.holds(person.settled, Role.APPROVER, account):
        return Refused(deciding.TOO_NEW.fill(name=person.name))
    return None
