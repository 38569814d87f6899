"""Both stores tell the time, and say which of two inserts was the first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.store.dialects import database_time, database_time_in, insert_once, kind_of
from bot.store.schema import slot
from bot.store.types import span
from tests.bot.store.databases import raw
from tests.clocks import MORNING

MILLISECOND = timedelta(milliseconds=1)
HOUR = timedelta(hours=1)


def test_the_databases_clock_is_this_machines(address: str) -> None:
    before = datetime.now(UTC)
    with raw(address) as connection:
        now = connection.scalar(select(database_time(kind_of(connection))))
    after = datetime.now(UTC)

    assert now is not None
    assert before - MILLISECOND <= now <= after + MILLISECOND


def test_a_later_moment_is_later_by_as_much(address: str) -> None:
    with raw(address) as connection:
        kind = kind_of(connection)
        query = select(database_time(kind), database_time_in(kind, "wait"))
        now, later = connection.execute(query, {"wait": span(HOUR)}).one()

    assert later - now == HOUR


def test_only_the_first_of_two_rows_with_one_key_is_inserted(address: str, kind: str) -> None:
    row = {"job": "morning", "at": MORNING}
    with raw(address) as connection:
        inserted = [insert_once(connection, slot, row) for _ in range(2)]
        found = kind_of(connection)

    assert inserted == [True, False]
    assert found == kind
