"""Calls and sign-ins that CloudTrail tells of: the few that are findings, and all that change.

Fields: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.change import Change
from bot.domain.finding import Finding, Notice, Resource, Severity
from bot.domain.guarding import execution_of
from bot.domain.hold import name_of
from bot.domain.moves import ARCHIVING, Move, move_of
from bot.domain.sources import CLOUDTRAIL
from bot.domain.words import sources as words
from bot.intake.formats import tags
from bot.intake.formats.cloudtrail_actors import role_of, session_name, who
from bot.intake.formats.places import Place
from bot.intake.formats.reported import begun, is_borne_out, nameless, place_of, thing
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece
from runbooks.kit import own
from runbooks.kit.text import Said

CALL = "AWS API Call via CloudTrail"
SIGN_IN = "AWS Console Sign In via CloudTrail"
DOMAIN = ".amazonaws.com"
SIGNING_IN = "ConsoleLogin"
MOST_NAMES = 1000
LONGEST_NAME = 512
MOST_THINGS = 100
AWS, PARTNER = "aws.", "aws.partner/"
"""How the sources of AWS's own events begin, and those of others whom AWS lets send events:
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-saas.html
"""

Moved = tuple[Severity, Said]


def matches(piece: Piece) -> bool:
    """Say whether it came as a call or a sign-in that CloudTrail tells of."""
    return piece.event is not None and piece.event.detail_type in (CALL, SIGN_IN)


def parse(piece: Piece) -> Finding | Notice | None:
    """Return the finding that a call is, or None for one that is none by itself.

    What another than AWS has put on the bus is no call of anybody's, and is shown as such.
    """
    body = Tolerant(piece.body)
    if not _is_of_aws(piece):
        return nameless(piece, CLOUDTRAIL, "source")
    id_ = body.text("eventID")
    if not id_:
        return nameless(piece, CLOUDTRAIL, "eventID")
    moved = _moved(body)
    return None if moved is None else _finding(body, piece, id_, *moved)


def change_of(piece: Piece) -> Change | None:
    """Return the change that a call has made, or None for a read, a refusal, or no call at all."""
    body = Tolerant(piece.body)
    is_call = piece.event is not None and piece.event.detail_type == CALL
    if not (is_call and is_borne_out(piece)) or body.text("errorCode"):
        return None
    if piece.event is None or not _is_of_aws(piece) or body.truth("readOnly"):
        return None
    arns = [one.text("ARN") for one in body.children("resources")]
    texts = (*filter(None, arns), *_texts(body.get("requestParameters")))
    names = (name_of(text) for text in texts[:MOST_NAMES] if len(text) <= LONGEST_NAME)
    return Change(
        account=body.text("recipientAccountId") or piece.event.account,
        names=frozenset(filter(None, names)),
        role=role_of(body),
        session=session_name(body),
        at=body.moment("eventTime"),
    )


def _is_of_aws(piece: Piece) -> bool:
    source = piece.event.source if piece.event else ""
    return source.startswith(AWS) and not source.startswith(PARTNER)


def _texts(value: object) -> Iterator[str]:
    """Yield every text that a call was given."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _moved(body: Tolerant) -> Moved | None:
    """Return how bad a call is and what is said of it, or None where it is no finding."""
    call = body.text("eventName")
    if call == SIGNING_IN:
        return _signed_in(body)
    tagged = tags.changed(body)
    if _is_own_session(body):  # by its name, which is anybody's to choose
        tagged = tuple(each for each in tagged if each not in own.MARKS)
    if tagged:
        return _refused(body, Severity.HIGH, words.SECBOT_TAG.fill(keys=", ".join(tagged)))
    move = _move(body, call)
    return _refused(body, move.severity, move.says.fill(call=call)) if move else None


def _move(body: Tolerant, call: str) -> Move | None:
    service, filtering, action = ARCHIVING
    source = body.text("eventSource").removesuffix(DOMAIN)
    if (source, call) == (service, filtering):
        stated = body.child("requestParameters").text("action")
        return move_of(source, call) if stated.upper() == action else None
    return move_of(source, call)


def _refused(body: Tolerant, severity: Severity, says: Said) -> Moved:
    """Return it as it is, or one severity lower and with AWS's reason where it was refused."""
    code = body.text("errorCode")
    if not code:
        return severity, says
    lower = list(Severity)[max(severity.rank - 1, 0)]
    return lower, words.TRIED.fill(title=says.plain(), code=code)


def _signed_in(body: Tolerant) -> Moved | None:
    """Return what a sign-in is: one that failed, and a role's, whose MFA is elsewhere, are none."""
    if body.child("responseElements").text(SIGNING_IN) != "Success":
        return None
    has_mfa = body.child("additionalEventData").text("MFAUsed").upper() == "YES"
    identity = body.child("userIdentity")
    if identity.text("type") == "Root":
        says = words.ROOT_SIGNED_IN if has_mfa else words.ROOT_WITHOUT_MFA
        return (Severity.HIGH if has_mfa else Severity.CRITICAL), says.fill()
    if identity.text("type") == "IAMUser" and not has_mfa:
        return Severity.MEDIUM, words.SIGNED_IN_WITHOUT_MFA.fill(name=identity.text("userName"))
    return None


def _is_own_session(body: Tolerant) -> bool:
    """Say whether one of secbot's roles called, in a session that is named for an execution."""
    return own.is_ours(role_of(body)) and execution_of(session_name(body)) is not None


def _finding(body: Tolerant, piece: Piece, id_: str, severity: Severity, says: Said) -> Finding:
    account = "recipientAccountId" if body.text("recipientAccountId") else "accountId"
    place = place_of(body, piece, account, "awsRegion")
    at, actor = body.moment("eventTime"), who(body, place)
    service = body.text("eventSource").removesuffix(DOMAIN)
    changed = () if body.text("eventName") == SIGNING_IN else tuple(_things(body, place))
    return replace(
        begun(CLOUDTRAIL, piece, place, _identity(body, id_)),
        type=f"{service}:{body.text('eventName')}",
        title=one_line(says.plain()),
        description=body.text("errorMessage"),
        severity=severity,
        created_at=at,
        updated_at=at,
        first_seen=at,
        last_seen=at,
        resources=(*changed, *actor.resources),
        principals=actor.names,
        remote=actor.addresses,
    )


def _identity(body: Tolerant, id_: str) -> str:
    """Return what tells a call apart: its id, or for one that was refused what anybody could repeat.

    Else whoever has no rights at all could flood the channels with calls that are refused.
    """
    code, identity = body.text("errorCode"), body.child("userIdentity")
    if not code:
        return id_
    whose = role_of(body) or identity.text("userName") or identity.text("type")
    return "|".join((body.text("eventSource"), body.text("eventName"), code, whose))


NAMING = (
    *("name", "trailName", "detectorId", "filterName", "configurationRecorderName", "analyzerName"),
    *("policyId", "targetId", "accountId", "bucketName", "roleName", "userName", "policyArn"),
    *("resourceArn", "resourceId"),
)
"""The parameters of the calls in the table that say what they are about."""


def _things(body: Tolerant, place: Place) -> Iterator[Resource]:
    """Yield what a call was about: the ARNs that AWS puts to it, and what its parameters name."""
    arns = [one.text("ARN") for one in body.children("resources")]
    parameters = body.child("requestParameters")
    named = [parameters.text(name) for name in NAMING]
    found = dict.fromkeys(filter(None, (*arns, *named, *tags.tagged(parameters))))
    for one in tuple(found)[:MOST_THINGS]:
        yield thing("Other", one, place.region)
