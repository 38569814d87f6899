"""Items of AWS Trusted Advisor's checks, as each is refreshed.

Fields: https://docs.aws.amazon.com/awssupport/latest/user/cloudwatch-events-ta.html
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.finding import Finding, Notice, Resource, Severity
from bot.domain.sources import SOURCES, TRUSTED_ADVISOR
from bot.domain.words import sources as words
from bot.intake.formats.reported import (
    FAILED,
    PASSED,
    begun,
    foreign,
    nameless,
    place_of,
    thing,
)
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece

EVENT_SOURCE = "aws.trustedadvisor"
DETAIL_TYPE = "Trusted Advisor Check Item Refresh Notification"
BAD = ("ERROR", "WARN")
KEY, USER = "Access Key ID", "User Name (IAM or Root)"


def matches(piece: Piece) -> bool:
    """Say whether it came as an item of a check."""
    return piece.event is not None and piece.event.detail_type == DETAIL_TYPE


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding of one item of one check; it is told anew whenever it is refreshed."""
    body = Tolerant(piece.body)
    check = body.text("check-name")
    wrong = foreign(piece, TRUSTED_ADVISOR, EVENT_SOURCE)
    if wrong or not check:
        return wrong or nameless(piece, TRUSTED_ADVISOR, "check-name")
    item = body.child("check-item-detail")
    about, status = body.text("resource_id"), body.text("status").upper()
    place = place_of(item, piece, "account", "region")
    key = item.text(KEY)
    native_id = f"{check}|{about or key or body.text('uuid')}"
    return replace(
        begun(TRUSTED_ADVISOR, piece, place, native_id),
        type=check,
        title=one_line(words.TRUSTED_ADVISOR_CHECK.fill(check=check).plain()),
        description=", ".join(f"{name}: {item.text(name)}" for name in item.names()),
        severity=_severity(check, status),
        resources=_resources(about, key, item.text(USER), place.region),
        principals=tuple(filter(None, (item.text(USER) if key else "",))),
        compliance=FAILED if status in BAD else PASSED,
    )


def _severity(check: str, status: str) -> Severity:
    """Return what the check weighs where it is one of the grave ones and fails, else its status."""
    table = SOURCES[TRUSTED_ADVISOR]
    is_grave = status in BAD and check in table.levels
    return table.severity(check if is_grave else status)


def _resources(about: str, key: str, user: str, region: str) -> tuple[Resource, ...]:
    named = [Resource("AwsIamAccessKey", key, region, user)] if key else []
    return (*named, *([thing("Other", about, region)] if about else []))
