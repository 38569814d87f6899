"""Whoever does nothing is reminded once a period, and loses the incident only after that."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.finding import Severity
from bot.domain.policy import Hours, Morning
from bot.domain.reminding import Due, Idle, judge, quiet_hours
from bot.domain.rota import OnCall, Rotation
from tests.bot.domain.makers import a_policy
from tests.clocks import MORNING

HIGH, LOW, CRITICAL = Severity.HIGH, Severity.LOW, Severity.CRITICAL
ROTA = OnCall(Rotation(("U0ANN",), date(2026, 11, 2), 7, time(10), "Asia/Tokyo"))


def after(hours: float) -> datetime:
    return MORNING + timedelta(hours=hours)


def idle(first: float | None = None, last: float | None = None) -> Idle:
    """Return what somebody took in the morning, reminded first and last after so many hours."""
    return Idle(
        1,
        HIGH,
        MORNING,
        MORNING,
        None if first is None else after(first),
        None if last is None and first is None else after(last or first or 0),
    )


@pytest.mark.parametrize(
    ("severity", "waits", "hours", "due"),
    [
        (HIGH, idle(), 0.9, Due.NOTHING),
        (HIGH, idle(), 1, Due.REMINDER),
        (CRITICAL, idle(), 1, Due.REMINDER),
        (HIGH, idle(1), 1.9, Due.NOTHING),
        (HIGH, idle(1), 2, Due.REMINDER),
        (HIGH, idle(1, 4), 4.9, Due.NOTHING),
        (HIGH, idle(1, 4), 5, Due.UNACK),
        (HIGH, idle(), 99, Due.REMINDER),
        (LOW, idle(), 7.9, Due.NOTHING),
        (LOW, idle(), 8, Due.REMINDER),
        (LOW, idle(8, 24), 31.9, Due.NOTHING),
        (LOW, idle(8, 24), 32, Due.UNACK),
    ],
)
def test_what_is_due_goes_by_how_long_nothing_was_done(
    severity: Severity, waits: Idle, hours: float, due: Due
) -> None:
    assert judge(waits, severity, after(hours), is_held=False, quiet=None) is due


@pytest.mark.parametrize(
    ("waits", "hours", "due"),
    [
        (idle(), 23, Due.NOTHING),
        (idle(), 24, Due.REMINDER),
        (idle(24, 48), 71, Due.NOTHING),
        (idle(24, 48), 999, Due.REMINDER),
    ],
)
def test_what_is_contained_and_holds_reminds_once_a_day_and_stays_its_owners(
    waits: Idle, hours: float, due: Due
) -> None:
    assert judge(waits, CRITICAL, after(hours), is_held=True, quiet=None) is due


@pytest.mark.parametrize(
    ("severity", "waits", "due"),
    [
        (HIGH, idle(), Due.NOTHING),
        (CRITICAL, idle(), Due.REMINDER),
        (HIGH, idle(1), Due.UNACK),
    ],
)
def test_in_quiet_hours_only_what_is_critical_reminds_and_nothing_is_kept_by_them(
    severity: Severity, waits: Idle, due: Due
) -> None:
    quiet = Hours(time(0), time(23, 59), "UTC")
    assert judge(waits, severity, after(5), is_held=False, quiet=quiet) is due


@pytest.mark.parametrize(
    ("on_call", "morning", "zone"),
    [
        (ROTA, Morning(time(7), "UTC"), "Asia/Tokyo"),
        (OnCall(group="S0ALL"), Morning(time(7), "Europe/Berlin"), "Europe/Berlin"),
        (None, Morning(time(7), "UTC"), "UTC"),
    ],
)
def test_quiet_hours_go_by_the_clock_of_those_on_call_or_of_the_morning_post(
    on_call: OnCall | None, morning: Morning, zone: str
) -> None:
    found = quiet_hours(a_policy(on_call=on_call, morning=morning))
    assert found == Hours(time(22), time(7), zone)


def test_where_no_time_zone_is_known_there_are_no_quiet_hours() -> None:
    assert quiet_hours(a_policy()) is None
