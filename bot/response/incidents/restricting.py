"""Where people keep an incident for named people alone, let one more see it, or end that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.execution import Stage
from bot.domain.ids import spell_plan
from bot.domain.incident import Incident, Status
from bot.domain.matter import Refused
from bot.domain.naming import can_show, may_be_named, unfit
from bot.domain.people import WISH_GOOD_FOR, Person
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.reason import LEAST_REASON, MOST_REMARK
from bot.domain.record import Record, What
from bot.domain.restriction import LEAST_NAMED, MOST_NAMED, Named, Restriction
from bot.domain.rights import as_one
from bot.domain.silencing import Act, Wish
from bot.domain.words import restricting as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.incidents import snoozing
from bot.response.incidents.silencing import NOBODY, admitted, concerned
from bot.response.keeping import batches, containment
from bot.response.people import memberships
from bot.response.people.refusing import refuse
from bot.response.people.replies import Reply
from runbooks.kit.moments import minutes
from runbooks.kit.text import Said


@dataclass(frozen=True, slots=True)
class Few:
    """A wish that an incident is for these people, as somebody puts it.

    That it comes twice does no harm: the second finds it done, or asked by the same person.
    """

    incident: int
    people: tuple[Person, ...]
    reason: str


class RestrictDesk:
    """Takes up who restricts, widens and ends; one alone hides, two of the named show."""

    def __init__(self, store: Store, bell: Bell, clock: Clock, *, policy: Policy) -> None:
        """Work on this store, under this policy."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy

    async def restrict(self, person: Person, few: Few) -> Reply:
        """Keep an incident for this person and these others from now on."""
        return await self._do(lambda unit: self._restrict(unit, person, few))

    async def widen(self, person: Person, few: Few) -> Reply:
        """Ask to let one more see it, or agree to what another of the named has asked."""
        return await self._do(lambda unit: self._widen(unit, person, few))

    async def unrestrict(self, person: Person, incident: int, reason: str) -> Reply:
        """Ask to show it to all again, or agree to what another of the named has asked."""
        few = Few(incident, (), reason)
        return await self._do(lambda unit: self._lift(unit, person, few))

    async def _do(self, work: Callable[[Unit], Reply]) -> Reply:
        reply = await self.store.write(work)
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _restrict(self, unit: Unit, person: Person, few: Few) -> Reply:
        now = self.clock.now()
        incident = admitted(unit, person, few.incident, self.policy, now, needs_findings=False)
        if isinstance(incident, Reply):
            return incident
        if unit.restrictions.of(incident.number):
            return Reply(words.ALREADY.fill(incident=incident.id), done=False)
        people = self._met(unit, (person, *few.people), incident)
        implicated = concerned(unit, incident.number, self.policy)
        refused = (
            _no_reason(few.reason)
            or unfit(people, incident.account, implicated, self.policy)
            or self._locked(unit, incident, people)
        )
        if refused:
            return refuse(unit, person, refused.why, now, incident=incident.number)
        named = tuple(Named(one.slack_id, one.identity, one.name) for one in people)
        restriction = Restriction(
            incident=incident.number,
            named=named,
            channel=incident.channel,
            by=person.identity,
            by_name=person.name,
            at=now,
            reason=few.reason,
        )
        if not unit.incidents.move(incident, _moved(incident, restriction), now):
            return Reply(words.MOVED.fill(incident=incident.id), done=False)
        unit.restrictions.keep(restriction)
        unit.silences.drop(incident.number)
        for one in people:
            unit.people.know(one)
        names = ", ".join(one.name for one in people)
        body = {"names": names, "reason": few.reason, "named": sorted(restriction.ids)}
        record = _write(unit, What.RESTRICTED, person, incident, restriction, body, now)
        snoozing.wake_wide(unit, person, incident, now)
        _bring(unit, incident, restriction.place, now)
        unit.outbox.want([Wanted(restriction.channel, Sheet.WORD, str(record))], now)
        told = words.RESTRICTED.fill(incident=incident.id, count=len(named))
        return Reply(told, done=True)

    def _locked(self, unit: Unit, incident: Incident, people: Sequence[Person]) -> Refused | None:
        """Return why one of these alone could keep all others from putting back what is cut off.

        What is being let run at this moment is waited for.
        """
        known = [one.number for one in unit.executions.of_incident(incident.number)]
        found = [unit.executions.lock(number) for number in known]
        is_cut_off = containment.cuts_off([one for one in found if one is not None])
        if not is_cut_off or can_show(people, incident.account, self.policy):
            return None
        account = self.policy.accounts.get(incident.account)
        name = account.name if account else incident.account
        return Refused(words.NEEDS_THIRD.fill(incident=incident.id, account=name))

    def _widen(self, unit: Unit, person: Person, few: Few) -> Reply:
        found = self._restricted(unit, person, few.incident)
        if isinstance(found, Reply):
            return found
        incident, restriction = found
        (whom,) = self._met(unit, few.people[:1], incident)
        implicated = concerned(unit, incident.number, self.policy)
        refused = may_be_named(whom, incident.account, implicated, self.policy)
        if refused:
            return Reply(refused.why, done=False)
        if whom.slack_id in restriction.ids:
            return Reply(words.NAMED_ALREADY.fill(name=whom.name), done=False)
        if len(restriction.named) >= MOST_NAMED:
            says = words.HOW_MANY.fill(least=LEAST_NAMED, most=MOST_NAMED)
            return Reply(says, done=False)
        wish = _standing(unit, incident, Act.WIDEN, self.clock.now())
        if wish is not None and wish.scope != whom.slack_id:
            return Reply(words.OTHER_WISH.fill(name=wish.asked_name), done=False)
        if wish is None:
            told = words.WIDEN_ASKED.fill(
                incident=incident.id, name=whom.name, minutes=minutes(WISH_GOOD_FOR)
            )
            return self._ask(unit, person, incident, few, Act.WIDEN, told)
        return self._second(unit, person, incident, wish) or self._let_in(
            unit, person, incident, restriction, whom, wish
        )

    def _lift(self, unit: Unit, person: Person, few: Few) -> Reply:
        found = self._restricted(unit, person, few.incident)
        if isinstance(found, Reply):
            return found
        incident, restriction = found
        wish = _standing(unit, incident, Act.UNRESTRICT, self.clock.now())
        if wish is None:
            told = words.LIFT_ASKED.fill(incident=incident.id, minutes=minutes(WISH_GOOD_FOR))
            return self._ask(unit, person, incident, few, Act.UNRESTRICT, told)
        return self._second(unit, person, incident, wish) or self._show(
            unit, person, incident, restriction, wish
        )

    def _restricted(
        self, unit: Unit, person: Person, number: int
    ) -> tuple[Incident, Restriction] | Reply:
        """Return the incident and its restriction for one of the named, or why not."""
        incident = admitted(
            unit, person, number, self.policy, self.clock.now(), needs_findings=False
        )
        if isinstance(incident, Reply):
            return incident
        restriction = unit.restrictions.of(number)
        if restriction is None:
            return Reply(words.NOT_RESTRICTED.fill(incident=incident.id), done=False)
        return incident, restriction

    def _ask(
        self, unit: Unit, person: Person, incident: Incident, few: Few, act: Act, told: Said
    ) -> Reply:
        now = self.clock.now()
        refused = _no_reason(few.reason)
        if refused:
            return Reply(refused.why, done=False)
        whom = few.people[0] if few.people else None
        wish = Wish(
            incident.number,
            act,
            person.identity,
            person.slack_id,
            person.name,
            now,
            few.reason,
            scope=whom.slack_id if whom else "",
        )
        unit.silences.keep(wish)
        unit.people.know(person)
        what = What.WIDEN_ASKED if act is Act.WIDEN else What.UNRESTRICT_ASKED
        body = {"reason": few.reason, "incident": incident.id}
        body |= {"newcomer": whom.slack_id} if whom else {}
        record = Record(what, now, person.identity, incident.number, body=body)
        (number,) = unit.records.write([record])
        wanted = [
            Wanted(incident.channel, Sheet.WORD, str(number)),
            Wanted(incident.channel, Sheet.TIMELINE, incident.id, incident.id),
        ]
        unit.outbox.want(wanted, now)
        return Reply(told, done=True)

    def _second(self, unit: Unit, person: Person, incident: Incident, wish: Wish) -> Reply | None:
        """Return why this person is no second one beside whoever asked, or None."""
        if wish.is_of(person):
            why = words.ASKED_TWICE.fill()
            return refuse(unit, person, why, self.clock.now(), incident=incident.number)
        (met,) = self._met(unit, (person,), incident)
        refused = as_one(met, wish.asked_by)
        if refused is None:
            return None
        return refuse(unit, person, refused.why, self.clock.now(), incident=incident.number)

    def _let_in(
        self,
        unit: Unit,
        person: Person,
        incident: Incident,
        restriction: Restriction,
        whom: Person,
        wish: Wish,
    ) -> Reply:
        now = self.clock.now()
        newcomer = Named(whom.slack_id, whom.identity, whom.name)
        wider = replace(restriction, named=(*restriction.named, newcomer))
        if not unit.incidents.move(incident, Change(channel=wider.place), now):
            return Reply(words.MOVED.fill(incident=incident.id), done=False)
        unit.restrictions.keep(wider)
        unit.silences.drop(incident.number)
        unit.people.know(whom)
        body = {"newcomer": whom.slack_id, "asked_by": wish.asked_name, "reason": wish.reason}
        record = _write(unit, What.WIDENED, person, incident, wider, body, now)
        _bring(unit, incident, wider.place, now)
        unit.outbox.want([Wanted(restriction.channel, Sheet.WORD, str(record))], now)
        return Reply(words.WIDENED.fill(name=whom.name, incident=incident.id), done=True)

    def _show(
        self,
        unit: Unit,
        person: Person,
        incident: Incident,
        restriction: Restriction,
        wish: Wish,
    ) -> Reply:
        now = self.clock.now()
        if not unit.incidents.move(incident, Change(channel=restriction.channel), now):
            return Reply(words.MOVED.fill(incident=incident.id), done=False)
        unit.restrictions.drop(incident.number)
        unit.silences.drop(incident.number)
        body = {"asked_by": wish.asked_name, "reason": wish.reason}
        record = _write(unit, What.UNRESTRICTED, person, incident, restriction, body, now)
        _bring(unit, incident, restriction.channel, now)
        unit.outbox.want([Wanted(restriction.channel, Sheet.WORD, str(record))], now)
        return Reply(words.UNRESTRICTED.fill(incident=incident.id), done=True)

    def _met(self, unit: Unit, people: Sequence[Person], incident: Incident) -> tuple[Person, ...]:
        """Return each person once, with the groups that they are too new in."""
        once = {one.slack_id: one for one in people}
        restriction = unit.restrictions.of(incident.number)
        channel = restriction.channel if restriction else incident.channel
        now = self.clock.now()
        met = (memberships.met(unit, one, self.policy, channel, now) for one in once.values())
        return tuple(met)


