"""The kill switch: anyone of ours may stop, two must start again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain.braking import EVERYWHERE
from bot.domain.matter import Refused
from bot.domain.people import WISH_GOOD_FOR, Person
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.reason import MOST_REMARK
from bot.domain.record import Record, What, spoken
from bot.domain.rights import Deed, may
from bot.domain.words import deciding as refusals
from bot.domain.words import responding as words
from bot.ports.bell import Bell, Ring
from bot.ports.brakes import Stop
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.people.refusing import refuse
from bot.response.people.replies import Reply
from runbooks.kit.moments import minutes
from runbooks.kit.text import Said, Text, listing


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

    async def stop(self, person: Person, account: str, reason: str = "") -> Reply:
        """Pull the brake of an account, or of every one where it is an empty string.

        A reason too long for the channel is cut: nothing may keep a brake from being pulled.
        """
        said = reason.strip()[:MOST_REMARK]
        reply = await self.store.write(lambda unit: self._stop(unit, person, account, said))
        self.bell.ring(Ring.OUTBOX)
        return reply

    async def start(self, person: Person, account: str, key: str = "") -> Reply:
        """Ask to release a brake, or release it where somebody else has asked already.

        `key` tells a second delivery of one request from a second request: a request that was
        recorded must not release a brake that was pulled since.
        """
        reply = await self.store.write(lambda unit: self._start(unit, person, account, key))
        self.bell.ring(Ring.OUTBOX)
        return reply

    def _stop(self, unit: Unit, person: Person, account: str, reason: str) -> Reply:
        verdict = may(person, Deed.BRAKE, account, self.policy)
        if isinstance(verdict, Refused):
            return refuse(unit, person, verdict.why, self.clock.now())
        now, name = self.clock.now(), called(account, self.policy)
        unit.people.know(person)
        where, by = account or EVERYWHERE, person.identity
        if not unit.brakes.stop(where, by, person.name, now, reason=reason):
            stop = _pulled(unit, account)
            by = stop.by_name if stop else "?"
            return Reply(words.STOP_ALREADY.fill(account=name, name=by), done=False)
        self._tell(unit, What.STOPPED, person, account, reason=reason)
        if not account:
            return Reply(words.STOP_DONE_ALL.fill(), done=True)
        return Reply(words.STOP_DONE.fill(name=name, account=account), done=True)

    def _start(self, unit: Unit, person: Person, account: str, key: str) -> Reply:
        verdict = may(person, Deed.BRAKE, account, self.policy)
        if isinstance(verdict, Refused):
            return refuse(unit, person, verdict.why, self.clock.now())
        if not person.email:
            # Without the address one person could be taken for two.
            return refuse(unit, person, refusals.NO_ADDRESS.fill(), self.clock.now())
        stop = _pulled(unit, account)
        if stop is None:
            return Reply(self._not_pulled(unit, account), done=False)
        now = self.clock.now()
        if key and not unit.clicks.is_first(key, now):
            return Reply(words.ASKED_ALREADY.fill(), done=True)
        unit.people.know(person)
        if not has_asked(stop, now):
            unit.brakes.ask_start(stop.account, person.identity, now)
            self._tell(unit, What.START_ASKED, person, account)
            if not account:
                return Reply(words.START_ASKED_ALL.fill(minutes=minutes(WISH_GOOD_FOR)), done=True)
            says = words.START_ASKED.fill(account=account, minutes=minutes(WISH_GOOD_FOR))
            return Reply(says, done=True)
        if stop.asked_by == person.identity:
            return refuse(unit, person, words.START_TWICE.fill(), now)
        unit.brakes.start(stop.account, now)
        self._tell(unit, What.RELEASED, person, account, held=self._held(unit))
        return Reply(self._released(unit, account), done=True)

    def _not_pulled(self, unit: Unit, account: str) -> Said:
        name = called(account, self.policy)
        others = self._held(unit)
        if account and _pulled(unit, ""):
            return words.START_WIDER.fill(account=name)
        if others and not account:
            return words.START_OTHERS.fill(account=name, others=others)
        return words.START_NOT_STOPPED.fill(account=name)

    def _released(self, unit: Unit, account: str) -> Said:
        """Say what runs again, and what another brake still holds."""
        name = called(account, self.policy)
        others = self._held(unit)
        if not others or (account and not _pulled(unit, "")):
            return words.START_DONE.fill(account=name)
        return words.START_STILL.fill(account=name, others=others)

    def _held(self, unit: Unit) -> Said | None:
        """Return what is stopped, as one speaks of it; None where nothing is."""
        held = ("" if each.account == EVERYWHERE else each.account for each in unit.brakes.stops())
        names = [called(account, self.policy) for account in held]
        return listing(names) if names else None

    def _tell(
        self, unit: Unit, what: What, person: Person, account: str, **more: str | Said | None
    ) -> None:
        now = self.clock.now()
        body: dict[str, Any] = {"account": account or EVERYWHERE}
        for name, value in more.items():
            if value:
                body |= spoken(name, value) if isinstance(value, Said) else {name: value}
        numbers = unit.records.write([Record(what, now, person.identity, body=body)])
        wanted = [Wanted(self.channel, Sheet.WORD, str(number)) for number in numbers]
        unit.outbox.want(wanted, now)


def has_asked(stop: Stop, now: datetime) -> bool:
    """Say whether somebody's wish to start again still stands; it does for half an hour."""
    return stop.asked_at is not None and now - stop.asked_at < WISH_GOOD_FOR


def called(account: str, policy: Policy) -> str | Text:
    """Return what to call an account; empty stands for all of them."""
    if not account:
        return words.ALL_ACCOUNTS
    known = policy.accounts.get(account)
    return f"{known.name} {account}" if known else account


def _pulled(unit: Unit, account: str) -> Stop | None:
    wanted = account or EVERYWHERE
    return next((stop for stop in unit.brakes.stops() if stop.account == wanted), None)
