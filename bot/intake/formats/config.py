"""Changes of compliance that AWS Config tells of: a resource meets a rule no more, or again.

Fields: https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.finding import Finding, Notice
from bot.domain.sources import CONFIG, SOURCES
from bot.domain.words import sources as words
from bot.intake.formats.reported import (
    FAILED,
    PASSED,
    UNKNOWN,
    arn_of,
    begun,
    foreign,
    kind_of,
    nameless,
    place_of,
    thing,
)
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece

EVENT_SOURCE = "aws.config"
DETAIL_TYPE = "Config Rules Compliance Change"
NOT_APPLICABLE = "NOT_APPLICABLE"
"""Said of what is gone, or is not what the rule is about any more."""

STANDINGS = {"COMPLIANT": PASSED, "NON_COMPLIANT": FAILED}


def matches(piece: Piece) -> bool:
    """Say whether it came as a change of compliance."""
    return piece.event is not None and piece.event.detail_type == DETAIL_TYPE


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding of one resource under one rule."""
    body = Tolerant(piece.body)
    rule, resource = body.text("configRuleName"), body.text("resourceId")
    wrong = foreign(piece, CONFIG, EVENT_SOURCE)
    if wrong or not (rule and resource):
        return wrong or nameless(piece, CONFIG, "configRuleName" if resource else "resourceId")
    place = place_of(body, piece, "awsAccountId", "awsRegion", body.text("configRuleARN"))
    type_, result = body.text("resourceType"), body.child("newEvaluationResult")
    state = result.text("complianceType").upper() or NOT_APPLICABLE
    kind = kind_of(type_)
    qualifier = result.child("evaluationResultIdentifier")
    return replace(
        begun(CONFIG, piece, place, f"{rule}|{type_}|{resource}"),
        type=rule,
        title=one_line(words.CONFIG_RULE.fill(rule=rule, resource=resource, state=state).plain()),
        description=result.text("annotation"),
        severity=SOURCES[CONFIG].severity(state),
        created_at=qualifier.moment("orderingTimestamp") or result.moment("resultRecordedTime"),
        updated_at=result.moment("resultRecordedTime") or body.moment("notificationCreationTime"),
        resources=(thing(kind, arn_of(kind, resource, place), place.region),),
        compliance=STANDINGS.get(state, UNKNOWN),
        archived=state == NOT_APPLICABLE,
    )
