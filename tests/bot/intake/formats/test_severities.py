"""Bands and labels: the borders of each, and every place where ASFF may keep its own."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Severity
from bot.intake.formats.severities import (
    GUARDDUTY_BANDS,
    NORMALIZED_BANDS,
    UNREADABLE,
    of_asff,
    of_guardduty,
    of_ocsf,
)
from bot.intake.formats.tolerant import Tolerant


@pytest.mark.parametrize(
    ("score", "severity"),
    [
        (10.0, Severity.CRITICAL),
        (9, Severity.CRITICAL),
        (8.9, Severity.HIGH),
        (8.99, Severity.HIGH),
        (7.0, Severity.HIGH),
        (6.9, Severity.MEDIUM),
        (6.95, Severity.MEDIUM),
        (4, Severity.MEDIUM),
        (3.9, Severity.LOW),
        (1.0, Severity.LOW),
        (0.5, Severity.INFORMATIONAL),
        (0, Severity.INFORMATIONAL),
        (-1, Severity.INFORMATIONAL),
        (10.1, Severity.CRITICAL),
        (1e308, Severity.CRITICAL),
        (10**400, UNREADABLE),
        ("8", Severity.HIGH),
        (" 8.5 ", Severity.HIGH),
        ("", UNREADABLE),
        ("high", Severity.HIGH),
        (float("nan"), UNREADABLE),
        (None, UNREADABLE),
        ({}, UNREADABLE),
        (True, UNREADABLE),
    ],
)
def test_guardduty_goes_by_its_own_bands(score: object, severity: Severity) -> None:
    assert of_guardduty(Tolerant({"severity": score})) is severity


@pytest.mark.parametrize(
    ("stated", "severity"),
    [
        ({"Label": "CRITICAL", "Normalized": 1}, Severity.CRITICAL),
        ({"Label": "medium"}, Severity.MEDIUM),
        ({"Label": "LOUD", "Normalized": 95}, Severity.CRITICAL),
        ({"Normalized": 90}, Severity.CRITICAL),
        ({"Normalized": 89}, Severity.HIGH),
        ({"Normalized": 70}, Severity.HIGH),
        ({"Normalized": 69}, Severity.MEDIUM),
        ({"Normalized": 40}, Severity.MEDIUM),
        ({"Normalized": 39}, Severity.LOW),
        ({"Normalized": 1}, Severity.LOW),
        ({"Normalized": 0, "Product": 9}, Severity.INFORMATIONAL),
        ({"Normalized": 0.5}, Severity.INFORMATIONAL),
        ({"Normalized": "70"}, Severity.HIGH),
        ({"Normalized": 1_000}, Severity.CRITICAL),
        ({"Normalized": -5}, Severity.INFORMATIONAL),
        ({"Normalized": True, "Product": 45}, Severity.MEDIUM),
        ({"Product": 75}, Severity.HIGH),
        ({"Original": "HIGH"}, Severity.HIGH),
        ({"Original": "45"}, Severity.MEDIUM),
        ({"Original": "very bad"}, UNREADABLE),
        ({}, UNREADABLE),
        (None, UNREADABLE),
        ("HIGH", UNREADABLE),
    ],
)
def test_asff_goes_by_the_label_then_the_number_then_the_rest(
    stated: Any, severity: Severity
) -> None:
    assert of_asff(Tolerant({"Severity": stated}), NORMALIZED_BANDS) is severity


@pytest.mark.parametrize(
    ("first", "severity"),
    [
        ({"Label": "LOW", "Original": "90"}, Severity.LOW),
        ({"Original": "90"}, Severity.CRITICAL),
        ({"Original": "INFORMATIONAL"}, Severity.INFORMATIONAL),
        ({}, Severity.HIGH),
    ],
)
def test_what_the_provider_said_first_goes_before_the_products_number(
    first: Any, severity: Severity
) -> None:
    body = Tolerant({"Severity": {"Product": 70}, "FindingProviderFields": {"Severity": first}})
    assert of_asff(body, NORMALIZED_BANDS) is severity


def test_a_products_own_number_goes_by_the_products_own_bands() -> None:
    body = Tolerant({"Severity": {"Product": 8.0}})
    assert of_asff(body, GUARDDUTY_BANDS) is Severity.HIGH
    assert of_asff(body, NORMALIZED_BANDS) is Severity.LOW


@pytest.mark.parametrize(
    ("stated", "severity"),
    [
        ({"severity_id": 1}, Severity.INFORMATIONAL),
        ({"severity_id": 2, "severity": "Critical"}, Severity.LOW),
        ({"severity_id": 3}, Severity.MEDIUM),
        ({"severity_id": "4"}, Severity.HIGH),
        ({"severity_id": 5.0}, Severity.CRITICAL),
        ({"severity_id": 6}, Severity.CRITICAL),
        ({"severity_id": 0, "severity": "Informational "}, Severity.INFORMATIONAL),
        ({"severity_id": 99, "severity": "high"}, Severity.HIGH),
        ({"severity": "Fatal"}, Severity.CRITICAL),
        ({"severity_id": 0, "severity": "Unknown"}, Severity.MEDIUM),
        ({"severity_id": -3}, Severity.MEDIUM),
        ({"severity_id": 1e308}, Severity.MEDIUM),
        ({"severity_id": True}, Severity.MEDIUM),
        ({"severity_id": None, "severity": 5}, Severity.MEDIUM),
        ({}, Severity.MEDIUM),
    ],
)
def test_ocsf_goes_by_the_number_then_the_word(
    stated: dict[str, object], severity: Severity
) -> None:
    assert of_ocsf(Tolerant(stated)) is severity
