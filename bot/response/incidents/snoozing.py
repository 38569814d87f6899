"""Where people snooze what they know of and wake it again; some of it takes two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.finding import Finding, Severity
from bot.domain.incident import Case, Incident
from bot.domain.matter import Refused
from bot.domain.noise import Preview
from bot.domain.people import WISH_GOOD_FOR, Person, Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, spoken
from bot.domain.silencing import Act, Wish, after
from bot.domain.snoozing import Ended, Scope, Snooze, key_of, takes_two
from bot.domain.words import responding
from bot.domain.words import silencing as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.incidents.noise import would_hide
from bot.response.incidents.silencing import admitted, agrees, no_reason
from bot.response.people.replies import Reply
from runbooks.kit.moments import for_people, minutes
from runbooks.kit.text import listing

SHOWN_AT_ONCE = 50
"""Cards that are made up for in one go; the next minute brings the others."""


@dataclass(frozen=True, slots=True)
class Hush:
    """What somebody wants snoozed; `length` and `scope` are None where none is said.

    `key` tells a second delivery of one wish from a second wish. `would` is what it would have
    hidden of the last month.
    """

    incident: int
    length: timedelta | None = None
    scope: Scope | None = None
    reason: str = ""
    key: str = ""
    would: Preview | None = None


class SnoozeDesk:
    """Takes up who snoozes, who agrees, and who wakes; each is told to the channel."""

    def __init__(self, store: Store, bell: Bell, clock: Clock, *, policy: Policy) -> None:
        """Work on this store, under this policy."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy

    async def snooze(self, person: Person, hush: Hush) -> Reply:
        """Snooze, or ask for it, or agree to what another has asked for."""
        weighed = await self._weighed(person, hush)
        reply = await self.store.write(lambda unit: self._snooze(unit, person, weighed))
        self.bell.ring(Ring.OUTBOX)
        return reply

    async def preview(self, wish: Wish) -> Preview | None:
        """Return what a snooze that somebody wishes would have hidden of the last month."""
        return await self.store.read(lambda unit: _would(unit, wish))

    async def _weighed(self, person: Person, hush: Hush) -> Hush:
        """Return a wish with what it would have hidden: read apart, since nobody waits for reads."""
        if hush.length is None:
            return hush
        wish = _wish(person, hush, hush.length, self.clock.now())
        return replace(hush, would=await self.preview(wish))

    async def wake(self, person: Person, number: int) -> Reply:
        """End every snooze that was begun at an incident, or hides it."""
        reply = await self.store.write(lambda unit: self._wake(unit, person, number))
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _snooze(self, unit: Unit, person: Person, hush: Hush) -> Reply:
        now = self.clock.now()
        incident = admitted(unit, person, hush.incident, self.policy, now)
        if isinstance(incident, Reply):
            return incident
        status = after(incident, Act.SNOOZE)
        if isinstance(status, Refused):
            return Reply(status.why, done=False)
        if incident.severity is Severity.CRITICAL:
            return Reply(words.NO_CRITICAL.fill(incident=incident.id), done=False)
        if hush.key and not unit.clicks.is_first(hush.key, now):
            return Reply(responding.ASKED_ALREADY.fill(), done=True)
        wish = unit.silences.wish(incident.number, Act.SNOOZE)
        if wish and wish.stands(now) and not (wish.is_of(person) and hush.length):
            reply = self._agree(unit, person, incident, hush, wish)
        else:
            reply = self._begin(unit, person, incident, hush)
        if hush.key and not reply.done:
            unit.clicks.forget(hush.key)
        return reply

    def _begin(self, unit: Unit, person: Person, incident: Incident, hush: Hush) -> Reply:
        """Snooze alone where that is enough, else ask."""
        if hush.length is None:
            return Reply(words.NO_LENGTH.fill(incident=incident.id), done=False)
        fault = no_reason(hush.reason, Act.SNOOZE, incident)
        if fault:
            return Reply(fault, done=False)
        scope = hush.scope or Scope.FINDING
        if scope is not Scope.FINDING and unit.restrictions.of(incident.number):
            return Reply(words.RESTRICTED_WIDE.fill(incident=incident.id), done=False)
        lead = _lead(unit, incident)
        key = key_of(lead, scope) if lead else ""
        if not key:
            return Reply(words.NO_KEY.fill(incident=incident.id), done=False)
        is_renewal = unit.snoozes.was(scope, incident.account, key)
        wish = _wish(person, hush, hush.length, self.clock.now())
        if takes_two(scope, incident.severity, is_renewal=is_renewal):
            return self._ask(unit, person, incident, wish, hush.would)
        return self._keep(unit, person, incident, wish, agreed_name="")

    def _ask(
        self,
        unit: Unit,
        person: Person,
        incident: Incident,
        wish: Wish,
        would: Preview | None,
    ) -> Reply:
        unit.silences.keep(wish)
        whom = sorted(self.policy.members_of(Role.APPROVER, incident.account))
        what = _snoozed(wish, incident, _lead(unit, incident)).what
        body = {
            **spoken("says", what),
            "minutes": minutes(wish.span),
            "reason": wish.reason,
            "incident": incident.id,
            "who": whom,
            **_told(would),
        }
        now = self.clock.now()
        unit.people.know(person)
        tell(unit, What.SNOOZE_ASKED, person.identity, incident, body, now)
        named = {
            "verb": Act.SNOOZE.value,
            "incident": incident.id,
            "minutes": minutes(WISH_GOOD_FOR),
        }
        if would is None:
            return Reply(words.ASKED.fill(**named), done=True)
        return Reply(words.ASKED_WOULD.fill(**named, **_told(would)), done=True)

    def _agree(
        self, unit: Unit, person: Person, incident: Incident, hush: Hush, wish: Wish
    ) -> Reply:
        if wish.is_of(person):
            return Reply(words.ASKED_TWICE.fill(), done=False)
        refused = agrees(unit, person, incident, wish, self.policy, self.clock.now())
        if refused:
            return refused
        if hush.scope not in {None, wish.scope} or (hush.length or wish.span) != wish.span:
            what = _snoozed(wish, incident, _lead(unit, incident)).what
            told = words.OTHER_SCOPE.fill(name=wish.asked_name, what=what, incident=incident.id)
            return Reply(told, done=False)
        return self._keep(unit, person, incident, wish, agreed_name=person.name)

    def _keep(
        self, unit: Unit, person: Person, incident: Incident, wish: Wish, agreed_name: str
    ) -> Reply:
        now = self.clock.now()
        snooze = _snoozed(wish, incident, _lead(unit, incident), now, agreed_name)
        unit.snoozes.begin(snooze)
        unit.silences.drop(incident.number)
        unit.people.know(person)
        body = {
            **spoken("says", snooze.what),
            "until": snooze.until.isoformat(),
            "reason": snooze.why,
            "incident": incident.id,
            "asked_by": snooze.by_name if agreed_name else "",
        }
        tell(unit, What.SNOOZED, person.identity, incident, body, now)
        told = words.SNOOZED.fill(
            until=for_people(snooze.until), what=snooze.what, incident=incident.id
        )
        return Reply(told, done=True)

    def _wake(self, unit: Unit, person: Person, number: int) -> Reply:
        now = self.clock.now()
        incident = admitted(unit, person, number, self.policy, now)
        if isinstance(incident, Reply):
            return incident
        ended = [
            snooze
            for snooze in unit.snoozes.of_incident(number, now)
            if unit.snoozes.end(snooze.number, Ended.WOKEN, now)
        ]
        if not ended:
            return Reply(words.NOT_SNOOZED.fill(incident=incident.id), done=False)
        unit.people.know(person)
        for snooze in ended:
            begun_at = unit.incidents.get(snooze.incident) or incident
            tell(unit, What.WOKEN, person.identity, begun_at, _ended(snooze), now)
        show_again(unit, now)
        what = listing(snooze.what for snooze in ended)
        return Reply(words.WOKEN.fill(what=what), done=True)


