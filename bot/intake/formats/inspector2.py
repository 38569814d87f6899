"""Findings of Amazon Inspector: vulnerabilities of machines, images and functions.

Fields: https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.finding import Finding, Notice, Resource, Workflow
from bot.domain.sources import INSPECTOR, SOURCES
from bot.intake.formats.places import Place
from bot.intake.formats.reported import FAILED, arn_of, begun, foreign, nameless, place_of
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece

EVENT_SOURCE = "aws.inspector2"
DETAIL_TYPE = "Inspector2 Finding"

KINDS = {
    "AWS_EC2_INSTANCE": "AwsEc2Instance",
    "AWS_ECR_CONTAINER_IMAGE": "AwsEcrContainerImage",
    "AWS_ECR_REPOSITORY": "AwsEcrRepository",
    "AWS_LAMBDA_FUNCTION": "AwsLambdaFunction",
}
STATES = {"CLOSED": Workflow.RESOLVED, "SUPPRESSED": Workflow.SUPPRESSED}
"""It is CLOSED once what was found is mended or gone."""


def matches(piece: Piece) -> bool:
    """Say whether it came as a finding of Inspector's, or bears the ARN of one."""
    if piece.event:
        return piece.event.detail_type == DETAIL_TYPE
    return ":inspector2:" in Tolerant(piece.body).text("findingArn")


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding; a vulnerability that stays is a check that fails, not a new threat."""
    body = Tolerant(piece.body)
    arn = body.text("findingArn")
    wrong = foreign(piece, INSPECTOR, EVENT_SOURCE)
    if wrong or not arn:
        return wrong or nameless(piece, INSPECTOR, "findingArn")
    place = place_of(body, piece, "awsAccountId", "region", arn)
    return replace(
        begun(INSPECTOR, piece, place, arn),
        type=body.child("packageVulnerabilityDetails").text("vulnerabilityId") or body.text("type"),
        title=body.line("title") or one_line(arn),
        description=body.text("description"),
        severity=SOURCES[INSPECTOR].severity(body.text("severity")),
        score=body.number("inspectorScore"),
        created_at=body.moment("firstObservedAt"),
        updated_at=body.moment("updatedAt", "lastObservedAt"),
        first_seen=body.moment("firstObservedAt"),
        last_seen=body.moment("lastObservedAt"),
        resources=tuple(_resource(item, place) for item in body.children("resources")),
        compliance=FAILED,
        workflow=STATES.get(body.text("status").upper(), Workflow.NEW),
    )


def _resource(item: Tolerant, place: Place) -> Resource:
    kind = KINDS.get(item.text("type").upper(), "Other")
    tags = item.tags()
    region = item.text("region") or place.region
    id_ = arn_of(kind, item.text("id"), replace(place, region=region))
    return Resource(kind, id_, region, dict(tags).get("Name", ""), tags)
