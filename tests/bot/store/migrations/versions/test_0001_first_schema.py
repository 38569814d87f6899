"""What the first schema promises beyond its columns."""

from __future__ import annotations

from sqlalchemy import select, text

from bot.ports.store import Store
from bot.store.chain import START
from bot.store.schema import IS_LIVE, IS_PENDING, IS_UNREAD, inbox, posting, run
from tests.bot.store.databases import plan_of, raw
from tests.bot.store.examples import a_message
from tests.clocks import MORNING


def test_the_chain_starts_where_the_code_says(address: str) -> None:
    with raw(address) as connection:
        head = connection.execute(text("SELECT last_place, hash FROM record_head")).all()

    assert [tuple(row) for row in head] == [(0, START)]


async def test_numbers_that_were_taken_never_come_again(store: Store, address: str) -> None:
    await store.write(lambda unit: unit.inbox.add([a_message(1)]))
    with raw(address) as connection:
        connection.execute(text("DELETE FROM inbox"))
    await store.write(lambda unit: unit.inbox.add([a_message(2)]))

    (kept,) = await store.read(lambda unit: unit.inbox.unread(9))

    assert kept.number == 2


def test_the_queues_are_read_by_their_partial_indexes(address: str) -> None:
    pending = (posting.c.destination == "C", IS_PENDING)
    live = (IS_LIVE, run.c.ready_at <= MORNING)
    queries = {
        "ix_inbox_unread": select(inbox).where(IS_UNREAD).order_by(inbox.c.number),
        "ix_posting_turn": (
            select(posting).where(*pending).order_by(posting.c.turn_at, posting.c.number)
        ),
        "ix_posting_ready": select(posting).where(*pending).order_by(posting.c.ready_at),
        "ix_run_live": select(run).where(*live).order_by(run.c.ready_at, run.c.number),
    }
    with raw(address) as connection:
        plans = {name: plan_of(connection, query) for name, query in queries.items()}

    assert [name for name, plan in plans.items() if name not in plan] == []
