from __future__ import annotations

import asyncio

import pytest

from practice.slack.changes import Changes


async def test_who_waits_is_woken_by_the_next_change() -> None:
    changes = Changes()
    waiting = asyncio.create_task(changes.after(0))
    await asyncio.sleep(0)

    changes.tell()

    assert await waiting == 1


async def test_a_change_that_was_before_is_not_waited_for() -> None:
    changes = Changes()
    changes.tell()

    assert await changes.after(0) == 1


async def test_waiting_ends_when_something_holds_and_only_then() -> None:
    changes = Changes()
    found: list[int] = []
    waiting = asyncio.create_task(changes.until(lambda: len(found) > 1, 10))
    for number in range(2):
        found.append(number)
        changes.tell()
        await asyncio.sleep(0)

    await waiting
    with pytest.raises(TimeoutError):
        await changes.until(lambda: len(found) > 2, 0.01)
