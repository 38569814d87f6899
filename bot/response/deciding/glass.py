"""Break-glass: an admin contains without a second person, loudly, and somebody reviews it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.record import What
from bot.domain.review import Review, ReviewKind
from bot.domain.words import glass as words
from bot.domain.words import night
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.deciding import lone
from bot.response.people.replies import Reply
from runbooks.kit.text import Said

BREAK_GLASS = "break-glass"
"""How the yes was given."""


class GlassDesk:
    """Takes up an admin's word that cannot wait."""

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

    def _break(self, unit: Unit, person: Person, number: int, reason: str) -> Reply:
        found = lone.waiting(unit, person, number, self.policy, self.clock.now())
        if isinstance(found, Reply):
            return found
        execution, proposal = found
        now = self.clock.now()
        own = lone.vote(unit, person, execution, proposal, self.policy, now)
        vote = replace(own, breaks_glass=True)
        refused = lone.no_reason(reason) or lone.refusal(
            unit, execution, proposal, vote, self.policy
        )
        if refused is None and not unit.reviews.open(
            Review(number, proposal.number, person.identity, person.name, now, reason)
        ):
            refused = _no_place(unit, number)
        if refused is not None:
            return lone.refuse(unit, person, execution, refused, now)
        lone.run(unit, execution, proposal, vote, BREAK_GLASS, reason)
        whom = lone.whom(unit, self.policy, Role.ADMIN, execution, person.slack_id)
        body = {"digest": proposal.digest, "reason": reason, "who": whom}
        lone.tell(unit, What.GLASS_BROKEN, person.identity, execution, body, now)
        return Reply(words.BROKEN.fill(execution=execution.id), done=True, execution=number)


def _no_place(unit: Unit, number: int) -> Said:
    """Return why no review can be opened: another is, or this one ran on one word before."""
    own = unit.reviews.of(number)
    if own is not None and (own.kind is not ReviewKind.GLASS or not own.is_open):
        return night.NOT_AGAIN.fill()
    return words.ONE_AT_A_TIME.fill(id=_open_one(unit))


def _open_one(unit: Unit) -> str:
    reviews = (each for each in unit.reviews.still_open() if each.kind is ReviewKind.GLASS)
    found = [unit.executions.get(each.execution) for each in reviews]
    return ", ".join(each.id for each in found if each)
