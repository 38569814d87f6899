"""Who was in a group at its first reading was always there; whoever comes later is new."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.membership import Changes, Member
from bot.ports.store import Store
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING

GROUP, OTHER, ASKING = "S0APPROVE", "S0ADMIN", "S0RESPOND"
GROUPS = (GROUP, OTHER)
LATER = MORNING + timedelta(hours=1)


async def read(store: Store, *members: str, group: str = GROUP, late: bool = True) -> Changes:
    at = LATER if late else MORNING
    return await store.write(lambda unit: unit.memberships.read(group, members, at))


async def of(store: Store, slack_id: str) -> tuple[Member, ...]:
    return await store.read(lambda unit: unit.memberships.of(slack_id))


async def test_nobody_is_new_at_the_first_reading(store: Store) -> None:
    assert await store.read(lambda unit: unit.memberships.known(GROUP)) is None

    assert await read(store, "U0ANN", "U0BOB", late=False) == Changes(is_first=True)

    assert await of(store, "U0ANN") == (Member(GROUP, "U0ANN", None),)
    assert await store.read(lambda unit: unit.memberships.known(GROUP)) == frozenset(
        {"U0ANN", "U0BOB"}
    )


async def test_whoever_comes_and_goes_later_is_told_once(store: Store) -> None:
    await read(store, "U0ANN", "U0BOB", late=False)

    found = await read(store, "U0BOB", HOSTILE)

    assert found == Changes(frozenset({HOSTILE}), frozenset({"U0ANN"}))
    assert await of(store, HOSTILE) == (Member(GROUP, HOSTILE, LATER),)
    assert await of(store, "U0ANN") == ()
    assert await read(store, "U0BOB", HOSTILE) == Changes()


async def test_whoever_leaves_and_comes_back_is_new_again(store: Store) -> None:
    await read(store, "U0ANN", late=False)
    await read(store)

    assert (await read(store, "U0ANN")).joined == {"U0ANN"}
    assert await of(store, "U0ANN") == (Member(GROUP, "U0ANN", LATER),)


async def test_an_empty_group_was_read_too(store: Store) -> None:
    await read(store, late=False)

    assert (await read(store, "U0EVE")).joined == {"U0EVE"}


async def test_whoever_is_seen_between_two_readings_is_new_from_then_on(store: Store) -> None:
    await read(store, "U0ANN", late=False)

    seen = await store.write(
        lambda unit: [unit.memberships.see("U0EVE", {GROUP, OTHER}, LATER) for _ in range(2)]
    )

    assert seen == [{GROUP}, set()]
    assert await of(store, "U0EVE") == (Member(GROUP, "U0EVE", LATER),)
    assert (await read(store, "U0ANN", "U0EVE")).joined == set()


async def test_nobody_is_new_in_a_group_that_was_never_read(store: Store) -> None:
    seen = await store.write(lambda unit: unit.memberships.see("U0ANN", {GROUP}, LATER))

    assert (seen, await of(store, "U0ANN")) == (frozenset(), ())


async def test_what_is_confirmed_is_what_is_new_and_nobody_else(store: Store) -> None:
    await read(store, "U0ANN", late=False)
    await read(store, "U0ANN", "U0EVE", "U0BOB")
    await read(store, group=ASKING, late=False)
    await read(store, "U0EVE", group=ASKING)

    confirmed = await store.write(
        lambda unit: unit.memberships.confirm("U0EVE", GROUPS, "ryo@example.com", LATER)
    )

    assert [one.group for one in confirmed] == [GROUP]
    assert await of(store, "U0EVE") == (
        Member(GROUP, "U0EVE", LATER, "ryo@example.com"),
        Member(ASKING, "U0EVE", LATER),
    )
    assert await of(store, "U0BOB") == (Member(GROUP, "U0BOB", LATER),)
    again = await store.write(lambda unit: unit.memberships.confirm("U0EVE", GROUPS, "x", LATER))
    assert again == ()
