"""Keeps who is in the policy's groups: newcomers are announced, and a new approver waits a day.

Or for an admin's word. Whoever may only ask waits for nothing, since another decides anyway.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from bot.domain.matter import Refused
from bot.domain.membership import (
    WAIT,
    approving_groups,
    new_in,
    pinned_groups,
    vouched_by,
    watched_groups,
)
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.rights import Deed, may
from bot.domain.run import Run
from bot.domain.words import deciding as refusals
from bot.domain.words import responding as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.directory import Directory
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.people.refusing import refuse
from bot.response.people.replies import Reply

EVERY_GROUP = 1
"""The subject of the run: there is one reading, of all groups."""

_log = logging.getLogger(__name__)


class GroupReader:
    """Reads the groups of approvers, admins and responders at Slack, as a run; again is fine.

    A group that Slack did not tell of stays as it was read last: a newcomer who decides meanwhile
    is seen at the decision.
    """

    def __init__(
        self,
        store: Store,
        directory: Directory,
        bell: Bell,
        clock: Clock,
        policy: Policy,
        channel: str,
    ) -> None:
        """Read through this directory; `channel` is told."""
        self._store = store
        self._directory = directory
        self._bell = bell
        self._clock = clock
        self._policy = policy
        self._channel = channel

    async def __call__(self, run: Run) -> None:
        """Read every group; keep and announce, in one transaction, who has joined it since."""
        for group in watched_groups(self._policy):
            members = await self._directory.members(group)
            if members is None:
                _log.warning("Slack did not tell who is in %s", group)
                continue
            await self._keep(group, members)
        self._bell.ring(Ring.OUTBOX)

    async def _keep(self, group: str, members: frozenset[str]) -> None:
        known = await self._store.read(lambda unit: unit.memberships.known(group))
        strange = () if known is None else sorted(members - known)
        people = {each: await self._directory.person(each, "", ()) for each in strange}

        def keep(unit: Unit) -> None:
            now = self._clock.now()
            changes = unit.memberships.read(group, members, now)
            if changes.is_first:
                body = {"group": group, "count": len(members), **_kind(group, self._policy)}
                unit.records.write([Record(What.GROUP_READ, now, body=body)])
            for slack_id in sorted(changes.joined):
                somebody = people.get(slack_id) or _nameless(slack_id)
                announce(unit, somebody, group, self._policy, self._channel, now)
            for slack_id in sorted(changes.left):
                left = {"group": group, **_kind(group, self._policy)}
                identity = unit.people.identity_of(slack_id)
                unit.records.write([Record(What.GROUP_LEFT, now, identity, body=left)])

        await self._store.write(keep)


class MemberDesk:
    """Takes up an admin's word that somebody is rightly in an approvers' group."""

    def __init__(
        self, store: Store, bell: Bell, clock: Clock, *, policy: Policy, channel: str
    ) -> None:
        """Work on this store; `channel` is told."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy
        self.channel = channel

    async def confirm(self, person: Person, newcomer: Person) -> Reply:
        """Let a newcomer's memberships count from now on, where an admin who is none says so."""
        reply = await self.store.write(lambda unit: self._confirm(unit, person, newcomer))
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _confirm(self, unit: Unit, person: Person, newcomer: Person) -> Reply:
        now = self.clock.now()
        refused = self._may_not(unit, person, newcomer, now)
        if refused:
            return refuse(unit, person, refused.why, now)
        unit.people.know(person)
        # Before the groups are seen that nobody was told of: no word is about those.
        groups = pinned_groups(self.policy)
        confirmed = unit.memberships.confirm(newcomer.slack_id, groups, person.identity, now)
        seen = met(unit, newcomer, self.policy, self.channel, now)
        if not confirmed:
            says = words.JUST_JOINED if seen.new_in else words.NOT_NEW
            return Reply(says.fill(name=newcomer.name), done=False)
        unit.people.know(newcomer)
        # An id that only Slack can turn into a name, as a pseudonym is one for our own map.
        joined = [member.group for member in confirmed]
        body = {"groups": joined, "newcomer": newcomer.slack_id}
        (number,) = unit.records.write(
            [Record(What.MEMBER_CONFIRMED, now, person.identity, body=body)]
        )
        unit.outbox.want([Wanted(self.channel, Sheet.WORD, str(number))], now)
        return Reply(words.CONFIRMED.fill(name=newcomer.name), done=True)

    def _may_not(
        self, unit: Unit, person: Person, newcomer: Person, now: datetime
    ) -> Refused | None:
        """Return why this person's word does not count, or None."""
        outsider = may(person, Deed.LOOK, "", self.policy)
        if isinstance(outsider, Refused):
            return outsider
        if person.groups is None or not person.email:
            return Refused(refusals.NO_ANSWER.fill())
        if person.identity == newcomer.identity or person.slack_id == newcomer.slack_id:
            return Refused(refusals.OWN_MEMBERSHIP.fill())
        seen = met(unit, person, self.policy, self.channel, now)
        if self.policy.holds_somewhere(seen.by_own_right, Role.ADMIN):
            return None
        return Refused(refusals.NEEDS_ADMIN.fill())


def met(unit: Unit, person: Person, policy: Policy, channel: str, now: datetime) -> Person:
    """Return a person with the groups that they are too new in, and who vouched for them, as of now.

    Whoever has joined since the groups were read last is found out here, and announced.
    """
    pinned = frozenset(pinned_groups(policy))
    inside = (person.groups or frozenset()) & pinned
    if not inside:
        return person
    for group in sorted(unit.memberships.see(person.slack_id, inside, now)):
        announce(unit, person, group, policy, channel, now)
    known = [each for each in unit.memberships.of(person.slack_id) if each.group in pinned]
    return replace(person, new_in=new_in(known, now), vouched_by=vouched_by(known, now))


def announce(
    unit: Unit, person: Person, group: str, policy: Policy, channel: str, now: datetime
) -> None:
    """Write down that somebody has joined a group, and tell the channel; `until` when they wait."""
    unit.people.know(person)
    waits = {"until": (now + WAIT).isoformat()} if group in pinned_groups(policy) else {}
    body = {"group": group, **waits, **_kind(group, policy)}
    (number,) = unit.records.write([Record(What.GROUP_JOINED, now, person.identity, body=body)])
    unit.outbox.want([Wanted(channel, Sheet.WORD, str(number))], now)


def _kind(group: str, policy: Policy) -> dict[str, bool]:
    """Return what is written of a group whose members approve nowhere; nothing of an approvers'."""
    return {} if group in approving_groups(policy) else {"is_responders": True}


def _nameless(slack_id: str) -> Person:
    return Person(slack_id, "", email="", name=slack_id, groups=None)