def wake_wide(unit: Unit, person: Person, incident: Incident, now: datetime) -> None:
    """End what was begun at an incident and hides others too: soon only a few could wake it."""
    wide = [
        snooze
        for snooze in unit.snoozes.of_incident(incident.number, now)
        if snooze.incident == incident.number and snooze.scope is not Scope.FINDING
        if unit.snoozes.end(snooze.number, Ended.WOKEN, now)
    ]
    for snooze in wide:
        tell(unit, What.WOKEN, person.identity, incident, _ended(snooze), now)
    if wide:
        show_again(unit, now)


def end_over(unit: Unit, now: datetime) -> int:
    """End the snoozes whose time is over, say so, and return how many there were.

    Every minute. What they hid gets its card now; so does what one hid that was woken.
    """
    ended = 0
    for snooze, how in unit.snoozes.over(now):
        incident = unit.incidents.get(snooze.incident)
        if incident is None or not unit.snoozes.end(snooze.number, how, now):
            continue
        ended += 1
        body = {**_ended(snooze), "how": how.value}
        tell(unit, What.SNOOZE_ENDED, "", incident, body, now)
    show_again(unit, now)
    return ended


def show_again(unit: Unit, now: datetime) -> None:
    """Bring the cards of what nothing hides any more, some at a time."""
    for number in unit.snoozes.uncovered(now, SHOWN_AT_ONCE):
        incident = unit.incidents.get(number)
        if incident is not None:
            unit.incidents.change(number, Change(has_card=True), now)
            unit.outbox.want(
                [
                    Wanted(incident.channel, Sheet.ALERT, incident.id),
                    Wanted(incident.channel, Sheet.TIMELINE, incident.id, incident.id),
                ],
                now,
            )


