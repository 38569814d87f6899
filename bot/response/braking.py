"""The kill switch: anyone of ours may stop, two must start again."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.decide import Deed, Refused, may
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.words import responding as words
from bot.ports.bell import Bell, Ring
from bot.ports.brakes import EVERYWHERE, Stop
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.replies import Reply

GOOD_FOR = timedelta(minutes=30)


class BrakeDesk:
    """Pulls and releases brakes; each is told to the channel and written down."""

    def __init__(
        self, store: Store, bell: Bell, clock: Clock, *, policy: Policy, channel: str
    ) -> None:
        """Work on this store; `channel` is told."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.policy = policy
        self.channel = channel

    async def stop(self, person: Person, account: str) -> Reply:
        """Pull the brake of an account, or of every one where it is an empty string."""
        reply = await self.store.write(lambda unit: self._stop(unit, person, account))
        self.bell.ring(Ring.OUTBOX)
        return reply

    async def start(self, person: Person, account: str) -> Reply:
        """Ask to release a brake, or release it where somebody else has asked already."""
        reply = await self.store.write(lambda unit: self._start(unit, person, account))
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _stop(self, unit: Unit, person: Person, account: str) -> Reply:
        verdict = may(person, Deed.BRAKE, account, self.policy)
        if isinstance(verdict, Refused):
            return Reply(verdict.why, done=False)
        now, name = self.clock.now(), self._name(account)
        unit.people.know(person)
        if not unit.brakes.stop(account or EVERYWHERE, person.identity, person.name, now):
            return Reply(words.STOP_ALREADY.fill(account=name), done=False)
        self._tell(unit, What.STOPPED, person, account, now)
        return Reply(words.STOP_DONE.fill(account=name), done=True)

    def _start(self, unit: Unit, person: Person, account: str) -> Reply:
        verdict = may(person, Deed.BRAKE, account, self.policy)
        if isinstance(verdict, Refused):
            return Reply(verdict.why, done=False)
        now, name = self.clock.now(), self._name(account)
        stop = next((s for s in unit.brakes.stops() if s.account == (account or EVERYWHERE)), None)
        if stop is None:
            return Reply(words.START_NOT_STOPPED.fill(account=name), done=False)
        unit.people.know(person)
        if not has_asked(stop, now):
            unit.brakes.ask_start(account or EVERYWHERE, person.identity, now)
            self._tell(unit, What.START_ASKED, person, account, now)
            return Reply(words.START_ASKED.fill(scope=account), done=True)
        if stop.asked_by == person.identity:
            return Reply(words.START_TWICE.fill(), done=False)
        unit.brakes.start(account or EVERYWHERE)
        self._tell(unit, What.RELEASED, person, account, now)
        return Reply(words.START_DONE.fill(account=name), done=True)

    def _tell(self, unit: Unit, what: What, person: Person, account: str, now: datetime) -> None:
        body = {"account": account or EVERYWHERE, "name": person.name, "team": person.team}
        numbers = unit.records.write([Record(what, now, person.identity, body=body)])
        wanted = [Wanted(self.channel, Sheet.WORD, str(number)) for number in numbers]
        unit.outbox.want(wanted, now)

    def _name(self, account: str) -> str:
        if not account:
            return words.ALL_ACCOUNTS.en
        known = self.policy.accounts.get(account)
        return f"{known.name} {account}" if known else account


def has_asked(stop: Stop, now: datetime) -> bool:
    """Say whether somebody's wish to start again still stands; it does for half an hour."""
    return stop.asked_at is not None and now - stop.asked_at < GOOD_FOR
