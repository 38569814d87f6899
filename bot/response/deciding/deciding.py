"""Takes up decisions: approve, reject, open a plan; each is one compare-and-set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.braking import EVERYWHERE
from bot.domain.decide import decide, standing
from bot.domain.execution import Execution, Kind, Proposal, Stage
from bot.domain.ids import Prefix, spell
from bot.domain.matter import Allowed, Needs, Refused, Vote
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet
from bot.domain.reason import MOST_REASON
from bot.domain.record import Record, What
from bot.domain.rights import Deed, may
from bot.domain.run import Work
from bot.domain.words import batch as batch_words
from bot.domain.words import braking as brake_words
from bot.domain.words import deciding as refusals
from bot.domain.words import endings, progress
from bot.domain.words import responding as words
from bot.ports.bell import Bell, Ring
from bot.ports.brakes import Stop
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.brakes.braking import called
from bot.response.keeping import (
    batches,
    containment,
    drilling,
    hiding,
    replanning,
    sheets,
    upgrading,
)
from bot.response.keeping.digest import is_as_digested
from bot.response.limits import leasing, room
from bot.response.people import discretion, memberships, refusing, voting
from bot.response.people.replies import Reply
from runbooks.kit.text import Said

TOLD_WHO = (refusals.NEEDS_APPROVER, refusals.OWN_REQUEST, words.MAY_NOT_REJECT)
ANEW = {
    refusals.OTHER_POLICY: endings.PLAN_CHANGED_POLICY,
    words.UPGRADED: endings.PLAN_UPGRADED,
}
"""Refused with these, a plan is made anew, and why."""
SHOWN = (Sheet.APPROVAL, Sheet.ALERT, Sheet.TIMELINE)


@dataclass(frozen=True, slots=True)
class No:
    """A rejection as it was given; `digest` as much of the plan's as was given, or nothing."""

    reason: str
    via: str
    digest: str


@dataclass(frozen=True, slots=True)
class Yes:
    """An approval as it was given, and those who approved before, as they are now."""

    digest: str
    via: str
    earlier: tuple[Person, ...]


