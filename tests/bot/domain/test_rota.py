"""Who is on call: turns hand over by the clock of a place, and a swap holds for its time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rota import Duty, OnCall, Rotation, Swap, next_time

ANN, BOB, RYO, EVE = "U0ANN", "U0BOB", "U0RYO", "U0EVE"
WEEKLY = Rotation((ANN, BOB), date(2026, 11, 23), 7, time(10), "Asia/Tokyo")
ROTA = OnCall(WEEKLY)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "who", "after"),
    [
        (utc(23, 0, 59), "", ANN),
        (utc(23, 1), ANN, BOB),
        (utc(30, 0, 59), ANN, BOB),
        (utc(30, 1), BOB, ANN),
    ],
)
def test_a_turn_begins_at_its_hour_in_its_own_time_zone(at: datetime, who: str, after: str) -> None:
    found = ROTA.duty(at, ())

    assert (found.who, found.after) == (who, after)


def test_a_duty_says_until_when() -> None:
    assert ROTA.duty(utc(25, 12), ()).until == utc(30, 1)


def test_one_alone_comes_after_themselves_and_a_group_after_nobody() -> None:
    alone = OnCall(Rotation((ANN,), date(2026, 11, 23), 1, time(9), "UTC"))

    assert alone.duty(utc(25, 12), ()) == Duty(ANN, utc(26, 9), ANN)
    assert OnCall(group="S0ONCALL").duty(utc(25, 12), ()) == Duty("S0ONCALL")


@pytest.mark.parametrize(
    ("at", "duty"),
    [
        (utc(25, 11, 59), Duty(ANN, utc(30, 1), BOB)),
        (utc(25, 12), Duty(EVE, utc(25, 18), ANN, ANN)),
        (utc(25, 14), Duty(RYO, utc(25, 15), ANN, ANN)),
        (utc(25, 15), Duty(EVE, utc(25, 18), ANN, ANN)),
        (utc(25, 18), Duty(ANN, utc(30, 1), BOB)),
    ],
)
def test_a_swap_holds_for_its_time_and_the_last_one_made_counts(at: datetime, duty: Duty) -> None:
    swaps = (
        Swap(EVE, utc(25, 12), utc(25, 18), "ann@example.com", "Ann"),
        Swap(RYO, utc(25, 14), utc(25, 15), "ann@example.com", "Ann"),
    )

    assert ROTA.duty(at, swaps) == duty


@pytest.mark.parametrize(
    ("swaps", "relieved"),
    [
        ([], ()),
        ([(EVE, "ann")], ()),
        ([(EVE, "eve")], (ANN,)),
        ([(EVE, "eve"), (RYO, "eve")], (ANN,)),
        ([(BOB, "ann"), (EVE, "eve")], (BOB,)),
        ([(EVE, "eve"), (BOB, "ann")], (EVE,)),
        ([(EVE, "eve"), (ANN, "ann")], (EVE,)),
    ],
)
def test_only_their_own_word_relieves_somebody(
    swaps: list[tuple[str, str]], relieved: tuple[str, ...]
) -> None:
    names = {ANN: "ann", BOB: "bob", RYO: "ryo", EVE: "eve"}
    made = [Swap(who, utc(25, 12), utc(25, 18), by, by) for who, by in swaps]

    assert ROTA.relieved(utc(25, 13), made, names.__getitem__) == relieved
    assert ROTA.relieved(utc(25, 18), made, names.__getitem__) == ()


def test_after_a_swap_that_lasts_over_a_handover_comes_who_is_on_call_by_then() -> None:
    swap = Swap(EVE, utc(29, 20), utc(30, 6), "ann@example.com", "Ann")

    assert ROTA.duty(utc(29, 21), (swap,)) == Duty(EVE, utc(30, 6), BOB, ANN)
    assert ROTA.duty(utc(30, 2), (swap,)) == Duty(EVE, utc(30, 6), BOB, BOB)


ZONES = st.sampled_from(["UTC", "Asia/Tokyo", "Europe/Berlin", "America/New_York", "Asia/Kabul"])
ROTATIONS = st.builds(
    Rotation,
    members=st.lists(st.sampled_from([ANN, BOB, RYO]), min_size=1, unique=True).map(tuple),
    starts=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    days=st.integers(1, 30),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    timezone=ZONES,
)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds


@given(ROTATIONS, MOMENTS)
def test_every_moment_lies_in_one_turn_whatever_the_clocks_do(
    rotation: Rotation, at: datetime
) -> None:
    turn = rotation.turn(at)

    assert rotation.begins(turn) <= at < rotation.begins(turn + 1)
    ends = [rotation.begins(turn + more) for more in range(3)]
    assert all(timedelta(0) < later - one for one, later in pairwise(ends))


@pytest.mark.parametrize(
    ("now", "at", "found"),
    [
        (utc(25, 8), time(18), utc(25, 9)),
        (utc(25, 9), time(18), utc(26, 9)),
        (utc(25, 20), time(4), utc(26, 19)),
    ],
)
def test_a_time_of_day_is_the_next_one_there(now: datetime, at: time, found: datetime) -> None:
    told = next_time(at, "Asia/Tokyo", now)

    assert now < told <= now + timedelta(days=1)
    assert told == found
