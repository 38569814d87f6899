"""What state OCSF says that a finding is in, in ASFF's words."""

from __future__ import annotations

from bot.domain.finding import Workflow
from bot.intake.formats.tolerant import Tolerant

OLD_CLASS = 2001
"""The one class up to 1.0: `state` is there what later classes call `status`."""
CLOSE = 3
"""The activity of a finding that its producer has closed."""

WORKFLOWS = {
    1: Workflow.NEW,
    2: Workflow.NOTIFIED,
    3: Workflow.SUPPRESSED,
    4: Workflow.RESOLVED,
}
"""https://schema.ocsf.io/1.6.0/classes/detection_finding: `status_id`; somebody works on what is
in progress, so it is NOTIFIED."""
WORKFLOW_WORDS = {
    "new": Workflow.NEW,
    "in progress": Workflow.NOTIFIED,
    "suppressed": Workflow.SUPPRESSED,
    "resolved": Workflow.RESOLVED,
}
ARCHIVED = frozenset({5, 6})
"""Archived and deleted, as OCSF has them since 1.4: what is put aside, and what should never have
been there. ASFF has a record's state for both; BatchUpdateFindingsV2 lets customers set Archived:
https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindingsV2.html"""
ARCHIVED_WORDS = frozenset({"archived", "deleted"})

COMPLIANCES = {1: "PASSED", 2: "WARNING", 3: "FAILED"}
COMPLIANCE_WORDS = {"PASS": "PASSED", "FAIL": "FAILED"}


def workflow_of(body: Tolerant) -> Workflow:
    """Return the workflow status by its number, else by its word, else NEW."""
    number, word = _status(body)
    known = WORKFLOWS.get(number)
    return known or WORKFLOW_WORDS.get(word, Workflow.NEW)


def is_archived(body: Tolerant) -> bool:
    """Say whether the producer has closed or archived the finding."""
    number, word = _status(body)
    closed = body.number("activity_id") == CLOSE
    return closed or number in ARCHIVED or word in ARCHIVED_WORDS


def compliance_of(body: Tolerant) -> str:
    """Return ASFF's compliance status, or an empty string where the finding is no check."""
    stated = body.child("compliance")
    word = stated.text("status").upper()
    known = COMPLIANCES.get(int(stated.number("status_id") or 0))
    return known or COMPLIANCE_WORDS.get(word, word)


def _status(body: Tolerant) -> tuple[int, str]:
    name = "state" if body.number("class_uid") == OLD_CLASS else "status"
    number = body.number(f"{name}_id") or 0
    return int(number), body.text(name).strip().casefold()
