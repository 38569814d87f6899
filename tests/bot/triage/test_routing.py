"""Which findings get a card where the policy file says nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.finding import Producer, Severity, Workflow
from bot.domain.sources import SOURCES
from bot.triage.routing import gets_card
from tests.bot.triage.examples import CUSTOM, FORWARDED, GUARDDUTY, HUB, a_finding


@pytest.mark.parametrize(
    ("producer", "floor"),
    [
        (GUARDDUTY, Severity.MEDIUM),
        (FORWARDED, Severity.MEDIUM),
        (HUB, Severity.HIGH),
        (CUSTOM, Severity.HIGH),
    ],
)
def test_each_producer_has_its_floor(producer: Producer, floor: Severity) -> None:
    for severity in Severity:
        finding = a_finding(producer=producer, severity=severity)
        assert gets_card(finding) == (severity.rank >= floor.rank)


@pytest.mark.parametrize("service", SOURCES)
def test_each_source_has_the_floor_of_its_table_and_what_it_is_only_said_to_claim_none_lower(
    service: str,
) -> None:
    floor = SOURCES[service].floor
    for severity in Severity:
        own = a_finding(producer=Producer(service, "", verified=True), severity=severity)
        claim = a_finding(producer=Producer(service, "", verified=False), severity=severity)
        assert gets_card(own) == (severity.rank >= floor.rank)
        assert gets_card(claim) == (severity.rank >= max(floor.rank, Severity.HIGH.rank))


def test_a_product_that_only_calls_itself_guardduty_has_no_lower_floor() -> None:
    claimed = Producer("securityhub", "x:product/aws/guardduty", verified=False)
    assert not gets_card(a_finding(producer=claimed, severity=Severity.MEDIUM))


@pytest.mark.parametrize(
    "changes",
    [
        {"archived": True},
        {"workflow": Workflow.RESOLVED},
        {"workflow": Workflow.SUPPRESSED},
        {"compliance": "PASSED"},
    ],
)
def test_what_is_done_with_gets_none(changes: dict[str, Any]) -> None:
    assert not gets_card(a_finding(severity=Severity.CRITICAL, **changes))


@pytest.mark.parametrize(
    "changes", [{"workflow": Workflow.NOTIFIED}, {"sample": True}, {"compliance": "FAILED"}]
)
def test_what_somebody_was_told_of_and_samples_get_one(changes: dict[str, Any]) -> None:
    assert gets_card(a_finding(**changes))


@pytest.mark.parametrize("changes", [{}, {"archived": True}, {"workflow": Workflow.SUPPRESSED}])
def test_what_somebody_sends_on_by_a_custom_action_gets_one_whatever_it_is(
    changes: dict[str, Any],
) -> None:
    quiet = a_finding(producer=HUB, severity=Severity.INFORMATIONAL, **changes)
    assert not gets_card(quiet)
    assert gets_card(replace(quiet, asked_by="To secbot"))
