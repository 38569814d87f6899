from __future__ import annotations

import pytest

from practice.aws import indicators
from practice.aws.indicators import Indicator


def ttp(tactic: str) -> Indicator:
    return {
        "IndicatorType": "TTP_OBSERVED",
        "IndicatorDetail": {"TTPsObservedDetail": {"Tactic": tactic}},
    }


@pytest.mark.parametrize(
    ("found", "severity"),
    [
        ((), "INFORMATIONAL"),
        ((ttp("Discovery"),), "MEDIUM"),
        ((ttp("Discovery"), ttp("Impact")), "HIGH"),
        ((ttp("Exfiltration"),), "HIGH"),
    ],
)
def test_what_was_taken_or_destroyed_is_grave(found: tuple[Indicator, ...], severity: str) -> None:
    assert indicators.severity(found) == severity


def test_a_finding_is_told_by_its_arn_and_its_type() -> None:
    (told,) = indicators.related([{"arn": "arn:f", "type": "Recon:IAMUser/X", "id": "f"}])
    detail = told["IndicatorDetail"]["RelatedFindingDetail"]
    assert detail == {"Arn": "arn:f", "Type": "Recon:IAMUser/X"}
