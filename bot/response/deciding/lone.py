"""What one person's word lets run, whoever's it is: the checks before it, and the way on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.decide import decide
from bot.domain.execution import Execution, Proposal, Stage
from bot.domain.ids import Prefix
from bot.domain.matter import Needs, Refused, Vote
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.reason import LEAST_GLASS_REASON, MOST_REASON
from bot.domain.record import Record, What
from bot.domain.run import Work
from bot.domain.words import batch as batch_words
from bot.domain.words import endings
from bot.domain.words import glass as words
from bot.ports.unit import Unit
from bot.response.deciding.deciding import SHOWN, not_waiting, stopped_reply
from bot.response.keeping import batches, containment, hiding, replanning, sheets, upgrading
from bot.response.keeping.digest import is_as_digested
from bot.response.limits import room
from bot.response.people import discretion, memberships, refusing, voting
from bot.response.people.replies import Reply
from bot.response.people.turning_away import turned_away
from runbooks.kit.text import Said


def waiting(
    unit: Unit, person: Person, number: int, policy: Policy, now: datetime
) -> tuple[Execution, Proposal] | Reply:
    """Return what waits for a word, held until commit, or what somebody is told instead."""
    away = turned_away(unit, person, (Prefix.EXECUTION, number), policy, now)
    if away:
        return away
    execution = unit.executions.lock(number)
    proposal = execution and unit.executions.proposal(number, execution.plan_number)
    if execution is None or not proposal or execution.stage is not Stage.WAITING:
        return not_waiting(execution, number)
    return execution, proposal


def vote(
    unit: Unit,
    person: Person,
    execution: Execution,
    proposal: Proposal,
    policy: Policy,
    now: datetime,
) -> Vote:
    """Return a person's yes to a plan, with the groups that they are too new in."""
    channel = discretion.openly(unit, execution.ask.incident, execution.channel)
    met = memberships.met(unit, person, policy, channel, now)
    opened = unit.executions.has_opened(execution.number, proposal.number, person.identity)
    return Vote(met, now, proposal.digest, opened, hiding.left_out(unit, execution, now))


def refusal(
    unit: Unit, execution: Execution, proposal: Proposal, vote: Vote, policy: Policy
) -> Said | None:
    """Return why this plan can't run on this word, or None; takes the place that it needs."""
    batch = batches.binding(unit, execution, proposal.number)
    if batch is not None:
        return batch_words.NOT_ON_ONE_WORD.fill(execution=execution.id, batch=batch.id)
    for account in execution.ask.accounts:
        stopped = stopped_reply(unit, account, policy)
        if stopped:
            return stopped.says
    if not is_as_digested(execution, proposal):
        is_older = upgrading.is_of_another_version(unit, proposal)
        return (words.UPGRADED if is_older else words.TAMPERED).fill(plan=proposal.id)
    matter = voting.matter(unit, execution, proposal, policy)
    verdict = decide(matter, (vote,), policy, vote.at)
    match verdict:
        case Refused(why=why):
            return why
        case Needs():
            return words.TAMPERED.fill(plan=proposal.id)
        case _:
            return room.lacking(unit, execution, proposal, policy, vote.at)


def run(
    unit: Unit, execution: Execution, proposal: Proposal, vote: Vote, via: str, reason: str
) -> None:
    """Let a plan run on this word: the decision, its record, and the run."""
    now, number, person = vote.at, execution.number, vote.person
    decision = replace(voting.decision(proposal, person, via, now), reason=reason)
    unit.executions.decide(decision)
    voting.write(unit, What.DECIDED, execution, decision, person)
    unit.executions.move(number, (Stage.WAITING,), Stage.APPROVED, now, plan=proposal.number)
    unit.runs.start(Work.EXECUTE, number)
    containment.settle(unit, execution.ask.incident, now)
    sheets.want(unit, execution, now, *SHOWN)


def refuse(unit: Unit, person: Person, execution: Execution, why: Said, now: datetime) -> Reply:
    """Write down that somebody's word was refused; a plan of another version is made anew."""
    incident, number = execution.ask.incident, execution.number
    refusing.write_down(unit, person, why, now, incident=incident, execution=number)
    if why.text is words.UPGRADED:
        replanning.replan(unit, execution, endings.PLAN_UPGRADED.fill(), (), now)
    return Reply(why, done=False, execution=execution.number)


def tell(
    unit: Unit,
    what: What,
    actor: str,
    execution: Execution,
    body: Mapping[str, object],
    now: datetime,
) -> None:
    """Write it down, and say it aloud in the channel: an edit would be seen by nobody."""
    incident = execution.ask.incident
    (record,) = unit.records.write([Record(what, now, actor, incident, execution.number, body)])
    unit.outbox.want([Wanted(execution.channel, Sheet.WORD, str(record))], now)


def whom(unit: Unit, policy: Policy, role: Role, execution: Execution, doer: str) -> list[str]:
    """Return who is called to look at what one word let run: the role's members, save its doer.

    `doer` is a Slack id. Of a restricted incident the named are called, since nobody else may look.
    """
    restriction = unit.restrictions.of(execution.ask.incident)
    members = policy.members_of(role, execution.ask.account)
    return sorted((restriction.ids if restriction else members) - {doer})


def no_reason(reason: str) -> Said | None:
    """Return why this is no reason, or None."""
    if len(reason) < LEAST_GLASS_REASON:
        return words.REASON.fill(least=LEAST_GLASS_REASON)
    if len(reason) > MOST_REASON:
        return words.LONG_REASON.fill(most=MOST_REASON)
    return None
