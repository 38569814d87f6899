"""Where people split findings off an incident, or make one incident of two."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.ids import Prefix, spell
from bot.domain.incident import LONGEST_TITLE, Case, Contained, Incident, Status, Verdict
from bot.domain.matter import Refused
from bot.domain.people import WISH_GOOD_FOR, Person, Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import LONGEST_KEY, Record, What
from bot.domain.regrouping import Side, may_merge, may_split, order, takes_two
from bot.domain.run import Work
from bot.domain.silencing import Act, Wish
from bot.domain.tying import ties
from bot.domain.words import regrouping as words
from bot.domain.words import silencing
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.findings import Known
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.incidents.silencing import NOBODY, admitted, agrees, no_reason
from bot.response.people.replies import Reply
from bot.response.upstream import syncing
from runbooks.kit.moments import minutes


class RegroupDesk:
    """Takes up who splits and who merges; a merge that may hide something takes two."""

    def __init__(self, store: Store, bell: Bell, clock: Clock, *, policy: Policy) -> None:
        """Work on this store, under this policy."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy

    async def split(
        self, person: Person, incident: int, findings: Sequence[int], reason: str
    ) -> Reply:
        """Move findings, by their numbers, into an incident of their own.

        Without any, all leave but the one that the card speaks of.
        """
        said = reason.strip()
        return await self._do(lambda unit: self._split(unit, person, incident, findings, said))

    async def merge(self, person: Person, one: int, other: int, reason: str) -> Reply:
        """Make one incident of two, or ask for it, or agree to what another has asked."""
        said = reason.strip()
        return await self._do(lambda unit: self._merge(unit, person, (one, other), said))

    async def _do(self, work: Callable[[Unit], Reply]) -> Reply:
        reply = await self.store.write(work)
        self.bell.ring(Ring.OUTBOX)
        self.bell.ring(Ring.RUNS)
        return reply

    def _split(
        self, unit: Unit, person: Person, number: int, findings: Sequence[int], reason: str
    ) -> Reply:
        now = self.clock.now()
        unit.observables.alone()
        incident = admitted(unit, person, number, self.policy, now)
        if isinstance(incident, Reply):
            return incident
        held = unit.findings.numbered(number)
        if not {*findings} <= {each.number for each in held}:
            return Reply(words.NOT_OF_ONE.fill(), done=False)
        leaving = _leaving(incident, held, findings)
        refused = may_split(
            incident,
            [each.finding for each in held],
            [each.finding for each in leaving],
            has_executions=bool(unit.executions.of_incident(number)),
        )
        fault = no_reason(reason, Act.SPLIT, incident)
        if refused or fault:
            return Reply(refused.why if refused else fault, done=False)  # type: ignore[arg-type]
        staying = [each for each in held if each not in leaving]
        lead = Case(incident, tuple(each.finding for each in staying)).lead
        if not unit.incidents.move(incident, Change(title=lead.title[:LONGEST_TITLE]), now):
            return Reply(silencing.MOVED.fill(incident=incident.id), done=False)
        new = self._open(unit, incident, leaving, now)
        unit.silences.drop(number)
        self._name(unit, incident.number, staying, now)
        self._name(unit, new.number, leaving, now)
        ids = ", ".join(spell(Prefix.FINDING, each.number) for each in leaving)
        told = {"source": incident.id, "into": new.id, "findings": ids, "reason": reason}
        self._tell(unit, What.SPLIT, person, (incident, new), leaving, told, now)
        return Reply(words.SPLIT.fill(into=new.id, findings=ids), done=True)

    def _open(
        self, unit: Unit, incident: Incident, leaving: Sequence[Known], now: datetime
    ) -> Incident:
        """Open the incident of what leaves: as new, and for those alone whom the other is for."""
        lead = Case(incident, tuple(each.finding for each in leaving)).lead
        fresh = replace(
            incident,
            number=0,
            status=Status.NEW,
            verdict=Verdict.UNKNOWN,
            severity=lead.severity,
            title=lead.title[:LONGEST_TITLE],
            region=lead.region,
            owner="",
            owner_name="",
            opened_at=now,
            updated_at=now,
            revision=1,
            contained=Contained.NO,
            alone_since=None,
        )
        (number,) = unit.incidents.open([fresh])
        unit.findings.give([each.number for each in leaving], number)
        restriction = unit.restrictions.of(incident.number)
        if restriction:
            unit.restrictions.keep(replace(restriction, incident=number))
        return replace(fresh, number=number)

    def _name(self, unit: Unit, number: int, held: Sequence[Known], now: datetime) -> None:
        """Keep anew what the findings of an incident name."""
        unit.observables.drop(number)
        named = [(number, one) for each in held for one in ties(each.finding, self.policy)]
        unit.observables.add(named, now)

    def _merge(self, unit: Unit, person: Person, both: tuple[int, int], reason: str) -> Reply:
        now = self.clock.now()
        unit.observables.alone()
        unit.incidents.held(both)
        sides = []
        for number in both:
            incident = admitted(unit, person, number, self.policy, now)
            if isinstance(incident, Reply):
                return incident
            sides.append(self._side(unit, incident, now))
        ordered = order(*sides)
        if isinstance(ordered, Refused):
            return Reply(ordered.why, done=False)
        gone, into = ordered
        refused = may_merge(gone, into, self.policy)
        if refused:
            return Reply(refused.why, done=False)
        return self._weigh(unit, person, gone, into, reason)

    def _side(self, unit: Unit, incident: Incident, now: datetime) -> Side:
        number = incident.number
        executions = unit.executions.of_incident(number)
        is_held = any(hold.state.is_live for hold in unit.holds.of_incident(number))
        return Side(
            incident,
            unit.findings.of_incidents([number]).get(number, ()),
            has_executions=bool(executions),
            is_contained=is_held or syncing.was_contained(executions),
            is_snoozed=bool(unit.snoozes.of_incident(number, now)),
            is_restricted=unit.restrictions.of(number) is not None,
        )

    def _weigh(self, unit: Unit, person: Person, gone: Side, into: Side, reason: str) -> Reply:
        """Merge, agree to another's wish, or ask: whichever this person may alone."""
        now, incident = self.clock.now(), gone.incident
        wish = unit.silences.wish(incident.number, Act.MERGE)
        if takes_two(gone, into) and wish and wish.stands(now):
            if wish.scope != into.incident.id:
                other = {"gone": incident.id, "into": wish.scope, "name": wish.asked_name}
                return Reply(words.OTHER_WISH.fill(**other), done=False)
            if wish.is_of(person):
                return Reply(silencing.ASKED_TWICE.fill(), done=False)
            refused = agrees(unit, person, incident, wish, self.policy, now)
            return refused or self._join(unit, person, gone, into, wish)
        fault = no_reason(reason, Act.MERGE, incident)
        if fault:
            return Reply(fault, done=False)
        if takes_two(gone, into):
            return self._ask(unit, person, gone.incident, into.incident, reason)
        return self._join(unit, person, gone, into, reason)

    def _ask(
        self, unit: Unit, person: Person, gone: Incident, into: Incident, reason: str
    ) -> Reply:
        now = self.clock.now()
        wish = Wish(
            gone.number,
            Act.MERGE,
            person.identity,
            person.slack_id,
            person.name,
            now,
            reason,
            scope=into.id,
        )
        unit.silences.keep(wish)
        whom = sorted(self.policy.members_of(Role.APPROVER, gone.account))
        told = {"source": gone.id, "into": into.id, "reason": reason, "who": whom}
        self._tell(unit, What.MERGE_ASKED, person, (gone,), (), told, now)
        named = {"gone": gone.id, "into": into.id, "minutes": minutes(WISH_GOOD_FOR)}
        return Reply(words.ASKED.fill(**named), done=True)

    def _join(self, unit: Unit, person: Person, gone: Side, into: Side, why: Wish | str) -> Reply:
        """Move the findings; the one that is left is as bad as the worse, and nobody has it."""
        now, moving = self.clock.now(), unit.findings.numbered(gone.incident.number)
        lead = Case(into.incident, (*into.findings, *gone.findings)).lead
        worst = max(gone.incident.severity, into.incident.severity, key=lambda one: one.rank)
        change = Change(
            status=Status.NEW, severity=worst, title=lead.title[:LONGEST_TITLE], owner=NOBODY
        )
        ended = Change(status=Status.CLOSED, merged_into=into.incident.number)
        is_done = unit.incidents.move(into.incident, change, now)
        if not is_done or not unit.incidents.move(gone.incident, ended, now):
            return Reply(silencing.MOVED.fill(incident=gone.incident.id), done=False)
        unit.findings.give([each.number for each in moving], into.incident.number)
        self._name(unit, into.incident.number, unit.findings.numbered(into.incident.number), now)
        unit.observables.drop(gone.incident.number)
        for side in (gone, into):
            unit.silences.drop(side.incident.number)
        unit.tellings.drop(gone.incident.number, now)
        owners = [each.incident.owner for each in (into, gone) if each.incident.owner]
        told: dict[str, object] = {
            "source": gone.incident.id,
            "into": into.incident.id,
            "reason": why.reason if isinstance(why, Wish) else why,
            "who": list(dict.fromkeys(owners)),
        }
        if isinstance(why, Wish):
            told["asked_by"] = why.asked_name
        both = (into.incident, gone.incident)
        self._tell(unit, What.MERGED, person, both, moving, told, now)
        said = words.MERGED.fill(gone=gone.incident.id, into=into.incident.id)
        return Reply(said, done=True)

    def _tell(
        self,
        unit: Unit,
        what: What,
        person: Person,
        incidents: Sequence[Incident],
        moved: Sequence[Known],
        told: Mapping[str, object],
        now: datetime,
    ) -> None:
        """Write it down of each incident, show it on their cards, and say it in the first's thread."""
        unit.people.know(person)
        body = {**told, "keys": [each.finding.key[:LONGEST_KEY] for each in moved]}
        numbers = unit.records.write(
            [Record(what, now, person.identity, one.number, body=body) for one in incidents]
        )
        first = incidents[0]
        wanted = [Wanted(first.channel, Sheet.WORD, str(numbers[0]), under=first.id)]
        for one in incidents:
            wanted.append(Wanted(one.channel, Sheet.ALERT, one.id))
            wanted.append(Wanted(one.channel, Sheet.TIMELINE, one.id, under=one.id))
            restriction = unit.restrictions.of(one.number)
            if restriction:
                wanted.append(Wanted(restriction.channel, Sheet.ALERT, one.id))
            if what is not What.MERGE_ASKED:
                unit.runs.start(Work.ENRICH, one.number)
        unit.outbox.want(wanted, now)


def _leaving(
    incident: Incident, held: Sequence[Known], numbers: Sequence[int]
) -> tuple[Known, ...]:
    """Return the findings that leave: those of these numbers, or all but the card's own."""
    if numbers:
        return tuple(each for each in held if each.number in numbers)
    if not held:
        return ()
    lead = Case(incident, tuple(each.finding for each in held)).lead
    return tuple(each for each in held if each.finding.key != lead.key)