class DecisionDesk:
    """Records who said yes or no to which digest; a worker acts on it."""

    def __init__(
        self,
        store: Store,
        bell: Bell,
        clock: Clock,
        *,
        policy: Policy,
        count: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Work on this store, under this policy; `count` is told of every decision."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy
        self.count = count

    async def voters(self, execution: int) -> tuple[tuple[str, str], ...]:
        """Return Slack id and team of those who have said yes to the plan that waits."""
        return await self.store.read(lambda unit: voting.voters(unit, execution))

    async def approve(
        self,
        person: Person,
        execution: int,
        digest: str,
        via: str,
        earlier: tuple[Person, ...] = (),
    ) -> Reply:
        """Take up a yes to the plan whose digest begins so; `via` is how it was given.

        `earlier` are those who said yes before, as Slack tells of them now: whoever may not
        approve any more does not count any more.
        """
        yes = Yes(digest.casefold(), via, earlier)
        reply = await self.store.write(lambda unit: self._approve(unit, person, execution, yes))
        self.count("approved" if reply.done else "refused")
        self.bell.ring(Ring.RUNS)
        self.bell.ring(Ring.OUTBOX)
        return reply

    async def reject(
        self, person: Person, execution: int, reason: str, via: str, digest: str = ""
    ) -> Reply:
        """Take up a no, from an approver or from whoever asked.

        `digest` is that of the plan which was rejected; empty for whichever waits now.
        """
        no = No(reason.strip(), via, digest.casefold())
        reply = await self.store.write(lambda unit: self._reject(unit, person, execution, no))
        self.count("rejected" if reply.done else "refused")
        self.bell.ring(Ring.OUTBOX)
        return reply

    async def open_plan(self, person: Person, execution: int, plan: int) -> None:
        """Write down that somebody has the whole plan before them."""
        await self.store.write(lambda unit: self._open(unit, person, execution, plan))

    def _approve(self, unit: Unit, person: Person, number: int, yes: Yes) -> Reply:
        waiting = self._waiting(unit, person, number)
        if isinstance(waiting, Reply):
            return waiting
        execution, proposal = waiting
        is_undo = execution.ask.kind is Kind.UNDO
        for account in execution.ask.accounts:
            stopped = stopped_reply(unit, account, self.policy, is_undo=is_undo)
            if stopped:
                return stopped
        if not is_as_digested(execution, proposal):
            is_older = upgrading.is_of_another_version(unit, proposal)
            why = words.UPGRADED if is_older else words.TAMPERED
            return self._refuse(unit, person, execution, Refused(why.fill(plan=proposal.id)))
        now = self.clock.now()
        matter = voting.matter(unit, execution, proposal, self.policy)
        opened = unit.executions.has_opened(number, proposal.number, person.identity)
        channel = discretion.openly(unit, execution.ask.incident, execution.channel)
        met = memberships.met(unit, person, self.policy, channel, now)
        vote = Vote(met, now, yes.digest, opened, hiding.left_out(unit, execution, now))
        earlier = self._met(unit, yes.earlier, execution)
        before = standing(matter, voting.votes(unit, proposal, earlier), self.policy)
        verdict = decide(matter, (*before, vote), self.policy, now)
        verdict = self._with_room(unit, execution, proposal, verdict)
        if isinstance(verdict, Refused):
            return self._refuse(unit, person, execution, verdict)
        decision = voting.decision(proposal, person, yes.via, now)
        is_new = unit.executions.decide(decision)
        if not is_new and isinstance(verdict, Needs):
            says = words.VOTED_ALREADY.fill(plan=proposal.id, count=verdict.more)
            return Reply(says, done=False, execution=number)
        if is_new:
            voting.write(unit, What.DECIDED, execution, decision, person)
        return self._count(unit, execution, proposal, verdict)

    def _met(
        self, unit: Unit, people: tuple[Person, ...], execution: Execution
    ) -> tuple[Person, ...]:
        """Return people of whom it is known since when they are in their groups."""
        now = self.clock.now()
        channel = discretion.openly(unit, execution.ask.incident, execution.channel)
        return tuple(memberships.met(unit, each, self.policy, channel, now) for each in people)

    def _with_room(
        self,
        unit: Unit,
        execution: Execution,
        proposal: Proposal,
        verdict: Allowed | Needs | Refused,
    ) -> Allowed | Needs | Refused:
        """Return the verdict, or why what it allows could not begin: its target, or the ceiling.

        Asked before anything is written, so that places and records are locked in one order.
        """
        if not isinstance(verdict, Allowed):
            return verdict
        why = room.lacking(unit, execution, proposal, self.policy, self.clock.now())
        return Refused(why) if why else verdict

    def _waiting(
        self, unit: Unit, person: Person, number: int
    ) -> tuple[Execution, Proposal] | Reply:
        """Return what waits for a decision, held until commit, so that two count one by one."""
        stranger = may(person, Deed.LOOK, "", self.policy)
        execution = unit.executions.lock(number)
        if isinstance(stranger, Refused):
            if execution is None:
                return Reply(stranger.why, done=False)
            return self._refuse(unit, person, execution, stranger)
        barred = discretion.barred_execution(unit, person, number)
        if execution is not None and barred:
            return self._refuse(unit, person, execution, Refused(barred.says))
        proposal = execution and unit.executions.proposal(number, execution.plan_number)
        if execution is None or not proposal or execution.stage is not Stage.WAITING:
            return not_waiting(execution, number)
        batch = batches.binding(unit, execution, execution.plan_number)
        if batch is not None:
            says = batch_words.PART_OF.fill(execution=execution.id, batch=batch.id)
            return Reply(says, done=False, execution=number)
        return execution, proposal

    def _count(
        self, unit: Unit, execution: Execution, proposal: Proposal, verdict: Allowed | Needs
    ) -> Reply:
        now, number = self.clock.now(), execution.number
        sheets.want(unit, execution, now, *SHOWN)
        if isinstance(verdict, Needs):
            says = words.COUNTED.fill(execution=execution.id, count=verdict.more)
            return Reply(says, done=True, execution=number)
        unit.executions.move(number, (Stage.WAITING,), Stage.APPROVED, now, plan=proposal.number)
        unit.runs.start(Work.EXECUTE, number)
        containment.settle(unit, execution.ask.incident, now)
        clash = leasing.clash(unit, execution, proposal)
        says = clash.later(execution) if clash else words.APPROVED.fill(execution=execution.id)
        return Reply(says, done=True, execution=number)

    def _refuse(self, unit: Unit, person: Person, execution: Execution, verdict: Refused) -> Reply:
        """Write the refused click down; a plan under an old policy is made anew."""
        now = self.clock.now()
        incident, number = execution.ask.incident, execution.number
        refusing.write_down(unit, person, verdict.why, now, incident=incident, execution=number)
        changed = ANEW.get(verdict.why.text)
        if changed is not None:
            replanning.replan(unit, execution, changed.fill(), (), now)
        if verdict.why.text not in TOLD_WHO:
            return Reply(verdict.why, done=False, execution=execution.number)
        account = execution.ask.account
        who = self.policy.members_of(Role.APPROVER, account)
        known = self.policy.accounts.get(account)
        whom = words.ASK_APPROVER.fill(account=known.name if known else account)
        return Reply(verdict.why, done=False, execution=execution.number, who=who, whom=whom)

    def _reject(self, unit: Unit, person: Person, number: int, no: No) -> Reply:
        waiting = self._waiting(unit, person, number)
        if isinstance(waiting, Reply):
            return waiting
        execution, proposal = waiting
        refusal = self._may_not_reject(person, execution, proposal, no)
        if person.identity in voting.concerned(unit, execution, proposal, self.policy):
            refusal = Refused(refusals.IMPLICATED.fill())
        if refusal:
            return self._refuse(unit, person, execution, refusal)
        now = self.clock.now()
        why = words.REJECTED_UNSAID.fill(name=person.name)
        if no.reason:
            why = words.REJECTED_BY.fill(name=person.name, reason=no.reason)
        unit.executions.move(number, (Stage.WAITING,), Stage.REJECTED, now, why=why)
        decision = voting.decision(proposal, person, no.via, now, against=no.reason)
        unit.executions.reject(decision)
        voting.write(unit, What.REJECTED, execution, decision, person)
        sheets.want(unit, execution, now, *SHOWN)
        drilling.stir(unit, execution)
        containment.settle(unit, execution.ask.incident, now)
        return Reply(words.REJECTED.fill(execution=execution.id), done=True, execution=number)

    def _may_not_reject(
        self, person: Person, execution: Execution, proposal: Proposal, no: No
    ) -> Refused | None:
        is_approver = self.policy.holds(person, Role.APPROVER, execution.ask.account)
        if not is_approver and person.identity != execution.requester:
            if person.groups is None:
                return Refused(refusals.NO_ANSWER.fill())
            return Refused(words.MAY_NOT_REJECT.fill(execution=execution.id))
        if not proposal.digest.startswith(no.digest):
            return Refused(refusals.OTHER_PLAN.fill(digest=proposal.short))
        if len(no.reason) > MOST_REASON:
            return Refused(words.LONG_REASON.fill(most=MOST_REASON))
        return None

    def _open(self, unit: Unit, person: Person, number: int, plan: int) -> None:
        now = self.clock.now()
        execution = unit.executions.get(number)
        proposal = unit.executions.proposal(number, plan)
        if execution is None or proposal is None or not self.policy.is_ours(person):
            return
        if discretion.barred_execution(unit, person, number):
            return
        if unit.executions.has_opened(number, plan, person.identity):
            return
        unit.people.know(person)
        unit.executions.open_plan(number, plan, person.identity, now)
        body = {"plan": proposal.id, "digest": proposal.digest}
        incident = execution.ask.incident
        unit.records.write([Record(What.PLAN_OPENED, now, person.identity, incident, number, body)])


def not_waiting(execution: Execution | None, number: int) -> Reply:
    """Say what became of an execution that does not wait for a decision."""
    spelled = spell(Prefix.EXECUTION, number)
    if execution is None:
        return Reply(words.NO_EXECUTION.fill(id=spelled), done=False)
    says = words.NOT_WAITING.fill(execution=spelled, stage=progress.STATES[execution.stage])
    return Reply(says, done=False, execution=number)


def stopped_reply(
    unit: Unit, account: str, policy: Policy, *, is_undo: bool = False
) -> Reply | None:
    """Say who pulled the brake of an account, or None where it is not pulled.

    What secbot has stopped by itself holds no undo.
    """
    for stop in unit.brakes.stops():
        if stop.account in {EVERYWHERE, account} and not (stop.is_own and is_undo):
            return Reply(_stopped(stop, policy), done=False)
    return None


def _stopped(stop: Stop, policy: Policy) -> Said:
    """Return who has stopped it, and how it is started again."""
    if stop.account == EVERYWHERE:
        if stop.is_own:
            return brake_words.STOPPED_ITSELF_ALL.fill(reason=stop.reason)
        return words.STOPPED_ALL.fill(by=stop.by_name)
    named = {"name": called(stop.account, policy), "account": stop.account}
    if stop.is_own:
        return brake_words.STOPPED_ITSELF.fill(**named, reason=stop.reason)
    return words.STOPPED.fill(**named, by=stop.by_name)
