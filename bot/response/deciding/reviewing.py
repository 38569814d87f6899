"""Takes up what another person says, afterwards, of what ran on one person's word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.execution import Execution, Stage
from bot.domain.ids import Prefix
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.record import What
from bot.domain.review import Review, ReviewKind
from bot.domain.run import Work
from bot.domain.words import deciding as refusals
from bot.domain.words import glass as words
from bot.domain.words import night
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.deciding import lone
from bot.response.keeping import ending
from bot.response.people import discretion, memberships, voting
from bot.response.people.replies import Reply
from bot.response.people.turning_away import turned_away
from runbooks.kit.text import Said


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody found; with `denies`, that it should not have been contained."""

    says: str
    denies: bool = False


class ReviewDesk:
    """Closes reviews; what was contained alone at night is confirmed by that, or denied."""

    def __init__(self, store: Store, bell: Bell, clock: Clock, *, policy: Policy) -> None:
        """Work on this store, under this policy."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy

    async def review(
        self, person: Person, execution: int, says: str, *, denies: bool = False
    ) -> Reply:
        """Close the review of an execution, with what another person has found.

        Where they deny what was contained alone at night, its undo is asked for at once.
        """
        found = Found(says.strip(), denies)
        reply = await self.store.write(lambda unit: self._review(unit, person, execution, found))
        self.bell.ring(Ring.RUNS)
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _review(self, unit: Unit, person: Person, number: int, found: Found) -> Reply:
        away = turned_away(unit, person, (Prefix.EXECUTION, number), self.policy, self.clock.now())
        if away:
            return away
        execution, review = unit.executions.lock(number), unit.reviews.of(number)
        if execution is None or review is None or not review.is_open:
            return Reply(words.NO_REVIEW.fill(), done=False)
        if found.denies and review.kind is ReviewKind.GLASS:
            return Reply(night.NOT_DENIED.fill(execution=execution.id), done=False)
        now = self.clock.now()
        channel = discretion.openly(unit, execution.ask.incident, execution.channel)
        met = memberships.met(unit, person, self.policy, channel, now)
        own = {review.opened_by, execution.requester} if _is_night(review) else {review.opened_by}
        is_own = not own.isdisjoint({person.identity, *met.vouched_by})
        if is_own or _same_account(person, execution, review) or not person.email:
            return lone.refuse(unit, person, execution, words.OWN_REVIEW.fill(), now)
        refused = self._may_not(unit, met, execution, review)
        if refused:
            return lone.refuse(unit, person, execution, refused, now)
        fault = lone.no_reason(found.says)
        if fault:
            return Reply(fault, done=False, execution=number)
        unit.people.know(person)
        by = (person.identity, person.name)
        unit.reviews.close(number, by, found.says, now, denies=found.denies)
        if not _is_night(review):
            lone.tell(unit, What.REVIEWED, person.identity, execution, {"says": found.says}, now)
            says = words.REVIEWED.fill(execution=execution.id)
            return Reply(says, done=True, execution=number)
        return self._close_night(unit, person, execution, found, now)

    def _close_night(
        self, unit: Unit, person: Person, execution: Execution, found: Found, now: datetime
    ) -> Reply:
        """Say whether it was right; where it was not, nothing of it begins, and it is put back."""
        number, body = execution.number, {"says": found.says}
        what = What.DENIED if found.denies else What.CONFIRMED
        lone.tell(unit, what, person.identity, execution, body, now)
        if not found.denies:
            back = unit.executions.undone_by(number)
            says = night.CONFIRMED_REPLY.fill(execution=execution.id)
            if back is not None and not back.stage.is_end:
                says = night.CONFIRMED_LATE.fill(execution=execution.id, undo=back.id)
            return Reply(says, done=True, execution=number)
        why = night.DENIED_BY.fill(name=person.name, says=found.says)
        if execution.stage in {Stage.WAITING, Stage.APPROVED}:
            ending.unrun(unit, execution, Stage.REFUSED, why, now)
        unit.runs.start(Work.NIGHT, number)
        return Reply(night.DENIED_REPLY.fill(execution=execution.id), done=True, execution=number)

    def _may_not(
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


def _is_night(review: Review) -> bool:
    return review.kind is ReviewKind.NIGHT


def _same_account(person: Person, execution: Execution, review: Review) -> bool:
    """Say whether this is the Slack account that contained alone, whatever its address is now."""
    return _is_night(review) and person.slack_id == execution.requester_slack_id
