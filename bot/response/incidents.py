"""What people do with an incident that is no runbook: take it, look at it, list, audit."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.decide import Deed, Refused, may
from bot.domain.finding import Severity
from bot.domain.ids import Prefix, spell
from bot.domain.incident import Incident
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, Written
from bot.domain.words import responding as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.replies import Reply

PAGE = 10
AUDIT_ROWS = 40


@dataclass(frozen=True, slots=True)
class Page:
    """A page of open incidents, from 1, and whether there is another."""

    rows: tuple[Incident, ...]
    number: int
    has_next: bool


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
        return reply

    async def listed(
        self, person: Person, *, floor: Severity, owner: str | None, page: int
    ) -> Page | Reply:
        """Return a page of what is not closed; `owner` as in the store's port."""
        verdict = may(person, Deed.LOOK, "", self.policy)
        if isinstance(verdict, Refused):
            return Reply(verdict.why, done=False)
        offset = (page - 1) * PAGE
        rows = await self.store.read(
            lambda unit: unit.incidents.listed(
                floor=floor, owner=owner, limit=PAGE + 1, offset=offset
            )
        )
        return Page(rows[:PAGE], page, has_next=len(rows) > PAGE)

    async def audit(
        self, person: Person, *, prefix: Prefix | None, number: int, actor: str
    ) -> tuple[Written, ...] | Reply:
        """Return what is written of an incident, an execution, or somebody (a Slack id)."""
        verdict = may(person, Deed.LOOK, "", self.policy)
        if isinstance(verdict, Refused):
            return Reply(verdict.why, done=False)
        return await self.store.read(
            lambda unit: self._audit(unit, prefix=prefix, number=number, actor=actor)
        )

    async def incident_of(self, finding: int) -> int | None:
        """Return the incident of a finding by the finding's number."""
        return await self.store.read(lambda unit: unit.findings.incident_of(finding))

    def _audit(
        self, unit: Unit, *, prefix: Prefix | None, number: int, actor: str
    ) -> tuple[Written, ...] | Reply:
        if actor:
            return unit.records.of_actor(unit.people.identity_of(actor), AUDIT_ROWS)
        if prefix is Prefix.EXECUTION:
            if unit.executions.get(number) is None:
                return Reply(words.NO_EXECUTION.fill(id=spell(prefix, number)), done=False)
            return unit.records.of_execution(number)[-AUDIT_ROWS:]
        incident = unit.findings.incident_of(number) if prefix is Prefix.FINDING else number
        if incident is None or unit.incidents.get(incident) is None:
            unknown = spell(prefix or Prefix.INCIDENT, number)
            return Reply(words.NO_INCIDENT.fill(id=unknown), done=False)
        return unit.records.of_incident(incident, AUDIT_ROWS)

    def _take(self, unit: Unit, person: Person, number: int) -> Reply:
        verdict = may(person, Deed.TAKE, "", self.policy)
        if isinstance(verdict, Refused):
            return Reply(verdict.why, done=False)
        incident = unit.incidents.get(number)
        if incident is None:
            unknown = spell(Prefix.INCIDENT, number)
            return Reply(words.NO_INCIDENT.fill(id=unknown), done=False)
        now = self.clock.now()
        unit.people.know(person)
        if not unit.incidents.take(number, now, (person.slack_id, person.name)):
            says = words.TAKEN_ALREADY.fill(name=incident.owner_name or "?", incident=incident.id)
            return Reply(says, done=incident.owner == person.slack_id)
        body = {"name": person.name, "slack_id": person.slack_id, "team": person.team}
        unit.records.write([Record(What.INCIDENT_TAKEN, now, person.identity, number, body=body)])
        wanted = [
            Wanted(incident.channel, Sheet.ALERT, incident.id),
            Wanted(incident.channel, Sheet.TIMELINE, incident.id, incident.id),
        ]
        unit.outbox.want(wanted, now)
        return Reply(words.TAKEN.fill(incident=incident.id), done=True)
