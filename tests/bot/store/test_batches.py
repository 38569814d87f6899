"""Long lists are cut, and nothing of them is lost."""

from __future__ import annotations

from bot.store.batches import SIZE, batches


def test_every_item_comes_once_and_in_order() -> None:
    items = list(range(2 * SIZE + 1))

    cut = list(batches(items))

    assert [len(some) for some in cut] == [SIZE, SIZE, 1]
    assert [item for some in cut for item in some] == items


def test_nothing_is_cut_into_nothing() -> None:
    assert list(batches([])) == []