def _write(
    unit: Unit,
    what: What,
    person: Person,
    incident: Incident,
    restriction: Restriction,
    more: Mapping[str, object],
    now: datetime,
) -> int:
    """Write down what became of a restriction; return the record's number."""
    unit.people.know(person)
    body = {
        "incident": incident.id,
        "severity": incident.severity,
        "count": len(restriction.named),
        **more,
    }
    record = Record(what, now, person.identity, incident.number, body=body)
    (number,) = unit.records.write([record])
    return number


def _bring(unit: Unit, incident: Incident, place: str, now: datetime) -> None:
    """Have all that stands of an incident edited, and what people need of it posted in its place.

    What stands elsewhere becomes a stub: whoever renders it sees that it is in the wrong place.
    """
    unit.executions.hear_in(incident.number, place)
    if not incident.has_card:
        unit.incidents.change(incident.number, Change(has_card=True), now)
    wanted = [
        *unit.outbox.about(incident.number),
        Wanted(place, Sheet.ALERT, incident.id),
        Wanted(place, Sheet.TIMELINE, incident.id, incident.id),
    ]
    for execution in unit.executions.of_incident(incident.number):
        if execution.stage in (Stage.RUNNING, Stage.DONE):
            own = Wanted(place, Sheet.PROGRESS, execution.id, incident.id)
            wanted.append(batches.instead(unit, execution, Sheet.PROGRESS, None) or own)
        if execution.stage is Stage.WAITING:
            plan = spell_plan(execution.number, execution.plan_number)
            own = Wanted(place, Sheet.APPROVAL, plan, incident.id)
            wanted.append(batches.instead(unit, execution, Sheet.APPROVAL, None) or own)
    unit.outbox.want(list(dict.fromkeys(wanted)), now)


def _moved(incident: Incident, restriction: Restriction) -> Change:
    """Return what a restriction changes: nobody has what they can't see any more."""
    if not incident.owner or incident.owner in restriction.ids:
        return Change(channel=restriction.place)
    status = Status.NEW if incident.status is Status.IN_PROGRESS else None
    return Change(channel=restriction.place, status=status, owner=NOBODY)


def _standing(unit: Unit, incident: Incident, act: Act, now: datetime) -> Wish | None:
    wish = unit.silences.wish(incident.number, act)
    return wish if wish and wish.stands(now) else None


def _no_reason(reason: str) -> Refused | None:
    if LEAST_REASON <= len(reason) <= MOST_REMARK:
        return None
    return Refused(words.NO_REASON.fill(least=LEAST_REASON, most=MOST_REMARK))
