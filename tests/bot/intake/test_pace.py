"""The reader's share of the writer, and its place behind the POSTs."""

from __future__ import annotations

import asyncio

from bot.intake.pace import (
    MOST_POSTS_WAITING,
    MOST_ROWS,
    MOST_ROWS_ALONE,
    WRITER_SECONDS,
    WRITER_SECONDS_ALONE,
    Pace,
    cost,
)


def test_a_batch_is_halved_by_each_that_took_too_long_and_never_empty() -> None:
    pace = Pace(lambda: 0)
    sizes = []
    for _ in range(6):
        pace.took(WRITER_SECONDS * 2)
        sizes.append(pace.rows)
    assert sizes == [12, 6, 3, 1, 1, 1]


def test_a_batch_keeps_its_fewest_rows_unless_they_take_much_too_long() -> None:
    pace = Pace(lambda: 0, fewest=10)
    sizes = []
    for shares in (2, 2, 2, 5, 5, 2, 2, 0.5):
        pace.took(WRITER_SECONDS * shares)
        sizes.append(pace.rows)
    assert sizes == [12, 10, 10, 5, 2, 3, 4, 5]


def test_a_batch_grows_back_row_by_row_to_the_most() -> None:
    pace = Pace(lambda: 0)
    pace.took(WRITER_SECONDS * 2)
    sizes = []
    for _ in range(20):
        pace.took(WRITER_SECONDS / 2)
        sizes.append(pace.rows)
    assert sizes[:3] == [13, 14, 15]
    assert sizes[-1] == MOST_ROWS


def test_where_no_post_comes_waiting_for_a_processor_counts_half() -> None:
    assert cost(0.008, 0.001, is_alone=False) == 0.008
    assert cost(0.008, 0.001, is_alone=True) == 0.004
    assert cost(0.008, 0.006, is_alone=True) == 0.006


async def test_where_no_post_comes_a_batch_may_hold_the_writer_longer() -> None:
    busy = [0]
    pace = Pace(lambda: busy[0], may_grow=True)
    await pace.give_way()
    for _ in range(100):
        pace.took(WRITER_SECONDS_ALONE / 2, pace.rows)
    assert pace.rows == MOST_ROWS_ALONE
    pace.took(WRITER_SECONDS_ALONE * 2, pace.rows)
    assert pace.rows == MOST_ROWS_ALONE // 2
    busy[0] = 1
    await pace.give_way()
    assert pace.rows == MOST_ROWS
    pace.took(WRITER_SECONDS * 2)
    assert pace.rows == MOST_ROWS // 2


async def test_what_may_not_grow_keeps_its_share_where_no_post_comes() -> None:
    pace = Pace(lambda: 0)
    await pace.give_way()
    for _ in range(100):
        pace.took(WRITER_SECONDS / 2)
    assert pace.rows == MOST_ROWS


async def test_a_batch_that_was_not_whole_says_nothing_of_a_larger_one() -> None:
    pace = Pace(lambda: 0, may_grow=True)
    await pace.give_way()
    for _ in range(100):
        pace.took(WRITER_SECONDS / 2, 3)
    assert pace.rows == MOST_ROWS


async def test_reading_waits_until_few_posts_wait() -> None:
    waiting = [MOST_POSTS_WAITING + 1] * 5 + [MOST_POSTS_WAITING]
    await Pace(lambda: waiting.pop(0)).give_way()
    assert waiting == []


async def test_reading_does_not_wait_for_ever() -> None:
    async with asyncio.timeout(30):
        await Pace(lambda: 1000).give_way()


async def test_with_few_posts_waiting_nothing_is_waited_for() -> None:
    asked: list[int] = []

    def busy() -> int:
        asked.append(1)
        return MOST_POSTS_WAITING

    await Pace(busy).give_way()
    assert asked == [1]
