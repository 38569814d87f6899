"""Events of AWS Certificate Manager: certificates that expire, have expired, or were revoked.

Fields: https://docs.aws.amazon.com/acm/latest/userguide/supported-events.html
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain import sources
from bot.domain.finding import Finding, Notice
from bot.domain.words import sources as words
from bot.intake.formats.reported import FAILED, begun, foreign, nameless, place_of, thing
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece

EVENT_SOURCE = "aws.acm"
EXPIRING, EXPIRED = "ACM Certificate Approaching Expiration", "ACM Certificate Expired"
DETAIL_TYPES = (
    EXPIRING,
    EXPIRED,
    "ACM Certificate Renewal Action Required",
    "ACM Certificate Revoked",
)
URGENT_DAYS, NEAR_DAYS = 3, 14


def matches(piece: Piece) -> bool:
    """Say whether it came as an event of a certificate that wants something."""
    return piece.event is not None and piece.event.detail_type in DETAIL_TYPES


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding of a certificate; one that is told of each day is the same each day."""
    body = Tolerant(piece.body)
    arn = next(iter(piece.event.resources), "") if piece.event else ""
    wrong = foreign(piece, sources.ACM, EVENT_SOURCE)
    if wrong or not arn or piece.event is None:
        return wrong or nameless(piece, sources.ACM, "resources")
    kind = piece.event.detail_type
    days = body.number("DaysToExpiry")
    place = place_of(body, piece, "", "", arn)
    return replace(
        begun(sources.ACM, piece, place, arn),
        type=kind,
        title=one_line(_title(kind, body.text("CommonName") or arn, days)),
        severity=sources.SOURCES[sources.ACM].severity(_word(kind, days)),
        resources=(thing("AwsCertificateManagerCertificate", arn, place.region),),
        compliance=FAILED,
    )


def _word(kind: str, days: float | None) -> str:
    """Return the word of the table: a certificate's days, or what has happened to it."""
    if kind == EXPIRED:
        return sources.EXPIRED
    if kind != EXPIRING or days is None:
        return kind
    if days <= URGENT_DAYS:
        return sources.SOON
    return sources.NEAR if days <= NEAR_DAYS else sources.FAR


def _title(kind: str, name: str, days: float | None) -> str:
    if kind == EXPIRED:
        return words.ACM_EXPIRED.fill(name=name).plain()
    if kind == EXPIRING and days is not None:
        return words.ACM_EXPIRES.fill(name=name, count=int(days)).plain()
    return words.ACM_OTHER.fill(kind=kind, name=name).plain()
