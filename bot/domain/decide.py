"""The only place that says who may do what: pure, and able to explain itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain import braking, ours
from bot.domain.braking import Undone
from bot.domain.drill import NEVER, Proved
from bot.domain.execution import Proposal
from bot.domain.ids import Prefix, spell
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.weighing import weighed_as
from bot.domain.words import braking as brake_words
from bot.domain.words import deciding, weighing
from runbooks.kit.text import Said
from runbooks.kit.values import Plan, Power, RiskClass

LEAST_FOR_D = 2
LEAST_FOR_B = 1


class Deed(StrEnum):
    """What a person wants to do that is no decision on a plan."""

    LOOK = "look"
    TAKE = "take"
    ASK = "ask"
    BRAKE = "brake"


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided on: one plan of one execution; `implicated` may be its subject.

    `runbook` is its runbook's name, `proved` how far drills prove the plan in the account now.
    `is_undo` says that it puts back what secbot has changed.
    `acts_in` is the account in which its steps are made, empty where it is the target's own.
    `undone` is the last undo of this runbook on this target; `is_automatic` says that no person
    asked for it; `is_drill` that it was asked for as a part of a drill.
    """

    proposal: Proposal
    account: str
    requester: str
    requester_slack_id: str = ""
    implicated: frozenset[str] = frozenset()
    runbook: str = ""
    proved: Proved = NEVER
    is_undo: bool = False
    acts_in: str = ""
    undone: Undone | None = None
    is_automatic: bool = False
    is_drill: bool = False

    @property
    def accounts(self) -> tuple[str, ...]:
        """Return every account that is touched."""
        return tuple(one for one in (self.account, self.acts_in) if one)


@dataclass(frozen=True, slots=True)
class Vote:
    """A person's yes; `digest` is as much of the plan's digest as they gave.

    `breaks_glass` says that an admin takes it upon themself, with no second person.
    """

    person: Person
    at: datetime
    digest: str
    has_opened: bool
    breaks_glass: bool = False


@dataclass(frozen=True, slots=True)
class Allowed:
    """Enough of the right people said yes; `trace` is what `/sec why` shows."""

    trace: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """The votes are good, but `more` are missing, from these members; unsigned until then."""

    more: int
    who: frozenset[str]
    signed: bool
    trace: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """No, and why."""

    why: Said


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


def approvals_needed(weighed: RiskClass, policy: Policy) -> int:
    """Return how many must say yes: the policy's number, never fewer than the safe one.

    Two approvers stand in for a signature (SECURITY.md).
    """
    least = {RiskClass.A: 0, RiskClass.D: LEAST_FOR_D}.get(weighed, LEAST_FOR_B)
    return max(least, policy.rules[weighed].approvals)


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


def may_lift(person: Person, account: str, policy: Policy, asked_by: str = "") -> Refused | None:
    """Return why a person may not lift the ceiling of an account (empty for all), or None.

    With `asked_by`, the name of who has asked for it, the person is the second, who agrees: a
    group that they are too new in does not count for that.
    """
    outsider = may(person, Deed.BRAKE, account, policy)
    if isinstance(outsider, Refused):
        return outsider
    if person.groups is None:
        return Refused(deciding.NO_ANSWER.fill())
    if not person.email:
        # Without the address one person could be taken for two.
        return Refused(deciding.NO_ADDRESS.fill())
    settled = replace(person, groups=person.groups - person.new_in)
    holds_approver = asked_by and policy.holds(settled, Role.APPROVER, account)
    if holds_approver or (not asked_by and policy.holds(person, Role.RESPONDER, account)):
        return None
    known = policy.accounts.get(account)
    name = known.name if known else brake_words.ALL_ACCOUNTS.en
    if asked_by:
        return Refused(brake_words.LIFT_NEEDS_APPROVER.fill(account=name, name=asked_by))
    return Refused(brake_words.LIFT_NEEDS_RESPONDER.fill(account=name))


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
    for vote in votes:
        refused = _judge(vote, matter, policy)
        if refused:
            return refused
    needed = _needed(matter, policy)
    people = _distinct(vote.person for vote in votes)
    trace = explain(matter, votes, policy)
    if len(people) >= needed:
        return Allowed(trace)
    who = policy.members_of(Role.APPROVER, matter.account)
    return Needs(needed - len(people), who, signed=False, trace=trace)


