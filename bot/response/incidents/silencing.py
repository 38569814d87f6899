"""Where people give an incident away, end it or open it again; some of it takes two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.execution import Execution
from bot.domain.ids import Prefix, spell
from bot.domain.incident import Incident, Status, Verdict
from bot.domain.matter import Refused
from bot.domain.people import WISH_GOOD_FOR, Person, Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.reason import LEAST_REASON, MOST_REMARK
from bot.domain.record import Record, What
from bot.domain.rights import Deed, as_one, may
from bot.domain.silencing import (
    Act,
    Wish,
    after,
    may_silence,
    takes_two,
)
from bot.domain.syncing import Telling, silences
from bot.domain.words import responding, restricting
from bot.domain.words import silencing as words
from bot.domain.words import syncing as sync_words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.bench.retained import nothing_left
from bot.response.keeping.showing import bring
from bot.response.people import discretion, memberships, refusing, voting
from bot.response.people.replies import Reply
from bot.response.people.turning_away import turned_away
from bot.response.upstream import syncing
from runbooks.kit.moments import minutes
from runbooks.kit.text import Said

NOBODY = ("", "")


class SilenceDesk:
    """Takes up who gives away, ends and opens again; each is written down and told."""

    def __init__(self, store: Store, bell: Bell, clock: Clock, *, policy: Policy) -> None:
        """Work on this store, under this policy."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy

    async def assign(self, person: Person, number: int, whom: Person) -> Reply:
        """Give an open incident to somebody of ours, who is called in its thread."""
        reply = await self.store.write(lambda unit: self._assign(unit, person, number, whom))
        self.bell.ring(Ring.OUTBOX)
        return reply

    async def end(self, person: Person, number: int, act: Act, reason: str, key: str = "") -> Reply:
        """Close an incident, as a false positive or not, or ask for it, or agree to it.

        `key` tells a second delivery of one wish from a second wish.
        """
        said = reason.strip()
        reply = await self.store.write(lambda unit: self._end(unit, person, number, act, said, key))
        self.bell.ring(Ring.OUTBOX)
        self.bell.ring(Ring.RUNS)
        return reply

    async def reopen(self, person: Person, number: int, reason: str) -> Reply:
        """Open an ended incident again, as one that nobody has."""
        said = reason.strip()
        reply = await self.store.write(lambda unit: self._reopen(unit, person, number, said))
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _assign(self, unit: Unit, person: Person, number: int, whom: Person) -> Reply:
        incident = admitted(unit, person, number, self.policy, self.clock.now())
        if isinstance(incident, Reply):
            return incident
        refused = self._no_owner(unit, incident, whom)
        if refused:
            return Reply(refused.why, done=False)
        status = after(incident, Act.ASSIGN)
        if isinstance(status, Refused):
            return Reply(status.why, done=False)
        if incident.owner == whom.slack_id:
            told = words.ASSIGNED_ALREADY.fill(name=whom.name, incident=incident.id)
            return Reply(told, done=True)
        now = self.clock.now()
        change = Change(status=status, owner=(whom.slack_id, whom.name))
        if not unit.incidents.move(incident, change, now):
            return _moved(incident)
        unit.people.know(whom)
        body = {"given_to": whom.name, "whom": [whom.slack_id]}
        self._tell(unit, What.INCIDENT_ASSIGNED, person, incident, body)
        return Reply(words.ASSIGNED.fill(name=whom.name, incident=incident.id), done=True)

    def _no_owner(self, unit: Unit, incident: Incident, whom: Person) -> Refused | None:
        """Return why somebody can't have an incident, or None."""
        stranger = may(whom, Deed.TAKE, "", self.policy)
        if isinstance(stranger, Refused):
            return Refused(words.NOT_OURS.fill(name=whom.name))
        if discretion.barred(unit, whom, incident.number):
            return Refused(restricting.NOT_AN_OWNER.fill(name=whom.name))
        if whom.identity in concerned(unit, incident.number, self.policy):
            return Refused(words.NAMED.fill(name=whom.name))
        return None

    def _end(
        self, unit: Unit, person: Person, number: int, act: Act, reason: str, key: str
    ) -> Reply:
        now = self.clock.now()
        incident = admitted(unit, person, number, self.policy, now)
        if isinstance(incident, Reply):
            return incident
        status = after(incident, act)
        if isinstance(status, Refused):
            return Reply(status.why, done=False)
        executions = unit.executions.of_incident(number)
        busy = _under_way(executions)
        if busy is not None:
            told = words.UNDER_WAY.fill(execution=busy.id, incident=incident.id)
            return Reply(told, done=False)
        if key and not unit.clicks.is_first(key, now):
            return Reply(responding.ASKED_ALREADY.fill(), done=True)
        reply = self._weigh(unit, person, incident, act, reason)
        if key and not reply.done:
            unit.clicks.forget(key)
        return reply

    def _weigh(
        self, unit: Unit, person: Person, incident: Incident, act: Act, reason: str
    ) -> Reply:
        """Close it, agree to another's wish, or ask: whichever this person may alone."""
        now, number = self.clock.now(), incident.number
        executions = unit.executions.of_incident(number)
        occasion = syncing.occasion(act, executions)
        told = syncing.planned(unit, incident, occasion, self.policy, now)
        is_two = takes_two(
            act,
            incident.severity,
            is_held=any(hold.state.is_live for hold in unit.holds.of_incident(number)),
            was_contained=syncing.was_contained(executions),
            silences_upstream=silences(told),
            is_restricted=unit.restrictions.of(number) is not None,
        )
        wish = unit.silences.wish(number, act)
        if is_two and wish and wish.stands(now):
            if wish.is_of(person):
                return Reply(words.ASKED_TWICE.fill(), done=False)
            refused = agrees(unit, person, incident, wish, self.policy, now)
            return refused or self._close(unit, person, incident, act, wish, told)
        fault = no_reason(reason, act, incident)
        if fault:
            return Reply(fault, done=False)
        if is_two:
            return self._ask(unit, person, incident, act, reason, told)
        return self._close(unit, person, incident, act, reason, told)

    def _ask(
        self,
        unit: Unit,
        person: Person,
        incident: Incident,
        act: Act,
        reason: str,
        told: tuple[Telling, ...],
    ) -> Reply:
        now, identity, slack_id = self.clock.now(), person.identity, person.slack_id
        unit.silences.keep(Wish(incident.number, act, identity, slack_id, person.name, now, reason))
        whom = sorted(self.policy.members_of(Role.APPROVER, incident.account))
        body = {"reason": reason, "verdict": _verdict(act), "incident": incident.id, "who": whom}
        hidden = ", ".join(dict.fromkeys(each.tell for each in told if each.tell.silences))
        self._tell(
            unit,
            What.CLOSE_ASKED,
            person,
            incident,
            {**body, "tells": hidden} if hidden else body,
        )
        named = {"verb": act.value, "incident": incident.id, "minutes": minutes(WISH_GOOD_FOR)}
        if hidden:
            return Reply(sync_words.ASKED_SILENCES.fill(tells=hidden, **named), done=True)
        return Reply(words.ASKED.fill(**named), done=True)

    def _close(
        self,
        unit: Unit,
        person: Person,
        incident: Incident,
        act: Act,
        why: Wish | str,
        told: tuple[Telling, ...],
    ) -> Reply:
        """Close it, and have that told upstream.

        `why` is the wish that this person agrees to, or a reason of their own.
        """
        now = self.clock.now()
        verdict = Verdict.FALSE_POSITIVE if act is Act.FALSE_POSITIVE else None
        if not unit.incidents.move(incident, Change(status=Status.CLOSED, verdict=verdict), now):
            return _moved(incident)
        unit.silences.drop(incident.number)
        body = {"reason": why, "verdict": _verdict(act)}
        if isinstance(why, Wish):
            body = {"reason": why.reason, "verdict": _verdict(act), "asked_by": why.asked_name}
        self._tell(unit, What.INCIDENT_CLOSED, person, incident, body)
        asked_by = why.asked_by if isinstance(why, Wish) else ""
        syncing.want(unit, told, person.identity, asked_by)
        said = words.CLEARED if act is Act.FALSE_POSITIVE else words.CLOSED
        return Reply(said.fill(incident=incident.id), done=True)

    def _reopen(self, unit: Unit, person: Person, number: int, reason: str) -> Reply:
        incident = admitted(unit, person, number, self.policy, self.clock.now())
        if isinstance(incident, Reply):
            return incident
        status = after(incident, Act.REOPEN)
        if isinstance(status, Refused):
            return Reply(status.why, done=False)
        change = Change(status=status, verdict=Verdict.UNKNOWN, owner=NOBODY)
        if not unit.incidents.move(incident, change, self.clock.now()):
            return _moved(incident)
        unit.tellings.drop(number, self.clock.now())
        body = {"reason": reason[:MOST_REMARK]} if reason else {}
        self._tell(unit, What.INCIDENT_REOPENED, person, incident, body)
        return Reply(words.REOPENED.fill(incident=incident.id), done=True)

    def _tell(
        self,
        unit: Unit,
        what: What,
        person: Person,
        incident: Incident,
        body: Mapping[str, object],
    ) -> None:
        """Write it down, show it on the card, and say it in the thread."""
        now = self.clock.now()
        unit.people.know(person)
        record = Record(what, now, person.identity, incident.number, body=body)
        (number,) = unit.records.write([record])
        channel, subject = incident.channel, incident.id
        if not incident.has_card and what is What.INCIDENT_CLOSED:
            return  # nobody need see now what nobody saw before
        bring(unit, incident, now)
        wanted = [
            Wanted(channel, Sheet.ALERT, subject),
            Wanted(channel, Sheet.TIMELINE, subject, subject),
            Wanted(channel, Sheet.WORD, str(number), subject),
        ]
        restriction = unit.restrictions.of(incident.number)
        if restriction:  # whether it is open stands on the stub, too
            wanted.append(Wanted(restriction.channel, Sheet.ALERT, subject))
        unit.outbox.want(wanted, now)


