"""What goes into a column comes out of it as it was, whatever a stranger put there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from bot.domain.finding import Severity
from bot.ports.store import Store
from bot.store.types import Instant, Json, Rank, Value, Words, canonical, microseconds, moment
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING

DIALECT = sqlite.dialect()
ANY_TEXT = st.text(st.characters(exclude_categories=()))


async def test_hostile_text_comes_back_to_the_letter(store: Store) -> None:
    number = await store.write(lambda unit: unit.errors.report(MORNING, HOSTILE, "", HOSTILE))

    report = await store.read(lambda unit: unit.errors.get(number))

    assert report is not None
    assert (report.actor, report.trace) == (HOSTILE, HOSTILE)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=15,
)
@given(text=ANY_TEXT)
async def test_any_text_at_all_comes_back_to_the_letter(store: Store, text: str) -> None:
    number = await store.write(lambda unit: unit.errors.report(MORNING, "", text, ""))

    report = await store.read(lambda unit: unit.errors.get(number))

    assert report is not None
    assert report.what == text


@given(one=ANY_TEXT, other=ANY_TEXT)
def test_different_texts_never_look_alike_in_a_unique_column(one: str, other: str) -> None:
    stored = [Words().process_bind_param(text, DIALECT) for text in (one, other)]

    assert (stored[0] == stored[1]) == (one == other)


@given(text=ANY_TEXT)
def test_what_is_packed_comes_back_as_it_was_and_so_does_what_never_was(text: str) -> None:
    said = {"key": text, "many": [text] * 20}
    kept = Value(dict).process_bind_param(said, DIALECT)

    assert kept is not None
    assert Value(dict).process_result_value(kept, DIALECT) == said
    assert Value(dict).process_result_value(canonical(said), DIALECT) == said


def test_what_is_packed_takes_less_room() -> None:
    said = {"tags": [["payments:team", "payments of many"]] * 20}

    assert len(Value(dict).process_bind_param(said, DIALECT) or "") < len(canonical(said)) / 2


@given(at=st.datetimes(timezones=st.just(UTC)))
def test_a_moment_keeps_its_microseconds(at: datetime) -> None:
    assert moment(microseconds(at)) == at


def test_a_moment_of_another_zone_is_the_same_moment_in_utc() -> None:
    tokyo = datetime(2026, 11, 22, 18, 0, tzinfo=timezone(timedelta(hours=9)))

    assert moment(microseconds(tokyo)) == MORNING
    assert moment(microseconds(tokyo)).tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Instant().process_bind_param(datetime(2026, 11, 22), DIALECT)  # noqa: DTZ001 - the fault


@pytest.mark.parametrize("column", [Instant(), Json(), Value(dict), Words(), Rank()])
def test_nothing_stays_nothing(column: Any) -> None:
    assert column.process_bind_param(None, DIALECT) is None
    assert column.process_result_value(None, DIALECT) is None


def test_json_is_written_in_one_form_whatever_the_order() -> None:
    assert canonical({"b": (1, 2), "a": "é"}) == canonical({"a": "é", "b": [1, 2]})
    assert canonical({"b": 1, "a": "é"}) == '{"a":"\\u00e9","b":1}'


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_json_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical({"score": number})


def test_severities_stand_in_the_order_of_a_worklist() -> None:
    stored = [Rank().process_bind_param(severity, DIALECT) for severity in Severity]

    assert stored == [4, 3, 2, 1, 0]
    assert [Rank().process_result_value(rank, DIALECT) for rank in stored] == list(Severity)