def explain(matter: Matter, votes: Sequence[Vote], policy: Policy) -> tuple[Said, ...]:
    """Return rule by rule why a plan needs what it needs, and whose yes counts towards it."""
    proposal, needed = matter.proposal, _needed(matter, policy)
    risk = weighed_as(proposal.risk, proposal.plan)
    lines = [*proposal.weighed, weighing.NEEDED.fill(risk=risk, count=needed)]
    if matter.is_undo:
        lines.append(weighing.UNDO.fill())
    elif risk is RiskClass.D:
        lines.append(_proof(matter))
    for vote in votes:
        refused = _judge(vote, matter, policy)
        name = vote.person.name
        if refused:
            lines.append(weighing.LOST.fill(name=name, why=refused.why.bare()))
        else:
            lines.append(weighing.COUNTS.fill(name=name, digest=vote.digest[: len(proposal.short)]))
    people = _distinct(vote.person for vote in standing(matter, votes, policy))
    if people:
        names = ", ".join(one.name for one in people)
        lines.append(weighing.TALLY.fill(count=len(people), needed=needed, who=names))
    return tuple(lines)


def _needed(matter: Matter, policy: Policy) -> int:
    proposal = matter.proposal
    return approvals_needed(weighed_as(proposal.risk, proposal.plan), policy)


def _proof(matter: Matter) -> Said:
    """Return why class D needs its drill here, or why it needs none."""
    if matter.proposal.is_drill:
        return weighing.DRILL.fill()
    if matter.proposal.is_raised:
        return weighing.RAISED_ONLY.fill()
    if matter.proved.holds and matter.proved.at is not None:
        return weighing.PROVED.fill(runbook=matter.runbook, day=f"{matter.proved.at:%Y-%m-%d}")
    return weighing.NOT_PROVED.fill(runbook=matter.runbook)


def standing(matter: Matter, votes: Sequence[Vote], policy: Policy) -> tuple[Vote, ...]:
    """Return the votes that still count: who may not approve any more drops out silently."""
    return tuple(vote for vote in votes if _judge(vote, matter, policy) is None)


def _distinct(people: Iterable[Person]) -> list[Person]:
    """Return one for each person: who shares an address or a Slack id with another is the same."""
    groups: list[tuple[Person, set[str]]] = []
    for person in people:
        names = {person.identity, person.slack_id}
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
    if person.groups is None:
        return Refused(deciding.NO_ANSWER.fill())
    if not person.email:
        return Refused(deciding.NO_ADDRESS.fill())
    if person.identity == matter.requester or person.slack_id == matter.requester_slack_id:
        execution = spell(Prefix.EXECUTION, matter.proposal.execution)
        return Refused(deciding.OWN_REQUEST.fill(execution=execution))
    if person.identity in matter.implicated:
        return Refused(deciding.IMPLICATED.fill())
    return _no_approver(person, matter.account, policy)


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
    if person.groups is None:
        return Refused(deciding.NO_ANSWER.fill())
    if not person.email:
        return Refused(deciding.NO_ADDRESS.fill())
    if person.identity in matter.implicated:
        return Refused(deciding.IMPLICATED.fill())
    settled = replace(person, groups=person.groups - person.new_in)
    if not policy.holds(settled, Role.ADMIN, matter.account):
        return Refused(deciding.GLASS_NEEDS_ADMIN.fill())
    return _misread(vote, matter.proposal)


def _misread(vote: Vote, proposal: Proposal) -> Refused | None:
    """Return why a yes is not to this plan as it was shown, or None."""
    if len(vote.digest) < len(proposal.short) or not proposal.digest.startswith(vote.digest):
        return Refused(deciding.OTHER_PLAN.fill(digest=proposal.short))
    if proposal.is_cut and not vote.has_opened:
        return Refused(deciding.NOT_OPENED.fill(plan=proposal.id))
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
    if person.groups is None:
        return Refused(deciding.NO_ANSWER.fill())
    if not person.email:
        return Refused(deciding.NO_ADDRESS.fill())
    if person.identity in implicated:
        return Refused(deciding.IMPLICATED.fill())
    return Allowed()


def _no_approver(person: Person, account: str, policy: Policy) -> Refused | None:
    """Return why somebody is no approver in an account, or is one too newly, or None."""
    if not policy.holds(person, Role.APPROVER, account):
        return Refused(deciding.NEEDS_APPROVER.fill(account=policy.accounts[account].name))
    settled = replace(person, groups=(person.groups or frozenset()) - person.new_in)
    if not policy.holds(settled, Role.APPROVER, account):
        return Refused(deciding.TOO_NEW.fill(name=person.name))
    return None
