"""GuardDuty's own findings, from EventBridge (camelCase) or GetFindings (PascalCase).

Fields: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html
"""

from __future__ import annotations

from bot.domain.finding import Finding, Notice, Producer
from bot.domain.words import intake as words
from bot.intake.formats.guardduty_evidence import process_of, threats_of
from bot.intake.formats.guardduty_resources import principals_of, resources_of, signals_of
from bot.intake.formats.places import GUARDDUTY_ARN, Place, partition_of
from bot.intake.formats.remote import remote_of
from bot.intake.formats.samples import is_sample, sample_flag
from bot.intake.formats.severities import of_guardduty
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece, piece_notice

SERVICE = "guardduty"
NAME = "GuardDuty"
EVENT_SOURCE = "aws.guardduty"
DETAIL_TYPE = "GuardDuty Finding"


def matches(piece: Piece) -> bool:
    """Say whether an object has the shape of a GuardDuty finding, or came as one."""
    if piece.event and piece.event.detail_type == DETAIL_TYPE:
        return True
    body = Tolerant(piece.body)
    if GUARDDUTY_ARN.fullmatch(body.text("arn")):
        return True
    return ":" in body.text("type") and bool(body.text("accountId") and body.child("resource"))


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding, or a notice where it is not GuardDuty's or can't be told apart.

    Events of AWS's services, and no others, have a source that begins with `aws.`
    (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html).
    """
    if piece.event and piece.event.source != EVENT_SOURCE:
        reason = words.FOREIGN_SOURCE.fill(service=NAME, source=piece.event.source)
        return piece_notice(piece, reason)
    body = Tolerant(piece.body)
    arn = body.text("arn")
    native_id = body.text("id") or arn.rpartition("/")[2]
    if not native_id:
        return piece_notice(piece, words.NO_IDENTITY.fill(service=NAME, field="id"))
    return _finding(body, _place(body, piece), native_id)


def key_of(place: Place, resource: str) -> str:
    """Return the key of a finding from where it is and `detector/D/finding/ID`."""
    return f"{SERVICE}:{place.partition}:{place.account}:{place.region}:{resource}"


def _place(body: Tolerant, piece: Piece) -> Place:
    """Return the workload's place; the event's account is the administrator's."""
    arn = body.text("arn")
    found = GUARDDUTY_ARN.fullmatch(arn)
    region = body.text("region") or (found[2] if found else "")
    account = body.text("accountId") or (found[3] if found else "")
    if piece.event:
        region, account = region or piece.event.region, account or piece.event.account
    return Place(body.text("partition") or partition_of(arn, region), account, region)


def _key(body: Tolerant, place: Place, native_id: str) -> str:
    """Return the key from the ARN, or as it would be from what there is of one."""
    found = GUARDDUTY_ARN.fullmatch(body.text("arn"))
    if found and found[3] == place.account:
        return key_of(Place(found[1], found[3], found[2]), found[4])
    detector = body.child("service").text("detectorId") or "unknown"
    return key_of(place, f"detector/{detector}/finding/{native_id}")


def _finding(body: Tolerant, place: Place, native_id: str) -> Finding:
    service = body.child("service")
    kind = body.text("type")
    resources = resources_of(body, place)
    title = one_line(body.text("title") or kind or native_id)
    return Finding(
        key=_key(body, place, native_id),
        native_id=native_id,
        producer=Producer(SERVICE, "", verified=True),
        partition=place.partition,
        account=place.account,
        region=place.region,
        type=kind,
        title=title,
        description=body.text("description"),
        severity=of_guardduty(body),
        score=body.number("severity"),
        created_at=body.moment("createdAt"),
        updated_at=body.moment("updatedAt"),
        first_seen=service.moment("eventFirstSeen"),
        last_seen=service.moment("eventLastSeen"),
        count=service.count("count"),
        resources=resources,
        principals=principals_of(body),
        remote=remote_of(service.child("action"), service.child("detection", "sequence")),
        sample=is_sample(sample_flag(service.child("additionalInfo")), title, resources),
        archived=service.truth("archived") or False,
        process=process_of(service),
        threats=threats_of(service),
        signals=signals_of(service.child("detection", "sequence")),
    )
