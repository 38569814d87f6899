"""Alone at night: whoever asked for a containment runs it at once, and somebody confirms it after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.execution import Execution, Proposal
from bot.domain.matter import Vote
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.record import What
from bot.domain.review import Review, ReviewKind
from bot.domain.run import Work
from bot.domain.words import deciding as refusals
from bot.domain.words import night as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.deciding import lone
from bot.response.people.replies import Reply
from runbooks.kit.moments import minutes
from runbooks.kit.text import Said

ALONE = "alone at night"
"""How the yes was given."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What whoever asked has typed: as much of the plan's digest as they did, and why."""

    digest: str
    reason: str


class NightDesk:
    """Takes up the word of whoever asked, where the policy file lets one contain alone."""

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

    async def alone(self, person: Person, execution: int, digest: str, reason: str) -> Reply:
        """Let the plan whose digest was typed run at once, on the word of whoever asked for it."""
        typed = Typed(digest.strip().casefold(), reason.strip())
        reply = await self.store.write(lambda unit: self._alone(unit, person, execution, typed))
        self.count("alone" if reply.done else "refused")
        self.bell.ring(Ring.RUNS)
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _alone(self, unit: Unit, person: Person, number: int, typed: Typed) -> Reply:
        found = lone.waiting(unit, person, number, self.policy, self.clock.now())
        if isinstance(found, Reply):
            return found
        execution, proposal = found
        now = self.clock.now()
        own = lone.vote(unit, person, execution, proposal, self.policy, now)
        vote = replace(own, digest=typed.digest, is_alone=True)
        review = self._review(proposal, vote, typed.reason)
        refused = (
            lone.no_reason(typed.reason)
            or lone.refusal(unit, execution, proposal, vote, self.policy)
            or _no_place(unit, review)
        )
        if refused is not None:
            return lone.refuse(unit, person, execution, refused, now)
        return self._run(unit, execution, proposal, vote, review)

    def _review(self, proposal: Proposal, vote: Vote, reason: str) -> Review:
        person, night = vote.person, self.policy.night
        return Review(
            proposal.execution,
            proposal.number,
            person.identity,
            person.name,
            vote.at,
            reason,
            kind=ReviewKind.NIGHT,
            due_at=vote.at + night.confirm_within if night else vote.at,
        )

    def _run(
        self, unit: Unit, execution: Execution, proposal: Proposal, vote: Vote, review: Review
    ) -> Reply:
        number, due = execution.number, review.due_at or vote.at
        lone.run(unit, execution, proposal, vote, ALONE, review.reason)
        unit.runs.start(Work.NIGHT, number)
        body = {
            "plan": proposal.number,
            "digest": proposal.digest,
            "reason": review.reason,
            "runbook": execution.ask.runbook,
            "target": proposal.target,
            "account": execution.ask.account,
            "until": due.isoformat(),
            "who": whom(unit, self.policy, execution),
        }
        lone.tell(unit, What.ALONE, vote.person.identity, execution, body, vote.at)
        within = minutes(due - vote.at)
        says = words.RUNS.fill(execution=execution.id, minutes=within)
        return Reply(says, done=True, execution=number)


def whom(unit: Unit, policy: Policy, execution: Execution) -> list[str]:
    """Return who is called to confirm what was contained alone: those who might have approved it."""
    return lone.whom(unit, policy, Role.APPROVER, execution, execution.requester_slack_id)


def _no_place(unit: Unit, review: Review) -> Said | None:
    """Open the review; return why it can't be, or None. Of two at once one is refused."""
    if unit.reviews.open(review):
        return None
    own = unit.reviews.of(review.execution)
    if own is not None:
        return words.NOT_AGAIN.fill()
    others = [unit.executions.get(each.execution) for each in unit.reviews.still_open()]
    ids = ", ".join(each.id for each in others if each)
    return refusals.ALONE_ONE_AT_A_TIME.fill(ids=ids)


def is_due(review: Review, now: datetime) -> bool:
    """Say whether somebody should have confirmed it by now."""
    return review.is_open and review.due_at is not None and review.due_at <= now
