"""What forbids a plan, whoever says yes to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain import braking, ours
from bot.domain.matter import Matter, Refused
from bot.domain.policy import Policy
from bot.domain.weighing import weighed_as
from bot.domain.words import deciding
from runbooks.kit.text import Said
from runbooks.kit.values import Plan, RiskClass


def admissible(matter: Matter, policy: Policy, now: datetime) -> Refused | None:
    """Say what forbids this plan, whoever says yes; None where nothing does."""
    proposal = matter.proposal
    for account in matter.accounts:
        if account not in policy.accounts:
            return Refused(deciding.UNKNOWN_ACCOUNT.fill(account=account))
    braked = _braked(matter, policy, now)
    if braked:
        return Refused(braked)
    weighed = weighed_as(proposal.risk, proposal.plan)
    protected = protected_of(policy, matter.accounts, proposal.target, proposal.plan, weighed)
    if protected:
        return Refused(deciding.PROTECTED.fill(target=protected))
    if now >= proposal.expires_at:
        return Refused(deciding.PLAN_EXPIRED.fill(plan=proposal.id))
    if proposal.policy_digest != policy.digest:
        return Refused(deciding.OTHER_POLICY.fill(plan=proposal.id))
    return _no_drill(matter) or _unproved(matter, policy)


def _no_drill(matter: Matter) -> Refused | None:
    """Return why a drill can't change its target: it is no thing to lose, or may be protected.

    Its undo can, whatever the tags are by then: what a drill has changed must come back.
    """
    proposal = matter.proposal
    if not matter.is_drill or matter.is_undo:
        return None
    if not proposal.is_drill:
        return Refused(deciding.NO_DRILL_TARGET.fill(target=proposal.target))
    if proposal.marks.is_protected is not False:
        return Refused(deciding.DRILL_PROTECTED.fill(target=proposal.target))
    return None


def _braked(matter: Matter, policy: Policy, now: datetime) -> Said | None:
    """Return what no policy file lets be changed of a plan, or what holds it for a while, or None.

    The list of what is never changed may have grown since something was: an undo is held to it
    no more, since what was cut off must come back. Class A changes nothing.
    """
    plan, weighed = matter.proposal.plan, weighed_as(matter.proposal.risk, matter.proposal.plan)
    if weighed is not RiskClass.A and not matter.is_undo:
        refused = ours.refused(policy, matter.accounts, (matter.proposal.target, *touched(plan)))
        if refused:
            return refused
    held = braking.held_off(matter.undone, now) if matter.is_automatic else None
    most = policy.limits.targets_per_execution
    wide = braking.too_wide((matter.proposal.target,), most)
    return ours.foreign_mark(plan) or held or wide


def _unproved(matter: Matter, policy: Policy) -> Refused | None:
    """Return why class D can't be let through here: no drill has proved it.

    An undo can, since to refuse it would leave production cut off; so can the drill itself; and
    so can what only a tag makes class D, or whoever may tag could shut secbot out.
    """
    proposal, proved = matter.proposal, matter.proved
    is_exempt = matter.is_undo or proposal.is_drill or proposal.is_raised
    grave = weighed_as(proposal.risk, proposal.plan) is RiskClass.D
    if not grave or is_exempt or proved.holds:
        return None
    said = {"runbook": matter.runbook, "account": policy.accounts[matter.account].name}
    if proved.at is not None:
        return Refused(deciding.UNPROVED_PART.fill(**said, actions=", ".join(proved.missing)))
    if proved.older is not None:
        return Refused(deciding.UNPROVED_CODE.fill(**said, day=f"{proved.older:%Y-%m-%d}"))
    return Refused(deciding.UNPROVED.fill(**said))


def protected_of(
    policy: Policy, accounts: Sequence[str], target: str, plan: Plan, risk: RiskClass
) -> str:
    """Return what the policy protects of all that a plan would change, or an empty string.

    `accounts` are the target's and, last, the one in which the steps are made. What class A is
    about is only looked at, so that protected things can be looked into like any other.
    """
    changed = () if risk is RiskClass.A else (target,)
    return policy.protected_of(accounts[0], changed) or policy.protected_of(
        accounts[-1], touched(plan)
    )


def touched(plan: Plan) -> tuple[str, ...]:
    """Return the ARNs that the steps of a plan name."""
    return tuple(dict.fromkeys(arn for step in plan.steps for arn in step.resources))
