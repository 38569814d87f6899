"""What the policy file says of a wish before anything in AWS is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.execution import Ask, Execution
from bot.domain.people import Role
from bot.domain.policy import Account, Policy
from bot.domain.words import deciding as refusals
from bot.domain.words import responding as words
from runbooks.kit.text import Said

MOST_LOOKS = 10
LOOKS_WITHIN = timedelta(hours=1)
"""Looks that may start an investigation, by one person: Amazon Detective bills what it keeps."""
MOST_PLANS = 60
"""Looks at a plan alone, by one person within the same time: each reads AWS, whose pace all share."""


def objection(ask: Ask, policy: Policy) -> Said | None:
    """Return why this can't be planned, whoever asks, or None.

    A look needs a known account only: it may be anywhere, and nobody has to approve it.
    """
    account = policy.accounts.get(ask.account)
    if account is None:
        return refusals.UNKNOWN_ACCOUNT.fill(account=ask.account)
    if ask.plan_only:
        return None
    for each in ask.accounts:
        known = policy.accounts.get(each)
        if known is None:
            return refusals.UNKNOWN_ACCOUNT.fill(account=each)
    acted_in = policy.accounts[ask.accounts[-1]]
    closed = closed_region(acted_in, ask.region)
    if closed:
        return closed
    if not policy.members_of(Role.APPROVER, ask.account):
        return refusals.NOBODY_MAY_APPROVE.fill(account=account.name)
    return None


def too_many_looks(asked: Sequence[Execution], more: int = 1) -> Said | None:
    """Return why somebody can't have so many looks more, or None.

    `asked` are the looks that this person has asked for within `LOOKS_WITHIN`, oldest first.
    """
    over = len(asked) + more - MOST_LOOKS
    if over <= 0 or not asked:
        return None
    free_at = asked[min(over, len(asked)) - 1].asked_at + LOOKS_WITHIN
    return words.MANY_LOOKS.fill(count=MOST_LOOKS, when=f"{free_at:%H:%M}")


def too_many_plans(asked: Sequence[Execution], more: int = 1) -> Said | None:
    """Return why somebody can't look at so many plans more, or None; `asked` as above."""
    over = len(asked) + more - MOST_PLANS
    if over <= 0 or not asked:
        return None
    free_at = asked[min(over, len(asked)) - 1].asked_at + LOOKS_WITHIN
    return words.MANY_PLANS.fill(count=MOST_PLANS, when=f"{free_at:%H:%M}")


def closed_region(account: Account, region: str) -> Said | None:
    """Return that nothing may be changed in this Region of an account, or None."""
    if not account.act_regions or region in account.act_regions:
        return None
    known = ", ".join(account.act_regions)
    return words.OTHER_REGION.fill(region=region, account=account.name, known=known)
