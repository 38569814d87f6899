"""However much nobody has, the sheet names the worst and counts the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.daily.unowned import NAMED, unowned
from bot.domain.finding import Severity
from bot.domain.restriction import Named, Restriction
from bot.domain.status import judge
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.daily.sheets import OTHER, gathering_of
from tests.bot.domain.makers import ACCOUNT
from tests.bot.store.examples import an_incident
from tests.clocks import MORNING, FrozenClock
from tests.stores import a_store

FEW = (Named("U0ANN", "ann@x", "Ann"), Named("U0BOB", "bob@x", "Bob"))


def much(unit: Unit) -> None:
    """Open 22 that nobody has, one of them elsewhere, and one more that is for few."""
    unit.incidents.open([replace(an_incident(Severity.CRITICAL), account=OTHER)])
    unit.incidents.open([an_incident(Severity.LOW)] * 20)
    unit.incidents.open([an_incident(Severity.HIGH)])
    (few,) = unit.incidents.open([an_incident(Severity.CRITICAL)])
    unit.restrictions.keep(Restriction(few, FEW, "C0SEC", "b@x", "Bob", MORNING, "an insider"))


async def severities(store: Store, account: str, most: int) -> tuple[list[Severity], int]:
    found, more = await store.read(lambda unit: unowned(unit, account, most))
    return [each.severity for each in found], more


async def test_the_worst_are_named_and_the_others_counted(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await store.write(much)

        critical, high, low = Severity.CRITICAL, Severity.HIGH, Severity.LOW
        assert await severities(store, "", 3) == ([critical, high, low], 19)
        assert await severities(store, ACCOUNT, 3) == ([high, low, low], 18)
        assert await severities(store, OTHER, 3) == ([critical], 0)
        assert await severities(store, ACCOUNT, 21) == ([high, *[low] * 20], 0)


async def test_the_verdict_counts_what_is_not_named_too(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await store.write(much)
        picture = await gathering_of(store, FrozenClock()).picture()

    assert (len(picture.unowned), picture.more_unowned) == (NAMED, 12)  # type: ignore[arg-type]
    assert judge(picture).unowned == 22 + 1
