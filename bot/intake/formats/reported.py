"""How a finding begins that a service of AWS's reports by an event: who says so, and where."""

from __future__ import annotations

import re
from hashlib import sha256

from bot.domain.finding import Finding, Notice, Producer, Resource, Severity
from bot.domain.words import intake as words
from bot.domain.words.alert import SERVICES
from bot.intake.formats.places import Place, partition_of
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece, piece_notice

CLAIM = "claim"
"""Stands in the key of what is only claimed, so that it never takes the place of the real one."""
LONGEST_ID = 512
"""Characters; AWS's own ids are far shorter."""
PASSED, FAILED, UNKNOWN = "PASSED", "FAILED", "NOT_AVAILABLE"
LONG_RUN = re.compile(r"[A-Z]+(?=[A-Z][a-z]|[0-9]|$)")


def foreign(piece: Piece, service: str, source: str) -> Notice | None:
    """Return the notice for an event that another than `source` has sent, or None.

    Events of AWS's services, and no others, have a source that begins with `aws.`:
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
    """
    if piece.event is None or piece.event.source == source:
        return None
    name = SERVICES[service]
    return piece_notice(piece, words.FOREIGN_SOURCE.fill(service=name, source=piece.event.source))


def nameless(piece: Piece, service: str, field: str) -> Notice:
    """Return the notice for what can't be told apart, since this field is missing."""
    return piece_notice(piece, words.NO_IDENTITY.fill(service=SERVICES[service], field=field))


def is_borne_out(piece: Piece) -> bool:
    """Say whether AWS itself has sent this: as an event, with nothing put around it."""
    return piece.event is not None and piece.event.is_outermost


def place_of(body: Tolerant, piece: Piece, account: str, region: str, arn: str = "") -> Place:
    """Return where a finding is, by these fields of its detail, else by its ARN and its event.

    The event's own account is that of whoever has sent it, an administrator's too.
    """
    parts = arn.split(":") if arn.startswith("arn:") else []
    of_arn = (parts[4], parts[3]) if len(parts) > 5 else ("", "")  # noqa: PLR2004 - the parts of an ARN
    of_event = (piece.event.account, piece.event.region) if piece.event else ("", "")
    named = body.text(account) or of_arn[0] or of_event[0]
    there = body.text(region) or of_arn[1] or of_event[1]
    return Place(partition_of(arn, there), named, there)


def begun(service: str, piece: Piece, place: Place, native_id: str) -> Finding:
    """Return a finding that says only who reports it, where and when; the rest is put in."""
    is_verified = is_borne_out(piece)
    key = _bounded(native_id) if is_verified else f"{CLAIM}:{_bounded(native_id)}"
    sent = Tolerant({"time": piece.event.time if piece.event else ""}).moment("time")
    return Finding(
        key=f"{service}:{place.partition}:{place.account}:{place.region}:{key}",
        native_id=native_id,
        producer=Producer(service, "", verified=is_verified),
        partition=place.partition,
        account=place.account,
        region=place.region,
        type="",
        title=native_id,
        description="",
        severity=Severity.MEDIUM,
        score=None,
        created_at=sent,
        updated_at=sent,
        first_seen=None,
        last_seen=None,
        count=1,
        resources=(),
    )


def _bounded(native_id: str) -> str:
    """Return an id as it can be a key of an index: one of any length is told apart by its digest."""
    if len(native_id) <= LONGEST_ID:
        return native_id
    return f"{native_id[:LONGEST_ID]}#{sha256(native_id.encode('utf-8', 'replace')).hexdigest()}"


def kind_of(type_: str) -> str:
    """Return ASFF's name for a kind of resource from CloudFormation's, as far as it follows a rule.

    `AWS::RDS::DBInstance` is `AwsRdsDbInstance`.
    """
    parts = [LONG_RUN.sub(lambda run: run[0].capitalize(), part) for part in type_.split("::")]
    return "".join(parts) if parts[0] == "Aws" else "Other"


def thing(kind: str, id_: str, region: str = "") -> Resource:
    """Return a resource, named by the last part of what identifies it."""
    tail = id_.rpartition(":")[2].rpartition("/")[2]
    return Resource(kind, id_, region, one_line(tail))


def arn_of(kind: str, id_: str, place: Place) -> str:
    """Return the ARN of a machine or a bucket that is known by its name, else what is known."""
    if id_.startswith("arn:") or not id_:
        return id_
    if kind == "AwsEc2Instance":
        return place.arn("ec2", f"instance/{id_}")
    return f"arn:{place.partition}:s3:::{id_}" if kind == "AwsS3Bucket" else id_
