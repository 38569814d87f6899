"""Both stores tell the time, and say which of two inserts was the first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from bot.store.dialects import (
    database_time,
    database_time_in,
    insert_numbered,
    insert_once,
    kind_of,
)
from bot.store.schema import error_report, slot
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


def test_rows_are_numbered_in_their_order_and_never_as_any_before_them(address: str) -> None:
    def row(number: int) -> dict[str, Any]:
        return {"at": MORNING, "actor": "", "what": f"{number}", "trace": ""}

    with raw(address) as connection:
        first = insert_numbered(connection, error_report, [row(0)])
        some = insert_numbered(connection, error_report, [row(number) for number in range(1, 60)])
        connection.execute(delete(error_report).where(error_report.c.number == some[-1]))
        more = insert_numbered(connection, error_report, [row(60), row(61)])
        kept = dict(connection.execute(select(error_report.c.number, error_report.c.what)).all())

    numbers = (*first, *some, *more)
    assert [kept.get(number) for number in numbers] == [
        None if number == 59 else f"{number}" for number in range(62)
    ]
    assert list(numbers) == sorted(set(numbers))