def admitted(
    unit: Unit,
    person: Person,
    number: int,
    policy: Policy,
    now: datetime,
    *,
    needs_findings: bool = True,
) -> Incident | Reply:
    """Return the incident that a responder may do this to, or why this person may not.

    Nobody may where its findings were deleted, unless it needs none of them.
    """
    away = turned_away(unit, person, (Prefix.INCIDENT, number), policy, now)
    if away:
        return away
    incident = unit.incidents.get(number)
    if incident is None:
        unknown = spell(Prefix.INCIDENT, number)
        return Reply(responding.NO_INCIDENT.fill(id=unknown), done=False)
    gone = nothing_left(unit, incident) if needs_findings else None
    if gone:
        return Reply(gone, done=False)
    implicated = concerned(unit, number, policy)
    refused = may_silence(person, incident.account, implicated, policy)
    return _refuse(unit, person, incident, refused, now) if refused else incident


def agrees(
    unit: Unit, person: Person, incident: Incident, wish: Wish, policy: Policy, now: datetime
) -> Reply | None:
    """Return why this person's agreement to a wish does not count, or None where it does."""
    channel = discretion.openly(unit, incident.number, incident.channel)
    met = memberships.met(unit, person, policy, channel, now)
    implicated = concerned(unit, incident.number, policy)
    refused = as_one(met, wish.asked_by) or may_silence(
        met, incident.account, implicated, policy, wish.asked_name
    )
    return _refuse(unit, person, incident, refused, now) if refused else None


