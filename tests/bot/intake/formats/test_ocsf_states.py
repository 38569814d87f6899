"""What state an OCSF finding is in, in ASFF's words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Workflow
from bot.intake.formats.ocsf_states import compliance_of, is_archived, workflow_of
from bot.intake.formats.tolerant import Tolerant


@pytest.mark.parametrize(
    ("body", "workflow"),
    [
        ({"status_id": 1}, Workflow.NEW),
        ({"status_id": 2}, Workflow.NOTIFIED),
        ({"status_id": 3, "status": "New"}, Workflow.SUPPRESSED),
        ({"status_id": "4"}, Workflow.RESOLVED),
        ({"status": "Suppressed"}, Workflow.SUPPRESSED),
        ({"status": " resolved "}, Workflow.RESOLVED),
        ({"status_id": 0, "status": "In Progress"}, Workflow.NOTIFIED),
        ({"status_id": 99, "status": "Warning"}, Workflow.NEW),
        ({"status_id": -1}, Workflow.NEW),
        ({"status_id": 1e300}, Workflow.NEW),
        ({"status_id": []}, Workflow.NEW),
        ({}, Workflow.NEW),
        ({"class_uid": 2001, "status_id": 3, "state_id": 1}, Workflow.NEW),
        ({"class_uid": 2001, "state": "Suppressed"}, Workflow.SUPPRESSED),
    ],
)
def test_the_workflow_is_the_number_then_the_word(body: dict[str, Any], workflow: Workflow) -> None:
    assert workflow_of(Tolerant(body)) is workflow


@pytest.mark.parametrize(
    ("body", "archived"),
    [
        ({"activity_id": 3, "status_id": 1}, True),
        ({"activity_id": 2}, False),
        ({"status_id": 5}, True),
        ({"status_id": 6}, True),
        ({"status": "Archived"}, True),
        ({"status_id": 4}, False),
        ({}, False),
    ],
)
def test_what_its_producer_has_closed_is_archived(body: dict[str, Any], archived: bool) -> None:  # noqa: FBT001 - what is expected
    assert is_archived(Tolerant(body)) is archived


@pytest.mark.parametrize(
    ("stated", "compliance"),
    [
        ({"status": "FAILED"}, "FAILED"),
        ({"status": "Fail", "status_id": 3}, "FAILED"),
        ({"status": "Pass"}, "PASSED"),
        ({"status_id": 2}, "WARNING"),
        ({"status": "Not_Available"}, "NOT_AVAILABLE"),
        ({}, ""),
        (None, ""),
    ],
)
def test_the_compliance_is_asffs(stated: Any, compliance: str) -> None:
    assert compliance_of(Tolerant({"compliance": stated})) == compliance
