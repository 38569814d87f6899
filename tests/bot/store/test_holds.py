"""Holds are begun once, claimed place by place, and ended once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.hold import APART, USUAL, Grasp, Grip, Hold, Mark
from bot.domain.incident import Status
from bot.ports.incidents import Change
from bot.ports.store import Store
from runbooks.kit.text import Text
from tests.bot.store.examples import HOSTILE
from tests.bot.store.held import ACCOUNT, a_hold, begin
from tests.clocks import MORNING

OTHER = "444455556666"
WHY = Text("because of {what}").fill(what="reasons")


async def claimed(store: Store, at: datetime, limit: int = 10) -> list[int]:
    found = await store.write(lambda unit: unit.holds.claim(at, limit))
    return [each.execution for each in found]


async def got(store: Store, execution: int = 1) -> Hold:
    found = await store.read(lambda unit: unit.holds.get(execution))
    assert found is not None
    return found


async def test_a_hold_comes_back_to_the_letter_and_is_begun_once(store: Store) -> None:
    whole = a_hold(
        why=Text("{said}").fill(said="denied"),
        slipped_at=MORNING,
        slip=7,
        revert_at=MORNING,
        asked_by="ann@x",
        asked_by_slack="U0ANN",
        asked_by_name=HOSTILE,
        asked_at=MORNING,
    )
    await begin(store, whole)

    assert not await store.write(lambda unit: unit.holds.begin(replace(whole, target="x"), ["y"]))
    assert await got(store) == whole
    assert await store.read(lambda unit: unit.holds.of_incident(1)) == (whole,)
    assert await store.read(lambda unit: unit.holds.names(1)) == ("i-1", "sg-shared")


async def test_what_is_due_is_claimed_with_its_neighbours_and_once_an_interval(
    store: Store,
) -> None:
    soon = a_hold(2, next_check_at=MORNING + USUAL * 1.2)
    elsewhere = a_hold(3, account=OTHER)
    later = a_hold(4, next_check_at=MORNING + USUAL * 1.9)
    await begin(store, a_hold(), soon, elsewhere, later)

    assert await claimed(store, MORNING) == []
    assert await claimed(store, MORNING + USUAL) == [1, 2]
    assert await claimed(store, MORNING + USUAL) == [3]
    assert await claimed(store, MORNING + USUAL) == []
    assert await claimed(store, MORNING + 2 * USUAL, limit=1) == [4]
    assert await claimed(store, MORNING + 2 * USUAL, limit=1) == [1]


async def test_many_holds_wait_longer_so_that_no_hour_has_more_checks_than_it_can_bear(
    store: Store,
) -> None:
    await begin(store, *(a_hold(number) for number in range(1, 101)))
    at = MORNING + USUAL
    await store.write(lambda unit: unit.holds.claim(at, 1))

    (first,) = [each for each in await all_of(store) if each.next_check_at > at]
    assert first.next_check_at == at + 100 * APART


async def all_of(store: Store) -> tuple[Hold, ...]:
    return await store.read(lambda unit: unit.holds.of_incident(1))


async def test_a_change_makes_only_what_touched_it_due_in_its_account_at_once(
    store: Store,
) -> None:
    await begin(store, a_hold(), a_hold(2, account=OTHER))

    assert await store.write(lambda unit: unit.holds.hasten(["i-9"], OTHER, MORNING)) == 0
    assert await store.write(lambda unit: unit.holds.hasten([], OTHER, MORNING)) == 0
    many = ["sg-shared", *(f"i-{number}" for number in range(1000))]
    assert await store.write(lambda unit: unit.holds.hasten(many, OTHER, MORNING)) == 1
    assert await claimed(store, MORNING) == [2]


async def test_what_is_changed_again_and_again_keeps_no_other_hold_from_being_checked(
    store: Store,
) -> None:
    """Whoever may change one contained thing must not blind secbot to all others."""
    await begin(store, a_hold(), a_hold(2, account=OTHER))

    async def changed(at: datetime) -> list[int]:
        await store.write(lambda unit: unit.holds.hasten(["i-1"], ACCOUNT, at))
        return await claimed(store, at, limit=1)

    minutes = range(10, 26)
    rounds = [await changed(MORNING + timedelta(minutes=each)) for each in minutes]
    seen = [number for each in rounds for number in each]

    assert seen[0] == 1
    assert 2 in seen


@pytest.mark.parametrize("state", [Grip.RELEASED, Grip.OVER])
async def test_an_ended_hold_is_never_claimed_hastened_changed_or_ended_again(
    store: Store, state: Grip
) -> None:
    await begin(store, a_hold(revert_at=MORNING))
    assert await store.write(lambda unit: unit.holds.end(1, state, WHY))

    ended = await got(store)
    assert (ended.state, ended.why) == (state, WHY)
    assert not await store.write(lambda unit: unit.holds.end(1, Grip.OVER, WHY))
    assert not await store.write(lambda unit: unit.holds.ask_release(a_hold(asked_by="bob@x")))
    assert not await store.write(lambda unit: unit.holds.revert_asked(1, MORNING))
    assert not await store.write(lambda unit: unit.holds.looked(a_hold(), Grip.HELD))
    assert await claimed(store, MORNING + USUAL) == []
    assert await store.write(lambda unit: unit.holds.hasten(["i-1"], ACCOUNT, MORNING)) == 0
    assert await store.read(lambda unit: unit.holds.overdue(MORNING + USUAL)) == ()
    assert await store.read(lambda unit: unit.holds.grasp()) == Grasp()


async def test_of_two_who_have_looked_at_one_state_one_is_believed(store: Store) -> None:
    await begin(store, a_hold())
    slipped = a_hold(state=Grip.SLIPPED, slipped_at=MORNING, slip=3, marks={"groups": Mark.LOST})

    assert await store.write(lambda unit: unit.holds.looked(slipped, Grip.HELD))
    assert not await store.write(lambda unit: unit.holds.looked(slipped, Grip.HELD))
    assert await got(store) == slipped


async def test_a_look_leaves_alone_what_somebody_has_wished_for_meanwhile(store: Store) -> None:
    await begin(store, a_hold())
    wish = a_hold(asked_by="ann@x", asked_by_slack="U0ANN", asked_by_name="Ann", asked_at=MORNING)
    assert await store.write(lambda unit: unit.holds.ask_release(wish))
    assert await store.write(lambda unit: unit.holds.looked(a_hold(state=Grip.UNKNOWN), Grip.HELD))

    assert await got(store) == replace(wish, state=Grip.UNKNOWN)


async def test_who_is_to_be_asked_whether_to_put_it_back_is_asked_once(store: Store) -> None:
    await begin(store, a_hold(revert_at=MORNING + USUAL), a_hold(2))

    assert await store.read(lambda unit: unit.holds.overdue(MORNING)) == ()
    (over,) = await store.read(lambda unit: unit.holds.overdue(MORNING + USUAL))
    assert over.execution == 1
    assert await store.write(lambda unit: unit.holds.revert_asked(1, MORNING + USUAL))
    assert not await store.write(lambda unit: unit.holds.revert_asked(1, MORNING + USUAL))
    assert await store.read(lambda unit: unit.holds.overdue(MORNING + USUAL)) == ()


async def test_how_all_hold_is_counted_and_what_was_never_checked_has_no_oldest(
    store: Store,
) -> None:
    early = MORNING - timedelta(hours=1)
    await begin(
        store,
        a_hold(),
        a_hold(2, state=Grip.SLIPPED, checked_at=early),
        a_hold(3, state=Grip.UNKNOWN, account=OTHER, checked_at=None),
    )

    assert await store.read(lambda unit: unit.holds.grasp(ACCOUNT)) == Grasp(1, 1, 0, early)
    assert await store.read(lambda unit: unit.holds.grasp()) == Grasp(1, 1, 1, None)


async def test_those_of_a_closed_incident_are_told(store: Store) -> None:
    await begin(store, a_hold(), a_hold(2, incident=None))
    assert await store.read(lambda unit: unit.holds.closed(9)) == ()

    closing = Change(status=Status.CLOSED)
    await store.write(lambda unit: unit.incidents.change(1, closing, MORNING))
    assert await store.read(lambda unit: unit.holds.closed(9)) == (a_hold(),)


async def test_the_other_holds_of_a_target_are_those_of_the_same_runbook_that_live(
    store: Store,
) -> None:
    first = a_hold()
    same, other = a_hold(2, target=first.target), a_hold(3, target=first.target, runbook="other")
    await begin(store, first, same, other)

    assert await store.read(lambda unit: unit.holds.of_target(same)) == (first,)
    await store.write(lambda unit: unit.holds.end(1, Grip.OVER, WHY))
    assert await store.read(lambda unit: unit.holds.of_target(same)) == ()
