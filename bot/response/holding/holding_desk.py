"""Where two people end a hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.execution import Execution
from bot.domain.hold import Grip, Hold
from bot.domain.ids import Prefix, spell
from bot.domain.matter import Refused
from bot.domain.people import WISH_GOOD_FOR, Person
from bot.domain.policy import Policy
from bot.domain.reason import MOST_REMARK
from bot.domain.record import Record, What
from bot.domain.rights import as_one, may_release
from bot.domain.words import holding as words
from bot.domain.words import responding
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.keeping import containment, holding_life
from bot.response.people import discretion, memberships, refusing, voting
from bot.response.people.replies import Reply
from bot.response.people.turning_away import turned_away
from runbooks.kit.moments import minutes


@dataclass(frozen=True, slots=True)
class Letting:
    """A wish to end holds, as somebody puts it: of an incident, or of one execution.

    `key` tells a second delivery of one wish from a second wish.
    """

    prefix: Prefix
    number: int
    reason: str = ""
    key: str = ""

    @property
    def id(self) -> str:
        """Return the id that was named."""
        return spell(self.prefix, self.number)


class HoldDesk:
    """Records who wants a hold to end, and ends it when another agrees; AWS is not touched."""

    def __init__(self, store: Store, bell: Bell, clock: Clock, *, policy: Policy) -> None:
        """Work on this store, under this policy."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy

    async def release(self, person: Person, wish: Letting) -> Reply:
        """Ask to end the holds of something, or end those of which somebody else has asked it.

        The first must be a responder where it holds, the second an approver; neither may be named
        by the incident.
        """
        reply = await self.store.write(lambda unit: self._release(unit, person, wish))
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _release(self, unit: Unit, person: Person, wish: Letting) -> Reply:
        away = turned_away(unit, person, (wish.prefix, wish.number), self.policy, self.clock.now())
        if away:
            return away
        holds = _meant(unit, wish)
        live = [hold for hold in holds if hold.state.is_live]
        if not live:
            says = words.NO_LONGER if holds else words.NO_HOLD
            return Reply(says.fill(id=wish.id), done=False)
        for hold in live:
            refusal = self._refusal(unit, person, hold)
            if refusal is not None:
                return refusal
        if wish.key and not unit.clicks.is_first(wish.key, self.clock.now()):
            return Reply(responding.ASKED_ALREADY.fill(), done=True)
        unit.people.know(person)
        return self._take_up(unit, person, live, wish)

    def _refusal(self, unit: Unit, person: Person, hold: Hold) -> Reply | None:
        """Return why this person can't ask for this, or be the second to; it is written down."""
        execution, now = unit.executions.get(hold.execution), self.clock.now()
        if execution is not None:
            channel = discretion.openly(unit, hold.incident, execution.channel)
            person = memberships.met(unit, person, self.policy, channel, now)
        asked_by = self._asked_by(hold)
        is_same = asked_by == person.identity or hold.asked_by_slack == person.slack_id
        verdict = as_one(person, asked_by) or may_release(
            person,
            execution.ask.accounts if execution else (hold.account,),
            self._concerned(unit, execution),
            self.policy,
            is_second=bool(asked_by) and not is_same,
        )
        if not isinstance(verdict, Refused):
            return None
        number = hold.execution
        refusing.write_down(
            unit, person, verdict.why, now, incident=hold.incident, execution=number
        )
        return Reply(verdict.why, done=False, execution=number)

    def _asked_by(self, hold: Hold) -> str:
        return hold.asked_by if hold.is_wanted_over(self.clock.now()) else ""

    def _concerned(self, unit: Unit, execution: Execution | None) -> frozenset[str]:
        if execution is None:
            return frozenset()
        proposal = unit.executions.proposal(execution.number, execution.plan_number)
        if proposal is None:
            return voting.subjects(unit, execution.ask.incident, self.policy)
        return voting.concerned(unit, execution, proposal, self.policy)

    def _take_up(self, unit: Unit, person: Person, live: Sequence[Hold], wish: Letting) -> Reply:
        ended: list[str] = []
        asked: list[str] = []
        for hold in live:
            asker = self._asked_by(hold)
            if asker and person.identity != asker and person.slack_id != hold.asked_by_slack:
                self._end(unit, person, hold)
                ended.append(hold.id)
            elif not asker:
                self._ask(unit, person, hold, wish)
                asked.append(hold.id)
        if ended and asked:
            says = words.ENDED_PART.fill(ids=", ".join(ended), others=", ".join(asked))
        elif ended:
            says = words.ENDED.fill(ids=", ".join(ended))
        elif asked:
            says = words.ASKED.fill(id=wish.id, minutes=minutes(WISH_GOOD_FOR))
        else:
            return Reply(words.ASKED_TWICE.fill(), done=False)
        return Reply(says, done=True)

    def _ask(self, unit: Unit, person: Person, hold: Hold, wish: Letting) -> None:
        now, reason = self.clock.now(), wish.reason.strip()[:MOST_REMARK]
        asked = replace(
            hold,
            asked_by=person.identity,
            asked_by_slack=person.slack_id,
            asked_by_name=person.name,
            asked_at=now,
        )
        if not unit.holds.ask_release(asked):
            return
        body = {"reason": reason} if reason else {}
        record = Record(
            What.RELEASE_ASKED, now, person.identity, hold.incident, hold.execution, body
        )
        (number,) = unit.records.write([record])
        holding_life.tell(unit, hold, number, now, in_channel=False)

    def _end(self, unit: Unit, person: Person, hold: Hold) -> None:
        now = self.clock.now()
        why = words.BY_TWO.fill(name=person.name, asker=hold.asked_by_name)
        record = holding_life.end(unit, hold, Grip.RELEASED, why, now, person.identity)
        holding_life.tell(unit, hold, record, now, in_channel=True)
        containment.settle(unit, hold.incident, now)


def _meant(unit: Unit, wish: Letting) -> tuple[Hold, ...]:
    if wish.prefix is Prefix.INCIDENT:
        return unit.holds.of_incident(wish.number)
    hold = unit.holds.lock(wish.number)
    return () if hold is None else (hold,)
