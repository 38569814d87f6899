"""What a snooze hides, and when it takes two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.finding import Finding, Resource, Severity
from bot.domain.snoozing import (
    Scope,
    Snooze,
    hiding,
    key_of,
    outgrown,
    read_length,
    takes_two,
)
from tests.bot.triage.examples import CUSTOM, a_finding, minutes

LOW = a_finding(severity=Severity.LOW)
OTHER = Resource("AwsEc2Instance", "i-0other")


def a_snooze(scope: Scope = Scope.TYPE, **changes: object) -> Snooze:
    snooze = Snooze(
        number=1,
        incident=1,
        scope=scope,
        account=LOW.account,
        key=key_of(LOW, scope),
        verified=True,
        severity=Severity.MEDIUM,
        since=minutes(0),
        until=minutes(60),
        by="ann@example.com",
        by_name="Ann",
        agreed_name="Bob",
        why="a test",
    )
    return replace(snooze, **changes)  # type: ignore[arg-type]  # the tests name real fields only


@pytest.mark.parametrize(
    ("scope", "finding", "hidden"),
    [
        (Scope.FINDING, LOW, True),
        (Scope.FINDING, replace(LOW, key="other"), False),
        (Scope.RESOURCE, replace(LOW, key="other", type="other"), True),
        (Scope.RESOURCE, replace(LOW, resources=(OTHER,)), False),
        (Scope.RESOURCE, replace(LOW, resources=()), False),
        (Scope.RESOURCE, replace(LOW, resources=(OTHER, *LOW.resources)), False),
        (Scope.TYPE, replace(LOW, key="other", resources=(OTHER,)), True),
        (Scope.TYPE, replace(LOW, type="other"), False),
        (Scope.TYPE, replace(LOW, account="444455556666"), False),
        (Scope.TYPE, replace(LOW, producer=CUSTOM), False),
        (Scope.TYPE, replace(LOW, severity=Severity.MEDIUM), True),
        (Scope.TYPE, replace(LOW, severity=Severity.HIGH), False),
        (Scope.TYPE, replace(LOW, severity=Severity.CRITICAL), False),
    ],
)
def test_it_hides_its_kind_in_its_account_up_to_its_severity(
    scope: Scope,
    finding: Finding,
    hidden: bool,  # noqa: FBT001 - a column of the table
) -> None:
    snooze = a_snooze(scope)

    assert hiding((snooze,), finding) == (snooze if hidden else None)


def test_what_is_more_severe_ends_each_snooze_that_would_not_hide_it() -> None:
    weak, strong = a_snooze(), a_snooze(number=2, severity=Severity.HIGH)
    high = replace(LOW, severity=Severity.HIGH)

    assert outgrown((weak, strong), high) == (1,)
    assert hiding((weak, strong), high) == strong
    assert outgrown((weak, strong), replace(high, type="other")) == ()


@pytest.mark.parametrize(
    ("scope", "severity", "is_renewal", "two"),
    [
        (Scope.FINDING, Severity.MEDIUM, False, False),
        (Scope.FINDING, Severity.MEDIUM, True, True),
        (Scope.FINDING, Severity.HIGH, False, True),
        (Scope.RESOURCE, Severity.LOW, False, True),
        (Scope.TYPE, Severity.INFORMATIONAL, False, True),
    ],
)
def test_one_person_alone_snoozes_one_finding_below_high_once(
    scope: Scope,
    severity: Severity,
    is_renewal: bool,  # noqa: FBT001 - columns of the table
    two: bool,  # noqa: FBT001
) -> None:
    assert takes_two(scope, severity, is_renewal=is_renewal) is two


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("4h", timedelta(hours=4)),
        ("7d", timedelta(days=7)),
        ("5m", timedelta(minutes=5)),
        ("8d", None),
        ("169h", None),
        ("4m", None),
        ("because", None),
        ("", None),
    ],
)
def test_it_lasts_five_minutes_to_a_week(typed: str, length: timedelta | None) -> None:
    assert read_length(typed) == length
