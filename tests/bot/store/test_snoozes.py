"""Snoozes begin, hide, are renewed and end, once each; what none hides any more is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.incident import Status
from bot.domain.snoozing import Ended, Scope, Snooze
from bot.ports.incidents import Change
from bot.ports.store import Store
from tests.bot.domain.test_snoozing import a_snooze
from tests.bot.store.examples import HOSTILE, an_incident
from tests.clocks import MORNING

HOUR = timedelta(hours=1)
FIRST = a_snooze(key=HOSTILE, why=HOSTILE, by_name=HOSTILE)
NOW = MORNING + timedelta(minutes=1)


async def begin(store: Store, snooze: Snooze = FIRST) -> int:
    return await store.write(lambda unit: unit.snoozes.begin(snooze))


async def incidents(store: Store, *, has_card: bool = False) -> None:
    hidden = replace(an_incident(), has_card=has_card)
    await store.write(lambda unit: unit.incidents.open([an_incident(), hidden, hidden]))


async def test_a_snooze_comes_back_as_it_was_kept_while_it_lasts(store: Store) -> None:
    await incidents(store)
    assert await begin(store) == 1

    assert await store.read(lambda unit: unit.snoozes.active(NOW)) == (FIRST,)
    assert await store.read(lambda unit: unit.snoozes.active(FIRST.until)) == ()
    assert await store.read(lambda unit: unit.snoozes.active(MORNING - HOUR)) == ()
    assert await store.read(lambda unit: unit.snoozes.was(Scope.TYPE, FIRST.account, HOSTILE))
    assert not await store.read(lambda unit: unit.snoozes.was(Scope.TYPE, "4444", HOSTILE))
    assert not await store.read(
        lambda unit: unit.snoozes.was(Scope.FINDING, FIRST.account, HOSTILE)
    )


async def test_what_it_hides_is_counted_and_found_by_its_incident(store: Store) -> None:
    await incidents(store)
    await begin(store)
    for counts in ({(1, 2): 1, (1, 3): 2}, {(1, 2): 4}, {}):
        await store.write(lambda unit, counts=counts: unit.snoozes.hide(counts))  # type: ignore[misc]

    (listed,) = await store.read(lambda unit: unit.snoozes.listed(NOW))
    assert listed == replace(FIRST, hidden=7)
    for number in (1, 2, 3):
        of_it = await store.read(
            lambda unit, number=number: unit.snoozes.of_incident(number, NOW)  # type: ignore[misc]
        )
        assert of_it == (listed,)
    assert await store.read(lambda unit: unit.snoozes.of_incident(4, NOW)) == ()


async def test_a_renewal_hides_all_that_the_older_one_hid(store: Store) -> None:
    await incidents(store)
    await begin(store)
    await store.write(lambda unit: unit.snoozes.hide({(1, 2): 3}))

    await begin(store, replace(FIRST, until=FIRST.until + HOUR))

    (listed,) = await store.read(lambda unit: unit.snoozes.listed(NOW))
    assert (listed.number, listed.hidden) == (2, 3)
    assert not await store.write(lambda unit: unit.snoozes.end(1, Ended.OVER, NOW))


async def test_it_is_over_in_time_or_once_something_more_severe_came(store: Store) -> None:
    await incidents(store)
    await begin(store)
    await begin(store, replace(FIRST, key="other"))
    assert await store.read(lambda unit: unit.snoozes.over(NOW)) == ()

    await store.write(lambda unit: unit.snoozes.outgrow({2}, NOW))

    over = await store.read(lambda unit: unit.snoozes.over(FIRST.until))
    assert [(snooze.number, how) for snooze, how in over] == [(1, Ended.OVER), (2, Ended.WORSE)]
    assert await store.write(lambda unit: unit.snoozes.end(2, Ended.WORSE, NOW))
    assert not await store.write(lambda unit: unit.snoozes.end(2, Ended.OVER, NOW))
    (left,) = await store.read(lambda unit: unit.snoozes.over(FIRST.until))
    assert left[0].number == 1


async def test_an_open_incident_without_a_card_is_found_once_nothing_hides_it(store: Store) -> None:
    await incidents(store)
    await begin(store)
    await begin(store, replace(FIRST, key="other"))
    await store.write(lambda unit: unit.snoozes.hide({(1, 2): 1, (2, 2): 1, (1, 3): 1, (1, 1): 1}))
    await store.write(lambda unit: unit.incidents.change(3, Change(status=Status.CLOSED), NOW))

    async def uncovered() -> tuple[int, ...]:
        return await store.read(lambda unit: unit.snoozes.uncovered(NOW, 9))

    assert await uncovered() == ()
    await store.write(lambda unit: unit.snoozes.end(1, Ended.WOKEN, NOW))
    assert await uncovered() == ()
    await store.write(lambda unit: unit.snoozes.end(2, Ended.WOKEN, NOW))
    assert await uncovered() == (2,)
    assert await store.read(lambda unit: unit.snoozes.uncovered(NOW, 0)) == ()
    await store.write(lambda unit: unit.incidents.change(2, Change(has_card=True), NOW))
    assert await uncovered() == ()
