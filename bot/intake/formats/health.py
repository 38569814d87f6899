"""Events of AWS Health: exposed keys, abuse, attacks, and whatever else AWS tells an account.

Fields: https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.finding import Finding, Notice, Resource, Severity, Workflow
from bot.domain.sources import ABUSE, HEALTH, SOURCES
from bot.domain.words import sources as words
from bot.intake.formats.places import Place
from bot.intake.formats.reported import arn_of, begun, foreign, nameless, place_of, thing
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece

EVENT_SOURCE = "aws.health"
DETAIL_TYPES = ("AWS Health Event", ABUSE)
RISK = "RISK"
KEY = re.compile(r"(AKIA|ASIA)[A-Z0-9]{12,124}")
INSTANCE = re.compile(r"i-[0-9a-f]{8,17}")


def matches(piece: Piece) -> bool:
    """Say whether it came as an event of AWS Health."""
    return piece.event is not None and piece.event.detail_type in DETAIL_TYPES


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding of one event in one account; a long one comes in pages, each a finding."""
    body = Tolerant(piece.body)
    arn = body.text("eventArn")
    wrong = foreign(piece, HEALTH, EVENT_SOURCE)
    if wrong or not arn or piece.event is None:
        return wrong or nameless(piece, HEALTH, "eventArn")
    place = place_of(body, piece, "affectedAccount", "eventRegion")
    page = body.text("page")
    is_first = page in {"", "0", "1"}
    code = body.text("eventTypeCode")
    is_abuse = piece.event.detail_type == ABUSE
    entities = [one.text("entityValue") for one in body.children("affectedEntities")]
    named = dict.fromkeys((*filter(None, entities), *piece.event.resources))
    return replace(
        begun(HEALTH, piece, place, arn if is_first else f"{arn}/page/{page}"),
        type=code,
        title=one_line(_title(code, body.text("service"), is_abuse=is_abuse)),
        description=_description(body),
        severity=_severity(body, is_abuse=is_abuse),
        created_at=body.moment("startTime"),
        updated_at=body.moment("lastUpdatedTime") or begun(HEALTH, piece, place, arn).updated_at,
        first_seen=body.moment("startTime"),
        last_seen=body.moment("endTime"),
        resources=tuple(_resource(one, place) for one in named),
        workflow=Workflow.RESOLVED if body.text("statusCode") == "closed" else Workflow.NEW,
    )


def _title(code: str, service: str, *, is_abuse: bool) -> str:
    if service.upper() == RISK and "CREDENTIALS" in code:
        return words.HEALTH_EXPOSED.fill().plain()
    says = words.HEALTH_ABUSE if is_abuse else words.HEALTH_OTHER
    return says.fill(code=code).plain()


def _severity(body: Tolerant, *, is_abuse: bool) -> Severity:
    """Return what its code weighs, else its service, else its kind."""
    table = SOURCES[HEALTH]
    kind = ABUSE if is_abuse else body.text("eventTypeCategory")
    stated = (body.text("eventTypeCode"), body.text("service").upper())
    return table.severity(next((one for one in stated if one in table.levels), kind))


def _description(body: Tolerant) -> str:
    told = body.children("eventDescription")
    english = [one for one in told if one.text("language").startswith("en")]
    return next((one.text("latestDescription") for one in (*english, *told)), "")


def _resource(entity: str, place: Place) -> Resource:
    if KEY.fullmatch(entity):
        return Resource("AwsIamAccessKey", entity, place.region)
    if INSTANCE.fullmatch(entity):
        kind = "AwsEc2Instance"
        return thing(kind, arn_of(kind, entity, place), place.region)
    return thing("Other", entity, place.region)
