"""Canaries are known again once; a silent place opens one incident, which ends when it speaks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.domain.canary import Canary
from bot.domain.incident import Incident, Status
from bot.domain.organization import Member
from bot.domain.policy import Account, Policy
from bot.domain.run import Run, Work
from bot.domain.words import canary as words
from bot.intake.canaries import EVERY_WAY, Sending, heard, tend
from bot.intake.sweeping import Sorting
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.triage.sorting import sort
from runbooks.kit.text import Said
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.clocks import MORNING, FrozenClock
from tests.stores import a_store

REGION, CHANNEL = "eu-west-1", "C0SEC"
SIX = timedelta(hours=6)
RUN = Run(1, Work.CANARY, EVERY_WAY, 1, 1)
POLICY = a_policy(
    canary=SIX, accounts={ACCOUNT: Account(ACCOUNT, "sandbox-3", watch_regions=(REGION,))}
)
SORTING = Sorting(partial(sort, policy=POLICY), CHANNEL)


@dataclass
class Flown:
    """A sender that keeps what it was to send, and refuses where a test says so."""

    why: Said | None = None
    sent: list[Canary] = field(default_factory=list)

    async def send(self, account: Account, region: str, nonce: str) -> Said | None:
        self.sent.append(Canary(account.number, region, nonce))
        return self.why


@dataclass
class Watch:
    """Sends canaries, and looks for silence, at the hours that a test names."""

    store: Store
    flown: Flown = field(default_factory=Flown)
    policy: Policy = POLICY

    async def send(self, hours: float) -> Canary:
        clock = FrozenClock(at(hours))
        await Sending(self.store, clock, self.flown, self.policy)(RUN)
        return self.flown.sent[-1]

    async def hear(self, canary: Canary, hours: float) -> bool:
        return await self.store.write(lambda unit: heard(unit, [canary], at(hours)))

    async def tend(self, hours: float) -> list[Incident]:
        """Look for silence, and return every incident there is."""
        now = at(hours)
        await self.store.write(lambda unit: tend(unit, self.policy, SORTING, now))
        found = await self.store.read(lambda unit: unit.incidents.many(range(1, 10)))
        return [found[number] for number in sorted(found)]


def at(hours: float) -> datetime:
    return MORNING + timedelta(hours=hours)


def watching(test: Callable[[Watch], Awaitable[None]]) -> Callable[[Path], Awaitable[None]]:
    """Give a test a watch over a store of its own."""

    async def run(tmp_path: Path) -> None:
        async with a_store(tmp_path) as store:
            await test(Watch(store))

    run.__name__ = test.__name__
    return run


@watching
async def test_a_canary_is_known_once_it_comes_and_one_that_nobody_sent_is_not(
    watch: Watch,
) -> None:
    canary = await watch.send(0)
    strange = Canary(ACCOUNT, REGION, "made-up")
    elsewhere = Canary(ACCOUNT, "us-east-1", canary.nonce)

    assert await watch.hear(canary, 0.01)
    assert await watch.hear(canary, 0.02)
    assert not await watch.hear(strange, 0.01)
    assert not await watch.hear(elsewhere, 0.01)
    assert await watch.store.write(lambda unit: heard(unit, [], MORNING))


@watching
async def test_a_place_that_falls_silent_opens_one_incident_and_closes_it_when_it_speaks(
    watch: Watch,
) -> None:
    await watch.hear(await watch.send(0), 0.01)
    await watch.send(6)
    await watch.send(12)
    assert await watch.tend(12.1) == []
    (opened,) = await watch.tend(12.5)
    assert opened.title.startswith("sandbox-3 eu-west-1 silent for 12 h")
    await watch.send(18)
    assert [one.status for one in await watch.tend(18.5)] == [Status.NEW]

    await watch.hear(await watch.send(24), 24.01)
    assert [one.status for one in await watch.tend(24.1)] == [Status.CLOSED]
    assert [one.status for one in await watch.tend(24.2)] == [Status.CLOSED]

    await watch.send(30)
    await watch.send(36)
    found = await watch.tend(36.5)
    assert [one.status for one in found] == [Status.CLOSED, Status.NEW]


@watching
async def test_a_finding_by_message_ends_a_silence_too(watch: Watch) -> None:
    await watch.hear(await watch.send(0), 0.01)
    await watch.send(6)
    await watch.send(12)
    await watch.tend(12.5)

    def speak(unit: Unit) -> None:
        unit.coverage.heard({(ACCOUNT, REGION)}, at(13))

    await watch.store.write(speak)
    assert [one.status for one in await watch.tend(13.1)] == [Status.CLOSED]


@watching
async def test_what_could_not_be_sent_is_no_silence(watch: Watch) -> None:
    await watch.hear(await watch.send(0), 0.01)
    watch.flown.why = words.REFUSED.fill(code="x")
    for hours in (6, 12, 18):
        await watch.send(hours)
        assert await watch.tend(hours + 0.5) == []

    (way,) = await watch.store.read(lambda unit: unit.canaries.all())
    assert way.why == words.REFUSED.fill(code="x")


@watching
async def test_none_is_sent_from_a_closed_account(watch: Watch) -> None:
    closed = Member(ACCOUNT, "sandbox-3", "SUSPENDED")
    await watch.store.write(lambda unit: unit.organization.keep((closed,)))
    watch.policy = replace(POLICY, discover=True)
    await Sending(watch.store, FrozenClock(), watch.flown, watch.policy)(RUN)
    assert watch.flown.sent == []
    await Sending(watch.store, FrozenClock(), watch.flown, POLICY)(RUN)
    assert len(watch.flown.sent) == 1
