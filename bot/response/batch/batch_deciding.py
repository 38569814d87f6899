"""Takes up decisions on a batch: one yes or no to all of it, each member decided on by its rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.batch import Batch, Part, Seal, decide_together
from bot.domain.decide import standing
from bot.domain.execution import Execution, Kind, Proposal, Stage
from bot.domain.ids import Prefix, spell
from bot.domain.matter import Allowed, Needs, Refused, Vote
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.reason import MOST_REASON
from bot.domain.record import Record, What
from bot.domain.run import Work
from bot.domain.words import batch as words
from bot.domain.words import deciding as refusals
from bot.domain.words import responding
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.deciding.deciding import ANEW, SHOWN, TOLD_WHO, No, Yes, stopped_reply
from bot.response.keeping import batches, containment, hiding, replanning, sheets, upgrading
from bot.response.keeping.digest import is_as_digested
from bot.response.limits import room
from bot.response.people import discretion, memberships, refusing, voting
from bot.response.people.replies import Reply
from bot.response.people.turning_away import turned_away
from runbooks.kit.text import Said

Pairs = tuple[tuple[Execution, Proposal], ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A batch that waits, with those of its members that wait under its seal."""

    batch: Batch
    seal: Seal
    pairs: Pairs

    @property
    def told(self) -> dict[str, str]:
        """Return what the record of a decision says of the batch."""
        return {"batch": self.batch.plan_id, "batch_digest": self.seal.digest}


