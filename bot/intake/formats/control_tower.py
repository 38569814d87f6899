"""What AWS Control Tower has done, and where it sees drift.

https://docs.aws.amazon.com/controltower/latest/userguide/lifecycle-events.html
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.finding import Finding, Notice, Severity
from bot.domain.sources import CONTROL_TOWER, SOURCES
from bot.domain.words import sources as words
from bot.intake.formats.reported import begun, foreign, nameless, place_of, thing
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece

EVENT_SOURCE = "aws.controltower"
LIFECYCLE = "AWS Service Event via CloudTrail"
DRIFT = "Drift Detected"
FAILED = "FAILED"
DRIFT_WORD, SCP_DRIFT_WORD = "drift", "drift of a service control policy"


def matches(piece: Piece) -> bool:
    """Say whether it came from Control Tower, or is a drift as its topic sends it."""
    if piece.event:
        return piece.event.source == EVENT_SOURCE and piece.event.detail_type in (LIFECYCLE, DRIFT)
    return bool(Tolerant(piece.body).text("DriftType"))


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding of a deed or of a drift."""
    body = Tolerant(piece.body)
    if body.text("driftType"):
        return _drift(body, piece)
    id_ = body.text("eventID")
    wrong = foreign(piece, CONTROL_TOWER, EVENT_SOURCE)
    return wrong or (_deed(body, piece, id_) if id_ else nameless(piece, CONTROL_TOWER, "eventID"))


def _deed(body: Tolerant, piece: Piece, id_: str) -> Finding:
    details = body.child("serviceEventDetails")
    status = next((details.child(name) for name in details.names()), Tolerant({}))
    account = status.child("account").text("accountId")
    place = place_of(Tolerant({"account": account}), piece, "account", "awsRegion")
    call, state = body.text("eventName"), status.text("state").upper()
    unit = status.child("organizationalUnit").text("organizationalUnitName")
    named = [thing("AwsAccount", account, place.region)] if account else []
    return replace(
        begun(CONTROL_TOWER, piece, place, id_),
        type=call,
        title=one_line(words.CONTROL_TOWER_DID.fill(call=call, state=state.lower()).plain()),
        description=status.text("message"),
        severity=_of_deed(call, state),
        created_at=body.moment("eventTime"),
        updated_at=body.moment("eventTime"),
        resources=(*named, *([thing("Other", unit, place.region)] if unit else [])),
    )


def _of_deed(call: str, state: str) -> Severity:
    """Return what a deed weighs; one that failed weighs no less than that."""
    table = SOURCES[CONTROL_TOWER]
    weights = [table.severity(call)] + ([table.severity(FAILED)] if state == FAILED else [])
    return max(weights, key=lambda one: one.rank)


def _drift(body: Tolerant, piece: Piece) -> Finding:
    kind, account = body.text("driftType"), body.text("accountId", "managementAccountId")
    place = place_of(Tolerant({"account": account}), piece, "account", "region")
    named = [body.text(name) for name in ("accountId", "sourceId", "destinationId", "policyId")]
    about = list(dict.fromkeys(filter(None, named)))
    word = SCP_DRIFT_WORD if kind.upper().startswith("SCP") else DRIFT_WORD
    return replace(
        begun(CONTROL_TOWER, piece, place, "|".join((kind, *about))),
        type=kind,
        title=one_line(words.CONTROL_TOWER_DRIFT.fill(kind=kind).plain()),
        description="\n".join(filter(None, (body.text("message"), body.text("remediationStep")))),
        severity=SOURCES[CONTROL_TOWER].severity(word),
        resources=tuple(thing("Other", one, place.region) for one in about),
    )
