"""Receipts of anchors are only ever added, and tell what must still be anchored."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.domain.anchor import Mark, Receipt
from bot.domain.record import Record, What
from bot.ports.store import Store
from tests.bot.store.databases import raw
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING

BUCKET, KEY = "s3://anchors/secbot", "kms:arn:aws:kms:eu-west-1:111122223333:key/1"


def a_receipt(place: int, target: str = BUCKET, proof: str = "v1") -> Receipt:
    return Receipt(Mark(place, "ab" * 32, "cd" * 32), MORNING, target, proof)


async def write(store: Store, *kinds: What) -> Mark:
    """Write these records, and return where the chain stands."""
    records = [Record(what, MORNING, execution=1) for what in kinds]
    await store.write(lambda unit: unit.records.write(records))
    mark = await store.read(lambda unit: unit.records.mark())
    assert mark is not None
    return mark


async def keep(store: Store, *receipts: Receipt) -> None:
    for receipt in receipts:
        await store.write(lambda unit, one=receipt: unit.anchors.keep(one))  # type: ignore[misc]


async def test_receipts_come_back_by_place_each_target_s_apart(store: Store) -> None:
    late, early, signed = a_receipt(9), a_receipt(2), a_receipt(5, KEY, HOSTILE)
    await keep(store, late, early, signed)

    assert await store.read(lambda unit: unit.anchors.of(BUCKET)) == (early, late)
    assert await store.read(lambda unit: list(unit.anchors.all())) == [early, signed, late]


async def test_a_second_receipt_of_the_same_mark_changes_nothing(store: Store) -> None:
    await keep(store, a_receipt(2), a_receipt(2, proof="v2"))

    assert await store.read(lambda unit: unit.anchors.of(BUCKET)) == (a_receipt(2),)


@pytest.mark.parametrize("change", ["DELETE FROM anchor", "UPDATE anchor SET proof = ''"])
async def test_the_database_itself_refuses_to_change_a_receipt(
    store: Store, address: str, change: str
) -> None:
    await keep(store, a_receipt(2))

    with pytest.raises(DBAPIError, match="only ever added"), raw(address) as connection:
        connection.execute(text(change))


async def test_a_chain_stands_at_its_last_link_and_is_named_by_its_first(store: Store) -> None:
    assert await store.read(lambda unit: unit.records.mark()) is None

    first = await write(store, What.ASKED)
    third = await write(store, What.PLANNED, What.FINDING_CHANGED, What.DECIDED)

    assert (first.place, first.origin) == (1, first.hash)
    assert (third.place, third.origin) == (3, first.hash)


async def test_an_empty_chain_owes_no_anchor_and_a_new_one_does(store: Store) -> None:
    assert await store.read(lambda unit: unit.anchors.owed(BUCKET)) is None

    mark = await write(store, What.POLICY_LOADED)

    assert await store.read(lambda unit: unit.anchors.owed(BUCKET)) == mark


async def test_what_was_anchored_is_owed_again_once_an_execution_has_ended(store: Store) -> None:
    begun = await write(store, What.STARTED, What.ENDED)
    await keep(store, Receipt(begun, MORNING, BUCKET, "v1"))
    await write(store, What.ASKED, What.STARTED)
    assert await store.read(lambda unit: unit.anchors.owed(BUCKET)) is None

    ended = await write(store, What.ENDED, What.CLICK_REFUSED)

    assert await store.read(lambda unit: unit.anchors.owed(BUCKET)) == ended
    assert await store.read(lambda unit: unit.anchors.owed(KEY)) == ended


async def test_the_lines_of_the_chain_hold_all_that_a_hash_is_made_of(store: Store) -> None:
    await write(store, What.ASKED, What.FINDING_CHANGED, What.ENDED)

    lines = await store.read(lambda unit: list(unit.records.lines()))

    assert [(line["place"], line["number"], line["what"]) for line in lines] == [
        (1, 1, "execution.asked"),
        (2, 3, "execution.ended"),
    ]
    assert lines[1]["previous"] == lines[0]["hash"]


async def test_the_chain_is_held_against_the_marks_of_its_snapshot(store: Store) -> None:
    mark = await write(store, What.STARTED, What.INTENT)
    await write(store, What.RESULT, What.ENDED)

    held = await store.read(lambda unit: unit.records.hold({mark}))

    assert (held.bare, held.covered, held.loose, held.open_ends) == ((), 2, 2, 1)