def no_reason(reason: str, act: Act, incident: Incident) -> Said | None:
    """Return why this is no reason, or None."""
    if len(reason) < LEAST_REASON:
        return words.NO_REASON.fill(least=LEAST_REASON, verb=act.value, incident=incident.id)
    if len(reason) > MOST_REMARK:
        return words.LONG_REASON.fill(most=MOST_REMARK)
    return None


def _refuse(
    unit: Unit, person: Person, incident: Incident, refused: Refused, now: datetime
) -> Reply:
    refusing.write_down(unit, person, refused.why, now, incident=incident.number)
    return Reply(refused.why, done=False)


def _moved(incident: Incident) -> Reply:
    return Reply(words.MOVED.fill(incident=incident.id), done=False)


def _under_way(executions: tuple[Execution, ...]) -> Execution | None:
    """Return an execution that may still contain: its hold would end as it begins."""
    pending = [each for each in executions if each.ask.contains and not each.stage.is_end]
    return pending[0] if pending else None


def concerned(unit: Unit, number: int, policy: Policy) -> frozenset[str]:
    """Return whom an incident names, and whose own user or role was planned to be changed for it."""
    found = voting.subjects(unit, number, policy)
    for execution in unit.executions.of_incident(number):
        proposal = unit.executions.proposal(execution.number, execution.plan_number)
        if proposal is not None:
            found |= voting.concerned(unit, execution, proposal, policy)
    return found


def _verdict(act: Act) -> str:
    return Verdict.FALSE_POSITIVE.value if act is Act.FALSE_POSITIVE else ""
