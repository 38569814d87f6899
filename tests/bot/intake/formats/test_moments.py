"""Every shape of a moment that AWS services send, and all that is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.formats.moments import read_moment

NINE = datetime(2024, 9, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "sent",
    [
        "2024-09-04T09:00:00Z",
        "2024-09-04T09:00:00.000Z",
        "2024-09-04T09:00:00.000000Z",
        "2024-09-04T09:00:00.000000000Z",
        "2024-09-04T09:00:00+00:00",
        "2024-09-04T18:00:00+09:00",
        "2024-09-04T09:00:00",
        "2024-09-04 09:00:00",
        "2024-09-04 09:00:00.000",
        "2024-09-04 09:00:00.000000+00:00",
        " 2024-09-04T09:00:00Z ",
        1725440400,
        1725440400.0,
        1725440400000,
        1725440400000000,
        "1725440400",
        "1725440400.000",
        "1725440400000",
        "Wed, 04 Sep 2024 09:00:00 GMT",
        "Wed, 4 Sep 2024 09:00:00 GMT",
        "Wed, 04 Sep 2024 18:00:00 +0900",
        "Wed Sep 04 09:00:00.000 UTC 2024",
        "Wed Sep 04 09:00:00 GMT 2024",
        "Wed Sep 04 01:00:00 PST 2024",
        "Sep 4, 2024 9:00:00 AM",
        "Sep 4, 2024, 9:00:00 AM",
        "Sep 4, 2024, 9:00 AM",
    ],
)
def test_one_moment_in_every_shape_is_one_moment(sent: object) -> None:
    assert read_moment(sent) == NINE


@pytest.mark.parametrize(
    ("sent", "microseconds"),
    [
        ("2024-09-04T09:00:00.5Z", 500_000),
        ("2024-09-04T09:00:00.123456789Z", 123_456),
        ("Wed Sep 04 09:00:00.356 UTC 2024", 356_000),
        (1725440400356, 356_000),
    ],
)
def test_fractions_of_a_second_are_kept(sent: object, microseconds: int) -> None:
    assert read_moment(sent) == NINE + timedelta(microseconds=microseconds)


@pytest.mark.parametrize(
    ("sent", "hour"),
    [("Sep 4, 2024, 12:00:00 AM", 0), ("Sep 4, 2024, 12:00:00 PM", 12), ("Sep 4, 2024", 0)],
)
def test_noon_and_midnight_are_told_apart(sent: str, hour: int) -> None:
    assert read_moment(sent) == NINE.replace(hour=hour)


def test_a_weekday_that_does_not_fit_is_not_held_against_a_date() -> None:
    moment = read_moment("Sat, 05 Jun 2016 15:10:09 GMT")
    assert moment == datetime(2016, 6, 5, 15, 10, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "sent",
    [
        None,
        True,
        False,
        "",
        " ",
        "yesterday",
        "UNKNOWN",
        "null",
        [],
        {},
        0,
        -1,
        float("nan"),
        float("inf"),
        1e300,
        10**400,
        "9" * 19,
        "Wed Sep 04 09:00:00 CEST 2024",
        "Wed, 04 Sep 2024 09:00:00 CEST",
        "Wed Foo 04 09:00:00 UTC 2024",
        "Sep 31, 2024",
        "Foo 4, 2024",
        "2024-13-01T00:00:00Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "Wed, 99 Sep 2024 09:00:00 GMT",
        "2024-09-04T09:00:00Z" * 10,
    ],
)
def test_what_is_no_moment_is_none(sent: object) -> None:
    assert read_moment(sent) is None


@given(
    st.one_of(
        st.text(max_size=80),
        st.integers(),
        st.floats(),
        st.from_regex(r"[A-Z][a-z]{2},? \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d( [A-Z]{3})?"),
        st.from_regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?"),
        st.from_regex(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d(\.\d+)? UTC \d{4}"),
        st.from_regex(r"(Jan|Feb) \d{1,2}, \d{4}(, \d{1,2}:\d\d:\d\d [AP]M)?"),
    )
)
def test_nothing_raises_and_whatever_comes_is_aware_and_in_utc(sent: object) -> None:
    moment = read_moment(sent)
    assert moment is None or moment.utcoffset() == timedelta(0)


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2200, 1, 1)))  # noqa: DTZ001 - hypothesis wants them naive
def test_what_is_written_in_iso_is_read_back(at: datetime) -> None:
    aware = at.replace(tzinfo=UTC)
    assert read_moment(aware.isoformat()) == aware
