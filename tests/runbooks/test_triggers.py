"""What triggers runbooks, held against the list of GuardDuty's types where that file is there."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from runbooks.kit.catalog import matches
from tests.runbooks.known_types import CONTROL, known_types
from tests.runbooks.test_catalog import CATALOGUE, NAMES

TYPES = Path(__file__).resolve().parents[3] / "shared" / "finding_types.csv"


@pytest.fixture
def types() -> Mapping[str, str]:
    """Return what answers each type that GuardDuty still sends, best answer first."""
    if not TYPES.is_file():
        pytest.skip("../shared/finding_types.csv is not here")
    with TYPES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"].startswith("active")]
    return {f"guardduty:{row['type']}": row["recommended_runbooks"] for row in rows}


@pytest.mark.parametrize("name", NAMES)
def test_a_trigger_of_guardduty_is_a_type_that_guardduty_still_sends(
    name: str, types: Mapping[str, str]
) -> None:
    triggers = [each for each in CATALOGUE[name].about.triggers if each.startswith("guardduty:")]

    unknown = [each for each in triggers if not any(matches(each, kind) for kind in types)]
    assert unknown == []


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        (r"RB01|by resourceType: Instance=RB06\+RB01", {"isolate_instance"}),
        ("RB02", {"revoke_iam"}),
        ("RB03", {"block_public_s3", "block_public_s3_account"}),
        ("", {"detective_context"}),
    ],
)
def test_every_type_is_offered_what_answers_it_first_of_all(
    answer: str, names: set[str], types: Mapping[str, str]
) -> None:
    wanted = {kind for kind, answers in types.items() if re.match(answer, answers)}
    triggers = [each for name in names for each in CATALOGUE[name].about.triggers]

    assert wanted
    assert {kind for kind in wanted if not any(matches(one, kind) for one in triggers)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_trigger_of_any_other_service_is_a_type_that_it_sends(name: str) -> None:
    triggers = CATALOGUE[name].about.triggers
    others = [each for each in triggers if not each.startswith("guardduty:")]
    types = known_types()

    named = [each for each in others if each != "securityhub:*" and not CONTROL.fullmatch(each)]
    assert [each for each in named if not any(matches(each, kind) for kind in types)] == []
