"""The only place that says whether a plan runs: pure, and able to explain itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.admitting import admissible
from bot.domain.alone import may_not_alone
from bot.domain.execution import Proposal
from bot.domain.ids import Prefix, spell
from bot.domain.matter import Allowed, Matter, Needs, Refused, Vote
from bot.domain.people import Person, Role
from bot.domain.policy import Policy, StandingRule
from bot.domain.restriction import Restriction, may_see
from bot.domain.rights import Deed, may, unsure_who
from bot.domain.unasked import covering
from bot.domain.weighing import weighed_as
from bot.domain.words import deciding, restricting, weighing
from runbooks.kit.text import Said
from runbooks.kit.values import Power, RiskClass

LEAST_FOR_D = 2
LEAST_FOR_B = 1


def approvals_needed(weighed: RiskClass, policy: Policy) -> int:
    """Return how many must say yes: the policy's number, never fewer than the safe one.

    Two approvers stand in for a signature (SECURITY.md).
    """
    least = {RiskClass.A: 0, RiskClass.D: LEAST_FOR_D}.get(weighed, LEAST_FOR_B)
    return max(least, policy.rules[weighed].approvals)


def decide(
    matter: Matter, votes: Sequence[Vote], policy: Policy, now: datetime
) -> Allowed | Needs | Refused:
    """Say whether these votes allow this plan now; any bad vote refuses."""
    forbidden = admissible(matter, policy, now)
    if forbidden:
        return forbidden
    broken = next((vote for vote in votes if vote.breaks_glass), None)
    if broken is not None:
        refused = _may_not_break(broken, matter, policy)
        return refused or Allowed((weighing.GLASS.fill(name=broken.person.name),))
    alone = next((vote for vote in votes if vote.is_alone), None)
    if alone is not None:
        refused = may_not_alone(alone, matter, policy) or _misread(alone, matter.proposal)
        return refused or Allowed((weighing.ALONE.fill(name=alone.person.name),))
    for vote in votes:
        refused = _judge(vote, matter, policy)
        if refused:
            return refused
    needed = _needed(matter, policy)
    people = _distinct(vote.person for vote in votes)
    trace = explain(matter, votes, policy)
    if len(people) >= needed:
        return Allowed(trace)
    return Needs(needed - len(people), deciders(matter, policy), signed=False, trace=trace)


def deciders(matter: Matter, policy: Policy) -> frozenset[str]:
    """Return the user and group ids of those who may approve a matter.

    Of a restricted one those are the named: who of them is in which group only Slack can tell.
    """
    if matter.restriction:
        return matter.restriction.ids
    return policy.members_of(Role.APPROVER, matter.account)


def explain(matter: Matter, votes: Sequence[Vote], policy: Policy) -> tuple[Said, ...]:
    """Return rule by rule why a plan needs what it needs, and whose yes counts towards it."""
    proposal, needed = matter.proposal, _needed(matter, policy)
    risk = weighed_as(proposal.risk, proposal.plan)
    rule = unasked(matter, policy)
    lines = [*proposal.weighed, weighing.NEEDED.fill(risk=risk, count=needed)]
    if rule:
        lines.append(weighing.STANDING.fill(runbook=rule.runbook, risk=risk))
    if matter.is_undo:
        lines.append(weighing.UNDO.fill())
    elif risk is RiskClass.D:
        lines.append(_proof(matter))
    if matter.restriction:
        lines.append(_named(matter.restriction))
    for vote in votes:
        refused = _judge(vote, matter, policy)
        name = vote.person.name
        if refused:
            lines.append(weighing.LOST.fill(name=name, why=refused.why))
        else:
            lines.append(weighing.COUNTS.fill(name=name, digest=vote.digest[: len(proposal.short)]))
    people = _distinct(vote.person for vote in standing(matter, votes, policy))
    if people:
        names = ", ".join(one.name for one in people)
        lines.append(weighing.TALLY.fill(count=len(people), needed=needed, who=names))
    return tuple(lines)


def _needed(matter: Matter, policy: Policy) -> int:
    """Return how many must say yes: nobody to what a standing rule covers, and nobody asked for."""
    proposal = matter.proposal
    weighed = weighed_as(proposal.risk, proposal.plan)
    return 0 if unasked(matter, policy) else approvals_needed(weighed, policy)


def unasked(matter: Matter, policy: Policy) -> StandingRule | None:
    """Return the standing rule that lets a plan of secbot's own asking run, or None."""
    proposal = matter.proposal
    if not matter.is_automatic or matter.is_undo or proposal.is_raised or matter.acts_in:
        return None
    weighed = weighed_as(proposal.risk, proposal.plan)
    account = policy.accounts[matter.account]
    return covering(policy, matter.runbook, account, proposal.target, weighed)


