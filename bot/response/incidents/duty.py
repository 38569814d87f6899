"""Says who is on call, and lets somebody step in for a while, told to all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.matter import Refused
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.rights import Deed, may, unsure_who
from bot.domain.rota import Duty, OnCall, Rotation, Swap, next_time
from bot.domain.words import oncall as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.incidents.escalating import show_waiting
from bot.response.people.refusing import refuse
from bot.response.people.replies import Reply
from runbooks.kit.moments import for_people
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
        """Put somebody on call in place of whoever is, and tell the channel."""
        reply = await self.store.write(lambda unit: self._swap(unit, person, wish))
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _swap(self, unit: Unit, person: Person, wish: SwapWish) -> Reply:
        on_call, now = self.policy.on_call, self.clock.now()
        refused = self._may_not(person)
        if refused:
            return refuse(unit, person, refused, now)
        if on_call is None or on_call.rotation is None:
            return Reply((words.NO_SWAP if on_call else words.NOBODY).fill(), done=False)
        unfit = self._may_not(wish.whom)
        if unfit:
            says = words.SWAP_NEEDS.fill(name=wish.whom.name, why=unfit)
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
        until = next_time(wish.until, zone, now)
        unit.people.know(person)
        unit.people.know(wish.whom)
        is_own_word = unit.people.identity_of(was) == person.identity
        unit.swaps.add(Swap(wish.whom.slack_id, now, until, person.identity, person.name))
        body = {
            "newcomer": wish.whom.slack_id,
            "until": until.isoformat(),
            "whom": [was] if was else [],
            **({"as_well": was} if was and not is_own_word else {}),
        }
        (number,) = unit.records.write([Record(What.DUTY_SWAPPED, now, person.identity, body=body)])
        unit.outbox.want([Wanted(self.channel, Sheet.WORD, str(number))], now)
        show_waiting(unit, self.policy, now)
        return Reply(words.SWAPPED.fill(name=name, until=for_people(until)), done=True)

    def _may_not(self, person: Person) -> Said | None:
        """Return why somebody may neither be on call nor swap, or None."""
        outsider = may(person, Deed.LOOK, "", self.policy)
        if isinstance(outsider, Refused):
            return outsider.why
        if unsure := unsure_who(person):
            return unsure.why
        is_responder = self.policy.holds_somewhere(person.settled, Role.RESPONDER)
        return None if is_responder else words.NEEDS_RESPONDER.fill()