def tell(
    unit: Unit,
    what: What,
    actor: str,
    incident: Incident,
    body: Mapping[str, object],
    now: datetime,
) -> None:
    """Write down what became of a snooze, and say it in the channel itself: all must know."""
    (number,) = unit.records.write([Record(what, now, actor, incident.number, body=body)])
    wanted = [Wanted(incident.channel, Sheet.WORD, str(number))]
    if incident.has_card:
        wanted.append(Wanted(incident.channel, Sheet.ALERT, incident.id))
        wanted.append(Wanted(incident.channel, Sheet.TIMELINE, incident.id, incident.id))
    unit.outbox.want(wanted, now)


def _wish(person: Person, hush: Hush, length: timedelta, now: datetime) -> Wish:
    return Wish(
        hush.incident,
        Act.SNOOZE,
        person.identity,
        person.slack_id,
        person.name,
        now,
        hush.reason,
        length,
        hush.scope or Scope.FINDING,
    )


def _would(unit: Unit, wish: Wish) -> Preview | None:
    """Return what a wish would have hidden, None where there is nothing to hide it by."""
    incident = unit.incidents.get(wish.incident)
    if incident is None:
        return None
    snooze = _snoozed(wish, incident, _lead(unit, incident))
    return would_hide(unit, snooze) if snooze.key else None


def _told(would: Preview | None) -> dict[str, int]:
    """Return a preview as a record keeps it, so that whoever agrees has read the same."""
    if would is None:
        return {}
    return {
        "count": would.hidden,
        "real": would.real,
        "false": would.false,
        "open": would.open,
    }


def _ended(snooze: Snooze) -> dict[str, object]:
    return {**spoken("says", snooze.what), "count": snooze.hidden}


def _lead(unit: Unit, incident: Incident) -> Finding | None:
    """Return the finding that an incident's card speaks of, None where all were deleted."""
    findings = unit.findings.of_incidents([incident.number]).get(incident.number, ())
    return Case(incident, findings).lead if findings else None


def _snoozed(
    wish: Wish,
    incident: Incident,
    lead: Finding | None,
    now: datetime | None = None,
    agreed_name: str = "",
) -> Snooze:
    """Return the snooze that a wish is for, from `now` on; without a finding it hides nothing."""
    since, scope = now or wish.at, Scope(wish.scope)
    return Snooze(
        number=0,
        incident=incident.number,
        scope=scope,
        account=incident.account,
        key=key_of(lead, scope) if lead else "",
        verified=lead is not None and lead.producer.verified,
        severity=incident.severity,
        since=since,
        until=since + wish.span,
        by=wish.asked_by,
        by_name=wish.asked_name,
        agreed_name=agreed_name,
        why=wish.reason,
    )
