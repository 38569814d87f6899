"""Messages are kept once each, read in order, and never lost to a parser."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from bot.domain.message import Depth, Message
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.examples import HOSTILE, a_message
from tests.clocks import MORNING

DAY = timedelta(days=1)


async def test_messages_are_read_in_the_order_of_their_arrival(store: Store) -> None:
    await store.write(lambda unit: unit.inbox.add([a_message(2)]))
    await store.write(lambda unit: unit.inbox.add([a_message(1)]))

    unread = await store.read(lambda unit: unit.inbox.unread(10))

    assert [kept.message.message_id for kept in unread] == ["id-0002", "id-0001"]
    assert unread[0].message == a_message(2)
    assert len(await store.read(lambda unit: unit.inbox.unread(1))) == 1


async def test_the_inbox_is_read_from_a_number_on_and_up_to_one(store: Store) -> None:
    assert await store.read(lambda unit: unit.inbox.newest()) == 0
    for number in range(1, 5):
        await store.write(partial(_add, [a_message(number)]))
    rows = await store.read(lambda unit: unit.inbox.unread(10))
    numbers = [row.number for row in rows]

    above = await store.read(lambda unit: unit.inbox.unread(10, above=numbers[2]))
    upto = await store.read(lambda unit: unit.inbox.unread(10, upto=numbers[1]))
    await store.write(lambda unit: unit.inbox.mark_read(numbers))

    assert (*upto, rows[2], *above) == rows
    assert await store.read(lambda unit: unit.inbox.newest()) == numbers[-1]


async def test_a_message_that_comes_again_is_kept_once(store: Store) -> None:
    await store.write(lambda unit: unit.inbox.add([a_message(1, "first"), a_message(1, "twin")]))
    await store.write(lambda unit: unit.inbox.add([a_message(1, "again"), a_message(2)]))

    unread = await store.read(lambda unit: unit.inbox.unread(10))

    assert [kept.message.body for kept in unread] == ["first", "{}"]


async def test_no_messages_are_no_work(store: Store) -> None:
    await store.write(lambda unit: unit.inbox.add([]))
    await store.write(lambda unit: unit.inbox.mark_unreadable({}))

    assert await store.read(lambda unit: unit.inbox.depth()) == Depth(0, None)


async def test_a_hostile_body_is_kept_to_the_letter(store: Store) -> None:
    await store.write(lambda unit: unit.inbox.add([a_message(1, HOSTILE)]))

    (kept,) = await store.read(lambda unit: unit.inbox.unread(1))

    assert kept.message.body == HOSTILE


async def test_what_was_read_is_not_read_again_but_still_known(store: Store) -> None:
    await store.write(lambda unit: unit.inbox.add([a_message(1), a_message(2)]))
    (first, _) = await store.read(lambda unit: unit.inbox.unread(10))
    await store.write(lambda unit: unit.inbox.mark_read([first.number]))
    await store.write(lambda unit: unit.inbox.add([a_message(1)]))

    unread = await store.read(lambda unit: unit.inbox.unread(10))

    assert [kept.message.message_id for kept in unread] == ["id-0002"]


async def test_what_broke_a_parser_is_kept_with_the_reason(store: Store) -> None:
    await store.write(lambda unit: unit.inbox.add([a_message(1), a_message(2), a_message(3)]))
    rows = await store.read(lambda unit: unit.inbox.unread(10))
    reasons = {rows[0].number: "too deep", rows[1].number: HOSTILE}
    await store.write(lambda unit: unit.inbox.mark_unreadable(reasons))

    count, newest = await store.read(
        lambda unit: unit.inbox.unreadable(MORNING, MORNING + DAY, limit=1)
    )

    assert count == 2
    assert newest == ((rows[1], HOSTILE),)
    assert [row.number for row in await store.read(lambda u: u.inbox.unread(10))] == [
        rows[2].number
    ]


async def test_unreadable_messages_are_counted_by_when_they_came(store: Store) -> None:
    await store.write(lambda unit: unit.inbox.add([a_message(1)]))
    await store.write(lambda unit: unit.inbox.mark_unreadable({1: "no"}))

    before = await store.read(lambda unit: unit.inbox.unreadable(MORNING - DAY, MORNING, limit=9))

    assert before == (0, ())


async def test_the_depth_tells_how_many_wait_and_since_when(store: Store) -> None:
    await store.write(lambda unit: unit.inbox.add([a_message(1), a_message(2)]))

    assert await store.read(lambda unit: unit.inbox.depth()) == Depth(2, MORNING)


async def test_two_processes_that_get_the_same_messages_do_not_deadlock(store: Store) -> None:
    forth = [a_message(number) for number in range(40)]
    lists = [forth, forth[::-1]] * 4

    await asyncio.gather(*(store.write(partial(_add, some)) for some in lists))

    assert (await store.read(lambda unit: unit.inbox.depth())).count == 40


def _add(messages: Sequence[Message], unit: Unit) -> None:
    unit.inbox.add(messages)


async def test_old_messages_are_forgotten_but_never_one_that_nobody_has_read(store: Store) -> None:
    await store.write(lambda unit: unit.inbox.add([a_message(each) for each in range(1, 6)]))
    kept = await store.read(lambda unit: unit.inbox.unread(10))
    numbers = [each.number for each in kept]
    await store.write(lambda unit: unit.inbox.mark_read(numbers[1:4]))
    await store.write(lambda unit: unit.inbox.mark_unreadable({numbers[4]: "no JSON"}))
    last = kept[-1].message.received_at

    async def forget(before: timedelta, limit: int) -> int:
        return await store.write(lambda unit: unit.inbox.forget(last + before, limit))

    assert await forget(-DAY, 10) == 0
    assert await forget(DAY, 3) == 2
    assert await forget(DAY, 10) == 2
    assert await forget(DAY, 10) == 0
    assert await store.read(lambda unit: unit.inbox.unread(10)) == kept[:1]
