"""What is new in the organization is announced once; a failure is told as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.daily.discovering import THE_ORGANIZATION, Discovering
from bot.domain.organization import CHECK, Member
from bot.domain.policy import Account
from bot.domain.posture import Standing
from bot.domain.record import What, Written
from bot.domain.run import Run, Work
from bot.ports.store import Store
from bot.questions.reasons import TOO_LATE
from runbooks.kit.text import Said
from tests.bot.domain.test_organization import HEADS, NEW, OURS, STRANGE, discovering
from tests.bot.questions.desk import Rings
from tests.clocks import FrozenClock
from tests.japanese import english_of
from tests.stores import a_store

RUN = Run(1, Work.DISCOVER, THE_ORGANIZATION, 1, 1)


@dataclass
class Called:
    """An organization as a test has it."""

    found: tuple[Member, ...] | Said

    async def call(self, account: Account) -> tuple[Member, ...] | Said:
        return self.found


def run_of(store: Store, roll: Called) -> Discovering:
    """Return the run that asks this."""
    clock, policy = FrozenClock(), discovering()
    return Discovering(store, Rings(), clock, roll=roll, policy=policy, channel="C0SEC")


async def records(store: Store) -> list[Written]:
    found = await store.read(lambda unit: unit.records.since(0, 100))
    return [record for record in found if record.what is What.ACCOUNTS_FOUND]


async def test_a_new_account_is_announced_once_and_those_of_the_policy_never(
    tmp_path: Path,
) -> None:
    later = Member("555566667777", "<!channel>", "ACTIVE")
    roll = Called((HEADS, OURS, NEW, replace(later, state="SUSPENDED")))
    async with a_store(tmp_path) as store:
        await run_of(store, roll)(RUN)
        await run_of(store, roll)(RUN)
        roll.found = (HEADS, OURS, NEW, later)
        await run_of(store, roll)(RUN)
        first, second = await records(store)
        waits = await store.read(lambda unit: unit.outbox.depth())
        noted = await store.read(lambda unit: unit.coverage.noted(CHECK))

    assert english_of(first) == {"named": f"{STRANGE} “sandbox-9”", "accounts": [STRANGE]}
    assert second.body["accounts"] == [later.number]
    assert waits.count == 2
    assert noted is not None
    assert noted.standing is Standing.PASSED


async def test_a_failure_is_told_with_its_reason_and_what_was_known_stays(tmp_path: Path) -> None:
    roll = Called((HEADS, OURS, NEW))
    async with a_store(tmp_path) as store:
        await run_of(store, roll)(RUN)
        roll.found = TOO_LATE.fill(seconds="600")
        await run_of(store, roll)(RUN)
        members = await store.read(lambda unit: unit.organization.members())
        noted = await store.read(lambda unit: unit.coverage.noted(CHECK))

    assert len(members) == 3
    assert noted is not None
    assert noted.standing is Standing.NOT_AVAILABLE
    assert noted.says == roll.found


async def test_without_the_key_nothing_is_asked_or_kept(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        policy = replace(discovering(), discover=False)
        roll = Called((NEW,))
        run = Discovering(store, Rings(), FrozenClock(), roll=roll, policy=policy, channel="C")
        await run(RUN)

        assert await store.read(lambda unit: unit.organization.members()) == ()
