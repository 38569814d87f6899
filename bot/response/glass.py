"""Break-glass: an admin contains without a second person, loudly, and somebody reviews it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.decide import decide
from bot.domain.execution import Execution, Proposal, Stage
from bot.domain.matter import Needs, Refused, Vote
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.review import Review
from bot.domain.rights import Deed, may
from bot.domain.run import Work
from bot.domain.words import deciding as refusals
from bot.domain.words import glass as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response import containment, discretion, memberships, room, sheets, voting
from bot.response.deciding import SHOWN, not_waiting, stopped_reply
from bot.response.digest import is_as_digested
from bot.response.replies import Reply
from runbooks.kit.text import Said

BREAK_GLASS = "break-glass"
"""How the yes was given."""
LEAST_REASON = 10
MOST_REASON = 2_000


class GlassDesk:
    """Takes up an admin's word that cannot wait, and the word of whoever looked at it later."""

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

    async def break_glass(self, person: Person, execution: int, reason: str) -> Reply:
        """Let a waiting plan run at once on an admin's word alone.

        The plan that is meant is the one that waits; whoever must have opened it must have.
        """
        said = reason.strip()
        reply = await self.store.write(lambda unit: self._break(unit, person, execution, said))
        self.count("break-glass" if reply.done else "refused")
        self.bell.ring(Ring.RUNS)
        self.bell.ring(Ring.OUTBOX)
        return reply

    async def review(self, person: Person, execution: int, says: str) -> Reply:
        """Close the review of an execution, with what another person has found."""
        said = says.strip()
        reply = await self.store.write(lambda unit: self._review(unit, person, execution, said))
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _break(self, unit: Unit, person: Person, number: int, reason: str) -> Reply:
        barred = discretion.barred_execution(unit, person, number)
        if barred:
            return barred
        execution = unit.executions.lock(number)
        proposal = execution and unit.executions.proposal(number, execution.plan_number)
        if execution is None or not proposal or execution.stage is not Stage.WAITING:
            return not_waiting(execution, number)
        now = self.clock.now()
        channel = discretion.openly(unit, execution.ask.incident, execution.channel)
        met = memberships.met(unit, person, self.policy, channel, now)
        opened = unit.executions.has_opened(number, proposal.number, person.identity)
        vote = Vote(met, now, proposal.digest, opened, breaks_glass=True)
        refused = _no_reason(reason) or self._refusal(unit, execution, proposal, vote)
        if refused is None and not unit.reviews.open(
            Review(number, proposal.number, person.identity, person.name, now, reason)
        ):
            refused = words.ONE_AT_A_TIME.fill(id=_open_one(unit))
        if refused is not None:
            return self._refuse(unit, person, execution, refused, now)
        return self._run(unit, person, execution, proposal, reason)

    def _refusal(
        self, unit: Unit, execution: Execution, proposal: Proposal, vote: Vote
    ) -> Said | None:
        """Return why this plan can't run on this word, or None."""
        for account in execution.ask.accounts:
            stopped = stopped_reply(unit, account, self.policy)
            if stopped:
                return stopped.says
        if not is_as_digested(execution, proposal):
            return words.TAMPERED.fill(plan=proposal.id)
        matter = voting.matter(unit, execution, proposal, self.policy)
        verdict = decide(matter, (vote,), self.policy, vote.at)
        match verdict:
            case Refused(why=why):
                return why
            case Needs():
                return words.TAMPERED.fill(plan=proposal.id)
            case _:
                return room.lacking(unit, execution, proposal, self.policy, vote.at)

    def _run(
        self, unit: Unit, person: Person, execution: Execution, proposal: Proposal, reason: str
    ) -> Reply:
        now, number = self.clock.now(), execution.number
        decision = replace(voting.decision(proposal, person, BREAK_GLASS, now), reason=reason)
        unit.executions.decide(decision)
        voting.write(unit, What.DECIDED, execution, decision, person)
        unit.executions.move(number, (Stage.WAITING,), Stage.APPROVED, now, plan=proposal.number)
        unit.runs.start(Work.EXECUTE, number)
        containment.settle(unit, execution.ask.incident, now)
        sheets.want(unit, execution, now, *SHOWN)
        whom = sorted(self.policy.members_of(Role.ADMIN, execution.ask.account))
        body = {"digest": proposal.digest, "reason": reason, "who": whom}
        self._tell(unit, What.GLASS_BROKEN, person, execution, body)
        return Reply(words.BROKEN.fill(execution=execution.id), done=True, execution=number)

    def _refuse(
        self, unit: Unit, person: Person, execution: Execution, why: Said, now: datetime
    ) -> Reply:
        unit.people.know(person)
        body, incident = {"why": why.bare()}, execution.ask.incident
        refused = Record(What.CLICK_REFUSED, now, person.identity, incident, execution.number, body)
        unit.records.write([refused])
        return Reply(why, done=False, execution=execution.number)

    def _review(self, unit: Unit, person: Person, number: int, says: str) -> Reply:
        outsider = may(person, Deed.LOOK, "", self.policy)
        if isinstance(outsider, Refused):
            return Reply(outsider.why, done=False)
        barred = discretion.barred_execution(unit, person, number)
        if barred:
            return barred
        execution, review = unit.executions.get(number), unit.reviews.of(number)
        if execution is None or review is None or not review.is_open:
            return Reply(words.NO_REVIEW.fill(), done=False)
        now = self.clock.now()
        channel = discretion.openly(unit, execution.ask.incident, execution.channel)
        met = memberships.met(unit, person, self.policy, channel, now)
        if review.opened_by in {person.identity, *met.vouched_by} or not person.email:
            return Reply(words.OWN_REVIEW.fill(), done=False, execution=number)
        refused = self._may_not_review(unit, met, execution, review) or _no_reason(says)
        if refused:
            return Reply(refused, done=False, execution=number)
        unit.people.know(person)
        unit.reviews.close(number, (person.identity, person.name), says, now)
        self._tell(unit, What.REVIEWED, person, execution, {"says": says})
        return Reply(words.REVIEWED.fill(execution=execution.id), done=True, execution=number)

    def _may_not_review(
        self, unit: Unit, person: Person, execution: Execution, review: Review
    ) -> Said | None:
        """Return why this person's look does not close a review, or None: as for an approval."""
        account = execution.ask.account
        if person.groups is None:
            return refusals.NO_ANSWER.fill()
        if not self.policy.holds(person, Role.APPROVER, account):
            return words.REVIEW_NEEDS_APPROVER.fill()
        proposal = unit.executions.proposal(execution.number, review.plan)
        if proposal is None or person.identity in voting.concerned(
            unit, execution, proposal, self.policy
        ):
            return refusals.IMPLICATED.fill()
        is_new = not self.policy.holds(person.settled, Role.APPROVER, account)
        return refusals.TOO_NEW.fill(name=person.name) if is_new else None

    def _tell(
        self,
        unit: Unit,
        what: What,
        person: Person,
        execution: Execution,
        body: Mapping[str, object],
    ) -> None:
        """Write it down, and say it aloud in the channel: an edit would be seen by nobody."""
        now, incident = self.clock.now(), execution.ask.incident
        (record,) = unit.records.write(
            [Record(what, now, person.identity, incident, execution.number, body)]
        )
        unit.outbox.want([Wanted(execution.channel, Sheet.WORD, str(record))], now)


def _no_reason(reason: str) -> Said | None:
    """Return why this is no reason, or None."""
    if len(reason) < LEAST_REASON:
        return words.REASON.fill(least=LEAST_REASON)
    if len(reason) > MOST_REASON:
        return words.LONG_REASON.fill(most=MOST_REASON)
    return None


def _open_one(unit: Unit) -> str:
    found = [unit.executions.get(each.execution) for each in unit.reviews.still_open()]
    return ", ".join(each.id for each in found if each)
