"""Findings of Amazon Macie: data in buckets that is sensitive, or open.

Fields: https://docs.aws.amazon.com/macie/latest/APIReference/findings-describe.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.finding import Finding, Notice, Resource
from bot.domain.sources import MACIE, SOURCES
from bot.intake.formats.places import Place
from bot.intake.formats.remote import addresses
from bot.intake.formats.reported import begun, foreign, nameless, place_of
from bot.intake.formats.samples import is_sample
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece

EVENT_SOURCE = "aws.macie"
DETAIL_TYPE = "Macie Finding"


def matches(piece: Piece) -> bool:
    """Say whether it came as a finding of Macie's."""
    return piece.event is not None and piece.event.detail_type == DETAIL_TYPE


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding, or a notice where it is not Macie's or can't be told apart."""
    body = Tolerant(piece.body)
    id_ = body.text("id")
    wrong = foreign(piece, MACIE, EVENT_SOURCE)
    if wrong or not id_:
        return wrong or nameless(piece, MACIE, "id")
    place = place_of(body, piece, "accountId", "region")
    resources = tuple(_resources(body.child("resourcesAffected"), place))
    actor = body.child("policyDetails", "actor")
    call = body.child("policyDetails", "action", "apiCallDetails")
    title = body.line("title", "type") or one_line(id_)
    return replace(
        begun(MACIE, piece, place, id_),
        type=body.text("type"),
        title=title,
        description=body.text("description"),
        severity=SOURCES[MACIE].severity(body.child("severity").text("description")),
        score=body.child("severity").number("score"),
        created_at=body.moment("createdAt"),
        updated_at=body.moment("updatedAt"),
        first_seen=call.moment("firstSeen") or body.moment("createdAt"),
        last_seen=call.moment("lastSeen") or body.moment("updatedAt"),
        count=body.count("count"),
        resources=resources,
        principals=tuple(_principals(actor.child("userIdentity"))),
        remote=tuple(addresses(actor.child("ipAddressDetails"))),
        sample=is_sample(body.truth("sample"), title, resources),
        archived=body.truth("archived") or False,
    )


def _resources(affected: Tolerant, place: Place) -> Iterator[Resource]:
    bucket, item = affected.child("s3Bucket"), affected.child("s3Object")
    name = bucket.text("name")
    arn = bucket.text("arn") or (f"arn:{place.partition}:s3:::{name}" if name else "")
    if arn:
        yield Resource("AwsS3Bucket", arn, place.region, name, bucket.tags())
    if item.text("key"):
        held = item.text("bucketArn") or arn
        yield Resource(
            "AwsS3Object", f"{held}/{item.text('key')}", place.region, item.text("key"), item.tags()
        )


def _principals(identity: Tolerant) -> Iterator[str]:
    """Yield the names of whoever acted: a user, or a role and what its session is called."""
    user = identity.child("iamUser").text("userName")
    role = identity.child("assumedRole")
    issuer = role.child("sessionContext", "sessionIssuer").text("userName")
    session = role.text("arn").rpartition("/")[2]
    yield from (name for name in dict.fromkeys((user, issuer, session)) if name)