class BatchDecisionDesk:
    """Records who said yes or no to which batch; each member then runs as if alone."""

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

    async def voters(self, number: int) -> tuple[tuple[str, str], ...]:
        """Return Slack id and team of those who have said yes to what waits of a batch."""
        return await self.store.read(lambda unit: _voters(unit, number))

    async def approve(
        self,
        person: Person,
        number: int,
        digest: str,
        via: str,
        earlier: tuple[Person, ...] = (),
    ) -> Reply:
        """Take up a yes to the batch whose digest begins so; `earlier` as for one plan."""
        yes = Yes(digest.casefold(), via, earlier)
        reply = await self.store.write(lambda unit: self._approve(unit, person, number, yes))
        self.count("approved" if reply.done else "refused")
        self.bell.ring(Ring.RUNS)
        self.bell.ring(Ring.OUTBOX)
        return reply

    async def reject(
        self, person: Person, number: int, reason: str, via: str, digest: str = ""
    ) -> Reply:
        """Take up a no to all of a batch, from an approver of any of its accounts or the asker."""
        no = No(reason.strip(), via, digest.casefold())
        reply = await self.store.write(lambda unit: self._reject(unit, person, number, no))
        self.count("rejected" if reply.done else "refused")
        self.bell.ring(Ring.OUTBOX)
        return reply

    async def open_plans(self, person: Person, number: int, digest: str) -> None:
        """Write down that somebody has the whole of every plan before them."""
        await self.store.write(lambda unit: self._open(unit, person, number, digest))

    def _approve(self, unit: Unit, person: Person, number: int, yes: Yes) -> Reply:
        waiting = self._waiting(unit, person, number)
        if isinstance(waiting, Reply):
            return waiting
        stopped = self._stopped(unit, waiting.pairs)
        if stopped:
            return stopped
        if not _is_as_sealed(waiting):
            older = (upgrading.is_of_another_version(unit, plan) for _, plan in waiting.pairs)
            why = responding.UPGRADED if any(older) else responding.TAMPERED
            says = why.fill(plan=waiting.batch.plan_id)
            return self._refuse(unit, person, waiting, Refused(says))
        now = self.clock.now()
        parts = [self._part(unit, person, yes, now, *pair) for pair in waiting.pairs]
        batch, seal = waiting.batch, waiting.seal
        verdict = decide_together(batch, seal, parts, yes.digest, self.policy, now)
        if isinstance(verdict, Allowed):
            full = room.lacking_for(unit, waiting.pairs, self.policy, now)
            verdict = Refused(full) if full else verdict
        if isinstance(verdict, Refused):
            return self._refuse(unit, person, waiting, verdict)
        is_new = [
            self._vote(unit, part.vote, yes.via, waiting, pair)
            for part, pair in zip(parts, waiting.pairs, strict=True)
        ]
        if isinstance(verdict, Needs) and not any(is_new):
            says = responding.VOTED_ALREADY.fill(plan=batch.plan_id, count=verdict.more)
            return Reply(says, done=False)
        return self._count(unit, waiting, verdict)

    def _part(
        self,
        unit: Unit,
        person: Person,
        yes: Yes,
        now: datetime,
        execution: Execution,
        proposal: Proposal,
    ) -> Part:
        """Return what is decided on of one member, on the yeses that still stand for it."""
        channel = discretion.openly(unit, execution.ask.incident, execution.channel)
        matter = voting.matter(unit, execution, proposal, self.policy)
        met = memberships.met(unit, person, self.policy, channel, now)
        earlier = tuple(
            memberships.met(unit, each, self.policy, channel, now) for each in yes.earlier
        )
        opened = unit.executions.has_opened(execution.number, proposal.number, person.identity)
        before = standing(matter, voting.votes(unit, proposal, earlier), self.policy)
        left_out = hiding.left_out(unit, execution, now)
        return Part(matter, before, Vote(met, now, proposal.digest, opened, left_out))

    def _vote(
        self, unit: Unit, vote: Vote, via: str, waiting: Waiting, pair: tuple[Execution, Proposal]
    ) -> bool:
        """Keep the yes for one member; False where the same person gave it before."""
        execution, proposal = pair
        decision = voting.decision(proposal, vote.person, via, vote.at)
        is_new = unit.executions.decide(decision)
        if is_new:
            told = waiting.told
            voting.write(unit, What.DECIDED, execution, decision, vote.person, told)
        return is_new

    def _count(self, unit: Unit, waiting: Waiting, verdict: Allowed | Needs) -> Reply:
        now, batch = self.clock.now(), waiting.batch
        if isinstance(verdict, Allowed):
            for execution, proposal in waiting.pairs:
                number, stages = execution.number, (Stage.WAITING,)
                unit.executions.move(number, stages, Stage.APPROVED, now, plan=proposal.number)
                unit.runs.start(Work.EXECUTE, number)
            containment.settle(unit, batch.incident, now)
        for execution, _ in waiting.pairs:
            sheets.want(unit, execution, now, *SHOWN)
        if isinstance(verdict, Needs):
            says = responding.COUNTED.fill(execution=batch.id, count=verdict.more)
            return Reply(says, done=True)
        return Reply(words.APPROVED.fill(batch=batch.id, count=len(waiting.pairs)), done=True)

    def _waiting(self, unit: Unit, person: Person, number: int) -> Waiting | Reply:
        """Return what waits for a decision, held until commit, so that two count one by one."""
        away = turned_away(unit, person, (Prefix.BATCH, number), self.policy, self.clock.now())
        if away:
            return away
        batch = unit.batches.lock(number)
        if batch is None:
            return Reply(words.NO_BATCH.fill(id=spell(Prefix.BATCH, number)), done=False)
        if batch.seal is None:
            return Reply(words.PLANNING.fill(batch=batch.id), done=False)
        pairs = batches.waiting(unit, batch)
        if not pairs:
            return Reply(words.NOT_WAITING.fill(batch=batch.id), done=False)
        return Waiting(batch, batch.seal, pairs)

    def _stopped(self, unit: Unit, pairs: Pairs) -> Reply | None:
        for execution, _ in pairs:
            is_undo = execution.ask.kind is Kind.UNDO
            for account in execution.ask.accounts:
                stopped = stopped_reply(unit, account, self.policy, is_undo=is_undo)
                if stopped:
                    return stopped
        return None

    def _refuse(self, unit: Unit, person: Person, waiting: Waiting, verdict: Refused) -> Reply:
        """Write the refused click down; what another policy or version planned is all made anew."""
        now, batch = self.clock.now(), waiting.batch
        for one, _ in waiting.pairs:
            told = {"incident": batch.incident, "execution": one.number}
            refusing.write_down(unit, person, verdict.why, now, **told)
        anew = ANEW.get(verdict.why.text)
        if anew:
            for execution, _ in waiting.pairs:
                replanning.replan(unit, execution, anew.fill(), (), now)
            unit.batches.unseal(batch.number, batch.round, now)
            unit.runs.start(Work.BATCH, batch.number)
        if verdict.why.text not in TOLD_WHO:
            return Reply(verdict.why, done=False)
        return Reply(verdict.why, done=False, who=self._who(waiting.pairs))

    def _who(self, pairs: Pairs) -> frozenset[str]:
        """Return who may approve in every account that is touched."""
        accounts = {execution.ask.account for execution, _ in pairs}
        return frozenset.intersection(
            *(self.policy.members_of(Role.APPROVER, each) for each in accounts)
        )

    def _reject(self, unit: Unit, person: Person, number: int, no: No) -> Reply:
        waiting = self._waiting(unit, person, number)
        if isinstance(waiting, Reply):
            return waiting
        refusal = self._may_not_reject(unit, person, waiting, no)
        if refusal:
            return self._refuse(unit, person, waiting, Refused(refusal))
        now = self.clock.now()
        why = responding.REJECTED_UNSAID.fill(name=person.name)
        if no.reason:
            why = responding.REJECTED_BY.fill(name=person.name, reason=no.reason)
        for execution, proposal in waiting.pairs:
            stages = (Stage.WAITING,)
            unit.executions.move(execution.number, stages, Stage.REJECTED, now, why=why)
            decision = voting.decision(proposal, person, no.via, now, against=no.reason)
            unit.executions.reject(decision)
            voting.write(unit, What.REJECTED, execution, decision, person, waiting.told)
            sheets.want(unit, execution, now, *SHOWN)
        containment.settle(unit, waiting.batch.incident, now)
        return Reply(words.REJECTED.fill(batch=waiting.batch.id), done=True)

    def _may_not_reject(self, unit: Unit, person: Person, waiting: Waiting, no: No) -> Said | None:
        concerned = (voting.concerned(unit, *pair, self.policy) for pair in waiting.pairs)
        if any(person.identity in each for each in concerned):
            return refusals.IMPLICATED.fill()
        is_theirs = any(
            person.identity == one.requester
            or self.policy.holds(person, Role.APPROVER, one.ask.account)
            for one, _ in waiting.pairs
        )
        if not is_theirs and person.groups is None:
            return refusals.NO_ANSWER.fill()
        if not is_theirs:
            return responding.MAY_NOT_REJECT.fill(execution=waiting.batch.id)
        if not waiting.seal.digest.startswith(no.digest):
            return refusals.OTHER_PLAN.fill(digest=waiting.seal.short)
        return (
            responding.LONG_REASON.fill(most=MOST_REASON) if len(no.reason) > MOST_REASON else None
        )

    def _open(self, unit: Unit, person: Person, number: int, digest: str) -> None:
        batch, now = unit.batches.get(number), self.clock.now()
        if batch is None or batch.seal is None or not self.policy.is_ours(person):
            return
        if batch.seal.digest != digest or discretion.barred_batch(unit, person, number):
            return
        unit.people.know(person)
        for member in batch.seal.members:
            if unit.executions.has_opened(member.execution, member.plan, person.identity):
                continue
            unit.executions.open_plan(member.execution, member.plan, person.identity, now)
            body = {"batch": batch.plan_id, "digest": member.digest}
            told = (person.identity, batch.incident, member.execution, body)
            unit.records.write([Record(What.PLAN_OPENED, now, *told)])


def _is_as_sealed(waiting: Waiting) -> bool:
    """Say whether what is stored is still what the batch's digest was made from."""
    sealed = {one.execution: one.digest for one in waiting.seal.members}
    return batches.digest(waiting.batch, waiting.seal) == waiting.seal.digest and all(
        is_as_digested(execution, proposal) and proposal.digest == sealed[execution.number]
        for execution, proposal in waiting.pairs
    )


def _voters(unit: Unit, number: int) -> tuple[tuple[str, str], ...]:
    batch = unit.batches.get(number)
    found = (
        voter
        for member in (batch.seal.members if batch and batch.seal else ())
        for voter in voting.voters(unit, member.execution)
    )
    return tuple(dict.fromkeys(found))