def _proof(matter: Matter) -> Said:
    """Return why class D needs its drill here, or why it needs none."""
    if matter.proposal.is_drill:
        return weighing.DRILL.fill()
    if matter.proposal.is_raised:
        return weighing.RAISED_ONLY.fill()
    if matter.proved.holds and matter.proved.at is not None:
        return weighing.PROVED.fill(runbook=matter.runbook, day=f"{matter.proved.at:%Y-%m-%d}")
    return weighing.NOT_PROVED.fill(runbook=matter.runbook)


def _named(restriction: Restriction) -> Said:
    names = ", ".join(each.name for each in restriction.named)
    return restricting.WHY_VOTES.fill(names=names)


def standing(matter: Matter, votes: Sequence[Vote], policy: Policy) -> tuple[Vote, ...]:
    """Return the votes that still count: who may not approve any more drops out silently."""
    return tuple(vote for vote in votes if _judge(vote, matter, policy) is None)


def _distinct(people: Iterable[Person]) -> list[Person]:
    """Return one for each person: who shares an address or a Slack id with another is the same.

    A newcomer whom an admin let count before their time is one with that admin until then.
    """
    groups: list[tuple[Person, set[str]]] = []
    for person in people:
        names = {person.identity, person.slack_id, *person.vouched_by}
        same = [group for group in groups if group[1] & names]
        merged = names.union(*(group[1] for group in same))
        groups = [group for group in groups if group not in same]
        groups.append((same[0][0] if same else person, merged))
    return [person for person, _ in groups]


def _judge(vote: Vote, matter: Matter, policy: Policy) -> Refused | None:
    """Return why this vote does not count, or None."""
    return _may_not(vote.person, matter, policy) or _misread(vote, matter.proposal)


def _may_not(person: Person, matter: Matter, policy: Policy) -> Refused | None:
    """Return why this person's yes does not count, whatever it is to, or None."""
    outsider = may(person, Deed.LOOK, matter.account, policy)
    if isinstance(outsider, Refused):
        return outsider
    if unsure := unsure_who(person):
        return unsure
    if not may_see(person, matter.restriction):
        return Refused(restricting.NOT_NAMED.fill())
    own = _asked_for_it(person, matter)
    if own:
        return own
    if person.identity in matter.implicated:
        return Refused(deciding.IMPLICATED.fill())
    if not policy.holds(person, Role.APPROVER, matter.account):
        name = policy.accounts[matter.account].name
        return Refused(deciding.NEEDS_APPROVER.fill(account=name))
    if not policy.holds(person.settled, Role.APPROVER, matter.account):
        return Refused(deciding.TOO_NEW.fill(name=person.name))
    return None


def _asked_for_it(person: Person, matter: Matter) -> Refused | None:
    """Return why somebody approves what they, or the admin who vouched for them, asked for."""
    execution = spell(Prefix.EXECUTION, matter.proposal.execution)
    if person.identity == matter.requester or person.slack_id == matter.requester_slack_id:
        return Refused(deciding.OWN_REQUEST.fill(execution=execution))
    if matter.requester in person.vouched_by:
        return Refused(deciding.VOUCHED.fill(name=person.name, execution=execution))
    return None


def _may_not_break(vote: Vote, matter: Matter, policy: Policy) -> Refused | None:
    """Return why nobody, or not this admin, may break the glass for this plan, or None.

    It is for taking away in an emergency alone: what gives back or opens waits for two.
    """
    weighed = weighed_as(matter.proposal.risk, matter.proposal.plan)
    opens = matter.proposal.plan.reopens or any(
        step.power is Power.RELEASE for step in matter.proposal.plan.steps
    )
    if matter.is_undo or opens:
        return Refused(deciding.GLASS_OPENS.fill())
    if weighed is RiskClass.D and not matter.proposal.is_raised:
        return Refused(deciding.GLASS_TOO_WIDE.fill())
    outsider = may(vote.person, Deed.LOOK, matter.account, policy)
    if isinstance(outsider, Refused):
        return outsider
    person = vote.person
    if unsure := unsure_who(person):
        return unsure
    if person.identity in matter.implicated:
        return Refused(deciding.IMPLICATED.fill())
    if not may_see(person, matter.restriction):
        return Refused(restricting.NOT_NAMED.fill())
    if not policy.holds(person.by_own_right, Role.ADMIN, matter.account):
        return Refused(deciding.GLASS_NEEDS_ADMIN.fill())
    return _misread(vote, matter.proposal)


def _misread(vote: Vote, proposal: Proposal) -> Refused | None:
    """Return why a yes is not to this plan as it was shown, or None."""
    if len(vote.digest) < len(proposal.short) or not proposal.digest.startswith(vote.digest):
        return Refused(deciding.OTHER_PLAN.fill(digest=proposal.short))
    if (proposal.is_cut or vote.must_open) and not vote.has_opened:
        return Refused(deciding.NOT_OPENED.fill(plan=proposal.id))
    return None
