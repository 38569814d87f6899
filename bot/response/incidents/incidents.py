"""What people do with an incident that is no runbook: take it, look at it, list, audit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import ceil

from bot.domain.finding import Severity
from bot.domain.ids import Prefix, spell
from bot.domain.incident import Incident, Status
from bot.domain.matter import Refused
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, Written
from bot.domain.restriction import Withheld, withheld
from bot.domain.retention import Emptied
from bot.domain.rights import Deed, may
from bot.domain.syncing import Occasion
from bot.domain.words import batch as batch_words
from bot.domain.words import deciding as refusals
from bot.domain.words import responding as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.keeping.showing import bring
from bot.response.people import discretion, voting
from bot.response.people.refusing import refuse
from bot.response.people.replies import Reply
from bot.response.people.turning_away import turned_away
from bot.response.upstream import syncing

PAGE = 10
MOST_LISTED = 1000
AUDIT_ROWS = 40


@dataclass(frozen=True, slots=True)
class Page:
    """A page of open incidents, its number from 1, and how many pages there are.

    `withheld` are the restricted ones that whoever asks may not see.
    """

    rows: tuple[Incident, ...]
    number: int
    pages: int
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """The newest records of something, oldest first, and whether there are earlier ones.

    `name` is the person's where they are about one, or empty where no name is kept. `emptied`
    tells of an incident when its findings were deleted, if they were.
    """

    rows: tuple[Written, ...]
    has_earlier: bool
    name: str = ""
    emptied: Emptied | None = None


class IncidentDesk:
    """Records what people do with incidents, and tells what there is."""

    def __init__(self, store: Store, bell: Bell, clock: Clock, *, policy: Policy) -> None:
        """Work on this store, under this policy."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy

    async def take(self, person: Person, number: int) -> Reply:
        """Give an incident to somebody who acknowledges it."""
        reply = await self.store.write(lambda unit: self._take(unit, person, number))
        self.bell.ring(Ring.OUTBOX)
        self.bell.ring(Ring.RUNS)
        return reply

    async def listed(
        self, person: Person, *, floor: Severity, owner: str | None, page: int
    ) -> Page | Reply:
        """Return a page of what is not closed; `owner` as in the store's port."""
        verdict = may(person, Deed.LOOK, "", self.policy)
        if isinstance(verdict, Refused):
            return Reply(verdict.why, done=False)
        return await self.store.read(lambda unit: self._page(unit, person, floor, owner, page))

    async def audit(
        self, person: Person, *, prefix: Prefix | None, number: int, actor: str
    ) -> Audit | Reply:
        """Return what is written of an incident, an execution, or somebody (a Slack id)."""
        verdict = may(person, Deed.LOOK, "", self.policy)
        if isinstance(verdict, Refused):
            return Reply(verdict.why, done=False)
        return await self.store.read(
            lambda unit: self._audit(unit, person, prefix=prefix, number=number, actor=actor)
        )

    async def incident_of(self, finding: int) -> int | None:
        """Return the incident of a finding by the finding's number."""
        return await self.store.read(lambda unit: unit.findings.incident_of(finding))

    def _page(
        self, unit: Unit, person: Person, floor: Severity, owner: str | None, page: int
    ) -> Page | Reply:
        """Return a page of what is open and somebody may see, with what else there is."""
        hidden = discretion.hidden_from(unit, person)
        many = unit.incidents.count_listed(
            floor=floor, owner=owner, most=MOST_LISTED, besides=hidden
        )
        pages = max(1, ceil(many / PAGE))
        if page > pages:
            return Reply(words.NO_PAGE.fill(number=page, pages=pages), done=False)
        rows = unit.incidents.listed(
            floor=floor, owner=owner, limit=PAGE, offset=(page - 1) * PAGE, besides=hidden
        )
        return Page(rows, page, pages, self._withheld(unit, person, hidden))

    def _withheld(
        self, unit: Unit, person: Person, hidden: Collection[int]
    ) -> tuple[Withheld, ...]:
        """Return what there is that somebody may not see; an admin is told of which account."""
        incidents = unit.incidents.many(tuple(hidden)).values()
        told = withheld(incidents, unit.restrictions.all(), unit.outbox.waits_since)
        return tuple(
            each
            if self.policy.holds(person, Role.ADMIN, each.account)
            else replace(each, account="")
            for each in told
        )

    def _audit(
        self, unit: Unit, person: Person, *, prefix: Prefix | None, number: int, actor: str
    ) -> Audit | Reply:
        more = AUDIT_ROWS + 1
        if actor:
            identity = unit.people.identity_of(actor)
            name = unit.people.name_of(identity)
            known = "" if name == identity else name
            hidden = discretion.hidden_from(unit, person)
            rows = unit.records.of_actor(identity, more)
            seen = tuple(each for each in rows if each.incident not in hidden)
            return _newest(seen, known, has_earlier=len(rows) > AUDIT_ROWS)
        if prefix is Prefix.EXECUTION:
            if unit.executions.get(number) is None:
                return Reply(words.NO_EXECUTION.fill(id=spell(prefix, number)), done=False)
            hidden_one = discretion.barred_execution(unit, person, number)
            return hidden_one or _newest(unit.records.of_execution(number))
        if prefix is Prefix.BATCH:
            return discretion.barred_batch(unit, person, number) or _of_batch(unit, number)
        incident = unit.findings.incident_of(number) if prefix is Prefix.FINDING else number
        if incident is None or unit.incidents.get(incident) is None:
            unknown = spell(prefix or Prefix.INCIDENT, number)
            return Reply(words.NO_INCIDENT.fill(id=unknown), done=False)
        barred = discretion.barred(unit, person, incident)
        if barred:
            return barred
        found = _newest(unit.records.of_incident(incident, more))
        return replace(found, emptied=unit.purges.emptied(incident))

    def _take(self, unit: Unit, person: Person, number: int) -> Reply:
        now = self.clock.now()
        away = turned_away(unit, person, (Prefix.INCIDENT, number), self.policy, now)
        if away:
            return away
        verdict = may(person, Deed.TAKE, "", self.policy)
        if isinstance(verdict, Refused):
            return refuse(unit, person, verdict.why, now, incident=number)
        if person.identity in voting.subjects(unit, number, self.policy):
            return refuse(unit, person, refusals.IMPLICATED.fill(), now, incident=number)
        incident = unit.incidents.take(number, now, (person.slack_id, person.name))
        if incident is None:
            return self._not_taken(unit, number, person)
        bring(unit, incident, now)
        unit.people.know(person)
        body: dict[str, str] = {}
        unit.records.write([Record(What.INCIDENT_TAKEN, now, person.identity, number, body=body)])
        wanted = [
            Wanted(incident.channel, Sheet.ALERT, incident.id),
            Wanted(incident.channel, Sheet.TIMELINE, incident.id, incident.id),
        ]
        unit.outbox.want(wanted, now)
        told = syncing.planned(unit, incident, Occasion.TAKEN, self.policy, now)
        syncing.want(unit, told, person.identity)
        return Reply(words.TAKEN.fill(incident=incident.id), done=True)

    def _not_taken(self, unit: Unit, number: int, person: Person) -> Reply:
        """Tell why nobody takes it; whoever has it already says by that that they are on it."""
        incident = unit.incidents.get(number)
        if incident is None:
            return Reply(words.NO_INCIDENT.fill(id=spell(Prefix.INCIDENT, number)), done=False)
        if incident.status is Status.CLOSED:
            return Reply(words.CLOSED_ALREADY.fill(incident=incident.id), done=False)
        if incident.owner == person.slack_id:
            self._still_on(unit, incident, person)
            return Reply(words.TAKEN.fill(incident=incident.id), done=True)
        name = incident.owner_name or incident.owner
        return Reply(words.TAKEN_ALREADY.fill(name=name, incident=incident.id), done=False)

    def _still_on(self, unit: Unit, incident: Incident, person: Person) -> None:
        """Write down that its owner is on it, once in ten minutes: nobody fills the trail by it."""
        now = self.clock.now()
        if not unit.clicks.is_first(f"still-on:{incident.id}:{incident.owner}", now):
            return
        record = Record(What.STILL_ON, now, person.identity, incident.number, body={})
        unit.records.write([record])
        timeline = Wanted(incident.channel, Sheet.TIMELINE, incident.id, incident.id)
        unit.outbox.want([timeline], now)


def _of_batch(unit: Unit, number: int) -> Audit | Reply:
    """Return what is written of all members of a batch, in the order in which it happened."""
    if unit.batches.get(number) is None:
        return Reply(batch_words.NO_BATCH.fill(id=spell(Prefix.BATCH, number)), done=False)
    members = unit.batches.members(number)
    rows = [row for each in members for row in unit.records.of_execution(each)]
    return _newest(tuple(sorted(rows, key=lambda row: row.number)))


def _newest(rows: tuple[Written, ...], name: str = "", *, has_earlier: bool = False) -> Audit:
    return Audit(rows[-AUDIT_ROWS:], has_earlier or len(rows) > AUDIT_ROWS, name)
