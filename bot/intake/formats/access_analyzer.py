"""Findings of IAM Access Analyzer: who can reach what from outside, from inside, and what is unused.

Fields: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain import sources
from bot.domain.finding import Finding, Notice, Workflow
from bot.domain.words import sources as words
from bot.intake.formats.reported import (
    FAILED,
    begun,
    foreign,
    kind_of,
    nameless,
    place_of,
    thing,
)
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece
from runbooks.kit.text import Text

SERVICE = sources.ACCESS_ANALYZER
EVENT_SOURCE = "aws.access-analyzer"

REACHES = {
    "Access Analyzer Finding": sources.EXTERNAL,
    "Internal Access Finding": sources.INTERNAL,
    "Unused Access Finding for IAM entities": sources.UNUSED,
}
"""Whose access it is about, by the detail type."""
TITLES: dict[str, Text] = {
    sources.PUBLIC: words.ANALYZER_PUBLIC,
    sources.EXTERNAL: words.ANALYZER_EXTERNAL,
    sources.INTERNAL: words.ANALYZER_INTERNAL,
    sources.UNUSED: words.ANALYZER_UNUSED,
}


def matches(piece: Piece) -> bool:
    """Say whether it came as one of the analyzer's kinds of findings."""
    return piece.event is not None and piece.event.detail_type in REACHES


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding; access that stays is a check that fails, not a new threat."""
    body = Tolerant(piece.body)
    id_ = body.text("id", "findingId")
    wrong = foreign(piece, SERVICE, EVENT_SOURCE)
    if wrong or not id_ or piece.event is None:
        return wrong or nameless(piece, SERVICE, "id")
    place = place_of(body, piece, "accountId", "region")
    reach = REACHES[piece.event.detail_type]
    if body.truth("isPublic"):
        reach = sources.PUBLIC
    resource = body.text("resource")
    kind = reach if reach == sources.PUBLIC else body.text("findingType") or reach
    things = (thing(kind_of(body.text("resourceType")), resource, place.region),)
    status = body.text("status").upper()
    is_over = status == "RESOLVED" or bool(body.truth("isDeleted"))
    return replace(
        begun(SERVICE, piece, place, id_),
        type=kind,
        title=one_line(_title(reach, resource or id_, kind)),
        description=body.text("error"),
        severity=sources.SOURCES[SERVICE].severity(reach),
        created_at=body.moment("createdAt"),
        updated_at=body.moment("updatedAt", "analyzedAt"),
        last_seen=body.moment("analyzedAt"),
        resources=things if resource else (),
        compliance=FAILED,
        archived=status == "ARCHIVED",
        workflow=Workflow.RESOLVED if is_over else Workflow.NEW,
    )


def _title(reach: str, resource: str, kind: str) -> str:
    blanks = {"resource": resource}
    return (
        TITLES[reach].fill(**blanks, **({"kind": kind} if reach == sources.UNUSED else {})).plain()
    )
