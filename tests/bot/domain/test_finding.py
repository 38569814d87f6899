"""Findings, their severities and their revisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.finding import Finding, Producer, Severity, Workflow
from tests.bot.domain.makers import NOW

FINDING = Finding(
    key="guardduty:aws:111122223333:ap-northeast-1:detector/1/finding/2",
    native_id="2",
    producer=Producer("guardduty", "", verified=True),
    partition="aws",
    account="111122223333",
    region="ap-northeast-1",
    type="Recon:EC2/Portscan",
    title="t",
    description="d",
    severity=Severity.LOW,
    score=2.0,
    created_at=NOW,
    updated_at=NOW,
    first_seen=NOW,
    last_seen=NOW,
    count=1,
    resources=(),
)


def test_severities_rank_from_informational_to_critical() -> None:
    ranks = [severity.rank for severity in Severity]

    assert ranks == [0, 1, 2, 3, 4]


def test_a_revision_changes_with_what_people_must_hear_of_and_with_nothing_else() -> None:
    changed = [
        replace(FINDING, updated_at=NOW + timedelta(seconds=1)),
        replace(FINDING, count=2),
        replace(FINDING, archived=True),
        replace(FINDING, workflow=Workflow.RESOLVED),
        replace(FINDING, severity=Severity.HIGH),
        replace(FINDING, compliance="FAILED"),
        replace(FINDING, note_at="2026-11-22"),
        replace(FINDING, updated_at=None),
    ]

    assert len({each.revision for each in (FINDING, *changed)}) == 9
    assert replace(FINDING, title="another").revision == FINDING.revision
