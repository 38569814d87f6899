"""Lifts the hourly ceiling for a while: one asks, and an approver who is not them agrees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.braking import EVERYWHERE, LONGEST_LIFT, Lift
from bot.domain.people import WISH_GOOD_FOR, Person
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.reason import LEAST_REASON, MOST_REMARK
from bot.domain.record import Record, What
from bot.domain.rights import as_one, may_lift
from bot.domain.words import braking as words
from bot.domain.words import responding
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.brakes.braking import called
from bot.response.people import memberships
from bot.response.people.refusing import refuse
from bot.response.people.replies import Reply
from runbooks.kit.moments import for_people, minutes
from runbooks.kit.text import Said


@dataclass(frozen=True, slots=True)
class LiftWish:
    """What somebody wants lifted; `account` is empty for all, `length` None where none is said.

    `key` tells a second delivery of one wish from a second wish; empty where there can be none.
    """

    account: str
    length: timedelta | None = None
    reason: str = ""
    key: str = ""


class LiftDesk:
    """Takes up who asks and who agrees; each is told to the channel and written down."""

    def __init__(
        self, store: Store, bell: Bell, clock: Clock, *, policy: Policy, channel: str
    ) -> None:
        """Work on this store; `channel` is told."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy
        self.channel = channel

    async def lift(self, person: Person, wish: LiftWish) -> Reply:
        """Ask to lift the ceiling, or agree where somebody else has asked within half an hour."""
        reply = await self.store.write(lambda unit: self._lift(unit, person, wish))
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _lift(self, unit: Unit, person: Person, wish: LiftWish) -> Reply:
        now = self.clock.now()
        refused = may_lift(person, wish.account, self.policy)
        if refused:
            return refuse(unit, person, refused.why, now)
        if wish.key and not unit.clicks.is_first(wish.key, now):
            return Reply(responding.ASKED_ALREADY.fill(), done=True)
        known = unit.lifts.of(wish.account or EVERYWHERE)
        if known is None or known.asked_at is None or now - known.asked_at >= WISH_GOOD_FOR:
            return self._ask(unit, person, wish, known)
        if known.asked_by == person.identity:
            return Reply(words.LIFT_TWICE.fill(), done=False)
        return self._agree(unit, person, wish, known)

    def _ask(self, unit: Unit, person: Person, wish: LiftWish, known: Lift | None) -> Reply:
        reason = wish.reason.strip()[:MOST_REMARK]
        fault = _fault(wish, reason)
        if fault or wish.length is None:
            return Reply(fault or words.LIFT_NO_TIME.fill(where=_where(wish)), done=False)
        unit.people.know(person)
        asked = Lift(
            wish.account or EVERYWHERE,
            person.identity,
            person.name,
            self.clock.now(),
            wish.length,
            reason,
        )
        if known:
            asked = replace(asked, name=known.name, since=known.since, until=known.until)
        unit.lifts.keep(asked)
        self._tell(unit, What.LIFT_ASKED, person, asked)
        says = words.LIFT_ASKED.fill(
            where=_where(wish),
            minutes=minutes(WISH_GOOD_FOR),
            account=called(wish.account, self.policy),
        )
        return Reply(says, done=True)

    def _agree(self, unit: Unit, person: Person, wish: LiftWish, known: Lift) -> Reply:
        now = self.clock.now()
        met = memberships.met(unit, person, self.policy, self.channel, now)
        refused = as_one(met, known.asked_by) or may_lift(
            met, wish.account, self.policy, known.asked_name
        )
        if refused:
            return refuse(unit, person, refused.why, now)
        length = min(known.length, wish.length or known.length, LONGEST_LIFT)
        unit.people.know(person)
        lifted = replace(known, asked_at=None, name=person.name, since=now, until=now + length)
        unit.lifts.keep(lifted)
        self._tell(unit, What.LIFTED, person, lifted)
        account = called(wish.account, self.policy)
        return Reply(
            words.LIFT_DONE.fill(until=for_people(now + length), account=account), done=True
        )

    def _tell(self, unit: Unit, what: What, person: Person, lift: Lift) -> None:
        now = self.clock.now()
        body = {
            "account": lift.account,
            "minutes": minutes(lift.length),
            "reason": lift.reason,
            "asked_by": lift.asked_name,
        }
        if what is What.LIFTED and lift.until:
            body["until"] = for_people(lift.until)
        numbers = unit.records.write([Record(what, now, person.identity, body=body)])
        wanted = [Wanted(self.channel, Sheet.WORD, str(number)) for number in numbers]
        unit.outbox.want(wanted, now)


def _where(wish: LiftWish) -> str:
    """Return the account as it is typed behind the verb."""
    return f" {wish.account}" if wish.account else ""


def _fault(wish: LiftWish, reason: str) -> Said | None:
    """Return what is wrong with a wish for a lift, or None; its length may be missing."""
    if wish.length is not None and wish.length > LONGEST_LIFT:
        return words.LIFT_TOO_LONG.fill(most=minutes(LONGEST_LIFT), where=_where(wish))
    if wish.length is not None and len(reason) < LEAST_REASON:
        return words.LIFT_NO_REASON.fill(least=LEAST_REASON)
    return None
