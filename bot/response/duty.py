"""Says who is on call, and lets somebody step in for a while, told to all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.matter import Refused
from bot.domain.people import WISH_GOOD_FOR, Person, Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.rights import Deed, as_one, may, unsure_who
from bot.domain.rota import AskedSwap, Duty, OnCall, Rotation, Swap, next_time
from bot.domain.words import oncall as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response import memberships
from bot.response.escalating import show_waiting
from bot.response.replies import Reply
from runbooks.kit.moments import for_people, minutes
from runbooks.kit.text import Said


@dataclass(frozen=True, slots=True)
class SwapWish:
    """Who is to be on call until which time of day, and how that was typed; None for no time."""

    whom: Person
    until: time | None
    typed: str = ""


class DutyDesk:
    """Answers who is on call, from the policy file and the swaps that were made."""

    def __init__(
        self, store: Store, bell: Bell, clock: Clock, *, policy: Policy, channel: str
    ) -> None:
        """Work on this store; `channel` is told of swaps."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy
        self.channel = channel

    async def now(self) -> Duty | None:
        """Return who is on call now, None where the policy file has nobody."""
        on_call, now = self.policy.on_call, self.clock.now()
        if on_call is None:
            return None
        return on_call.duty(now, await self.store.read(lambda unit: unit.swaps.ending_after(now)))

    async def swap(self, person: Person, wish: SwapWish) -> Reply:
        """Put somebody on call in place of whoever is, or ask for it, and tell the channel.

        Whoever is relieved may hand over alone. Anybody else only asks: whoever would be
        relieved, or an approver, agrees to it with the same words.
        """
        reply = await self.store.write(lambda unit: self._swap(unit, person, wish))
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _swap(self, unit: Unit, person: Person, wish: SwapWish) -> Reply:
        on_call, now = self.policy.on_call, self.clock.now()
        refused = self._may_not(person)
        if refused:
            return Reply(refused, done=False)
        if on_call is None or on_call.rotation is None:
            return Reply((words.NO_SWAP if on_call else words.NOBODY).fill(), done=False)
        unfit = self._may_not(wish.whom)
        if unfit:
            says = words.SWAP_NEEDS.fill(name=wish.whom.name, why=unfit.bare())
            return Reply(says, done=False)
        return self._put(unit, person, wish, on_call, on_call.rotation, now)

    def _put(
        self,
        unit: Unit,
        person: Person,
        wish: SwapWish,
        on_call: OnCall,
        rotation: Rotation,
        now: datetime,
    ) -> Reply:
        zone, name = rotation.timezone, wish.whom.name
        if wish.until is None:
            return Reply(words.SWAP_UNKNOWN.fill(typed=wish.typed, timezone=zone), done=False)
        was = on_call.duty(now, unit.swaps.ending_after(now)).who
        if was == wish.whom.slack_id:
            return Reply(words.SWAP_SELF.fill(name=name), done=False)
        unit.people.know(person)
        wanted = AskedSwap(
            wish.whom.slack_id,
            next_time(wish.until, zone, now),
            person.identity,
            person.name,
            now,
        )
        is_relieved = bool(was) and person.identity == unit.people.identity_of(was)
        asked = unit.swaps.asked(wanted.who)
        is_same = asked is not None and asked.stands(now) and asked.until == wanted.until
        if is_relieved:
            return self._swapped(
                unit, person, wish.whom, (asked if is_same else None) or wanted, was
            )
        if asked is None or not is_same:
            return self._ask(unit, person, wish, wanted, was)
        refused = self._no_second(unit, person, wish.whom, asked, now)
        return refused or self._swapped(unit, person, wish.whom, asked, was)

    def _ask(
        self, unit: Unit, person: Person, wish: SwapWish, wanted: AskedSwap, was: str
    ) -> Reply:
        """Ask whoever would be relieved, or an approver: else one could see to it that nobody wakes."""
        unit.swaps.ask(wanted)
        body = {
            "newcomer": wanted.who,
            "until": wanted.until.isoformat(),
            "clock": f"{wish.until:%H:%M}",
            "whom": [was] if was else [],
            "minutes": minutes(WISH_GOOD_FOR),
        }
        self._tell(unit, What.SWAP_ASKED, person, body)
        asked = words.SWAP_ASKED.fill(name=wish.whom.name, minutes=minutes(WISH_GOOD_FOR))
        return Reply(asked, done=True)

    def _no_second(
        self, unit: Unit, person: Person, whom: Person, asked: AskedSwap, now: datetime
    ) -> Reply | None:
        """Return why somebody's agreement does not count, or None: it takes an approver."""
        if person.identity in {asked.by, whom.identity}:
            return Reply(words.SWAP_OWN.fill(name=whom.name), done=False)
        met = memberships.met(unit, person, self.policy, self.channel, now)
        refused = as_one(met, asked.by)
        if refused:
            return Reply(refused.why, done=False)
        if not self.policy.holds_somewhere(met.settled, Role.APPROVER):
            return Reply(words.SWAP_NEEDS_APPROVER.fill(name=whom.name), done=False)
        return None

    def _swapped(
        self, unit: Unit, person: Person, whom: Person, asked: AskedSwap, was: str
    ) -> Reply:
        now = self.clock.now()
        unit.swaps.add(Swap(asked.who, now, asked.until, asked.by, asked.by_name))
        unit.swaps.drop(asked.who)
        body: dict[str, object] = {
            "newcomer": asked.who,
            "until": asked.until.isoformat(),
            "whom": [was] if was else [],
        }
        if asked.by != person.identity:
            body["asked_by"] = asked.by_name
        self._tell(unit, What.DUTY_SWAPPED, person, body)
        show_waiting(unit, self.policy, now)
        told = words.SWAPPED.fill(name=whom.name, until=for_people(asked.until))
        return Reply(told, done=True)

    def _tell(self, unit: Unit, what: What, person: Person, body: Mapping[str, object]) -> None:
        now = self.clock.now()
        (number,) = unit.records.write([Record(what, now, person.identity, body=body)])
        unit.outbox.want([Wanted(self.channel, Sheet.WORD, str(number))], now)

    def _may_not(self, person: Person) -> Said | None:
        """Return why somebody may neither be on call nor swap, or None."""
        outsider = may(person, Deed.LOOK, "", self.policy)
        if isinstance(outsider, Refused):
            return outsider.why
        if unsure := unsure_who(person):
            return unsure.why
        is_responder = self.policy.holds_somewhere(person.settled, Role.RESPONDER)
        return None if is_responder else words.NEEDS_RESPONDER.fill()
