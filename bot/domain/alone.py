"""What whoever asked for it may run alone at night: a containment, small and confirmed, one at a time."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import Prefix, spell
from bot.domain.matter import Matter, Refused, Vote
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.restriction import may_see
from bot.domain.rights import Deed, may, unsure_who
from bot.domain.weighing import weighed_as
from bot.domain.words import deciding as words
from bot.domain.words import restricting
from runbooks.kit.values import Power, RiskClass

CLASSES = frozenset({RiskClass.B, RiskClass.C})


def shut(matter: Matter, policy: Policy, at: datetime) -> Refused | None:
    """Return why nobody may run this plan alone at a moment, or None where whoever asked may."""
    night, account = policy.night, policy.accounts.get(matter.account)
    if night is None:
        return Refused(words.ALONE_OFF.fill())
    if account is None:
        return Refused(words.UNKNOWN_ACCOUNT.fill(account=matter.account))
    if not night.reaches(account):
        return Refused(words.ALONE_ELSEWHERE.fill(account=account.name))
    if not night.hours.hold(at):
        begins, ends = f"{night.hours.begins:%H:%M}", f"{night.hours.ends:%H:%M}"
        said = {"begins": begins, "ends": ends, "timezone": night.hours.timezone}
        return Refused(words.ALONE_BY_DAY.fill(**said))
    return _too_much(matter)


def _too_much(matter: Matter) -> Refused | None:
    """Return why a plan is more than one person may run alone, or None."""
    proposal, steps = matter.proposal, matter.proposal.plan.steps
    if matter.is_undo or proposal.plan.reopens or any(_releases(one.power) for one in steps):
        return Refused(words.ALONE_OPENS.fill())
    # Both count: what raises a class is in the one, what the plan is by itself in the other.
    for risk in (proposal.risk, weighed_as(proposal.risk, proposal.plan)):
        if risk not in CLASSES:
            return Refused(words.ALONE_CLASS.fill(risk=risk))
    if not matter.contains or matter.is_automatic or matter.is_drill:
        return Refused(words.ALONE_NO_CONTAINMENT.fill())
    if matter.acts_in:
        return Refused(words.ALONE_ABROAD.fill())
    return _not_now(matter)


def _not_now(matter: Matter) -> Refused | None:
    """Return why what stands around a plan keeps one person from running it alone, or None."""
    if matter.restriction:
        return Refused(words.ALONE_QUIET.fill())
    if not matter.is_confirmed:
        return Refused(words.ALONE_UNCONFIRMED.fill())
    if matter.unreviewed:
        return Refused(words.ALONE_ONE_AT_A_TIME.fill(ids=", ".join(matter.unreviewed)))
    return None


def _releases(power: Power) -> bool:
    return power is not Power.CONTAIN


def may_not_alone(vote: Vote, matter: Matter, policy: Policy) -> Refused | None:
    """Return why this person may not run this plan alone at the moment of their word, or None."""
    person = vote.person
    outsider = may(person, Deed.LOOK, matter.account, policy)
    if isinstance(outsider, Refused):
        return outsider
    return unsure_who(person) or shut(matter, policy, vote.at) or _stranger(person, matter, policy)


def _stranger(person: Person, matter: Matter, policy: Policy) -> Refused | None:
    """Return why this person is not the one who may, or None."""
    is_own = person.identity == matter.requester
    if not is_own or matter.requester_slack_id not in {"", person.slack_id}:
        execution = spell(Prefix.EXECUTION, matter.proposal.execution)
        return Refused(words.ALONE_NOT_YOURS.fill(execution=execution))
    if not may_see(person, matter.restriction):
        return Refused(restricting.NOT_NAMED.fill())
    if person.identity in matter.implicated:
        return Refused(words.IMPLICATED.fill())
    if not policy.holds(person, Role.RESPONDER, matter.account):
        name = policy.accounts[matter.account].name
        return Refused(words.NEEDS_RESPONDER.fill(account=name))
    if not policy.holds(person.by_own_right, Role.RESPONDER, matter.account):
        return Refused(words.ALONE_TOO_NEW.fill(name=person.name))
    return None
