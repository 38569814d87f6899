"""Findings in the AWS Security Finding Format, from Security Hub or as they are.

Fields: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.finding import Finding, Notice, Producer, Resource, Workflow
from bot.domain.words import intake as words
from bot.intake.formats.guardduty_resources import holder_of, session_of, signals_of
from bot.intake.formats.insights import insight_notice, is_insight
from bot.intake.formats.moments import read_moment
from bot.intake.formats.places import Place, partition_of
from bot.intake.formats.products import (
    ACCESS_KEY_PREFIX,
    EVENT_SOURCE,
    GUARDDUTY,
    GUARDDUTY_FIELD,
    NAME,
    SERVICE,
    guardduty_type,
    key_in,
    native_id_in,
    own_product,
    region_in,
)
from bot.intake.formats.remote import MOST, remote_of
from bot.intake.formats.samples import is_sample
from bot.intake.formats.severities import GUARDDUTY_BANDS, NORMALIZED_BANDS, of_asff
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece, piece_notice

SCHEMA = "2018-10-08"
MOST_RESOURCES = 500
MOST_THREATS = 20

CUSTOM_ACTION = "Security Hub Findings - Custom Action"
"""Somebody chose findings in the console and sent them on by name:
https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-custom-actions.html"""
REMOTE_ENDINGS = (
    "/remoteIpDetails/ipAddressV4",
    "/remoteIpDetails/ipAddressV6",
    "/dnsRequestAction/domain",
    "/domainDetails/domain",
)


def matches(piece: Piece) -> bool:
    """Say whether an object has the shape of an ASFF finding, or is what an insight counted."""
    body = Tolerant(piece.body)
    is_asff = bool(body.text("ProductArn")) or body.text("SchemaVersion") == SCHEMA
    return is_asff or is_insight(piece)


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding, or a notice where it is not Security Hub's or can't be told apart.

    Events of AWS's services, and no others, have a source that begins with `aws.`
    (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html).
    """
    if piece.event and piece.event.source != EVENT_SOURCE:
        reason = words.FOREIGN_SOURCE.fill(service=NAME, source=piece.event.source)
        return piece_notice(piece, reason)
    if is_insight(piece):
        return insight_notice(piece)
    body = Tolerant(piece.body)
    for field in ("Id", "ProductArn"):
        if not body.text(field):
            return piece_notice(piece, words.NO_IDENTITY.fill(service=NAME, field=field))
    return _asked(_finding(body, _place(body, piece)), piece)


def _asked(finding: Finding, piece: Piece) -> Finding:
    """Return the finding with the custom action by which somebody has sent it on, if any."""
    event = piece.event
    if event is None or event.detail_type != CUSTOM_ACTION:
        return finding
    return replace(
        finding, asked_by=event.action or CUSTOM_ACTION, asked_at=read_moment(event.time)
    )


def _place(body: Tolerant, piece: Piece) -> Place:
    product = body.text("ProductArn")
    region = body.text("Region") or region_in(product)
    if piece.event:
        region = region or piece.event.region
    return Place(partition_of(product, region), body.text("AwsAccountId"), region)


def _finding(body: Tolerant, place: Place) -> Finding:
    id_, product = body.text("Id"), body.text("ProductArn")
    own = own_product(product)
    is_guardduty = own == GUARDDUTY
    kind = _guardduty_type(body) if is_guardduty else _control_or_type(body)
    title = one_line(body.text("Title") or kind or id_)
    resources = _resources(body, place)
    bands = GUARDDUTY_BANDS if is_guardduty else NORMALIZED_BANDS
    key = key_in(product, id_, place)
    return Finding(
        key=key,
        native_id=native_id_in(key, id_),
        producer=Producer(SERVICE, product, verified=bool(own)),
        partition=place.partition,
        account=place.account,
        region=place.region,
        type=kind,
        title=title,
        description=body.text("Description"),
        severity=of_asff(body, bands),
        score=body.child("Severity").number("Product"),
        created_at=body.moment("CreatedAt"),
        updated_at=body.moment("UpdatedAt"),
        first_seen=body.moment("FirstObservedAt"),
        last_seen=body.moment("LastObservedAt"),
        count=body.child("ProductFields").count(GUARDDUTY_FIELD + "count"),
        resources=resources,
        principals=_principals(body),
        remote=_remote(body),
        sample=is_sample(_sample_flag(body), title, resources),
        archived=body.text("RecordState").upper() == "ARCHIVED",
        workflow=_workflow(body),
        compliance=body.child("Compliance").text("Status").upper(),
        note_at=body.child("Note").text("UpdatedAt"),
        process=_process(body),
        threats=_threats(body),
        signals=signals_of(body.child("Detection", "Sequence")) if is_guardduty else (),
    )


def _guardduty_type(body: Tolerant) -> str:
    return guardduty_type(_stated_type(body))


def _stated_type(body: Tolerant) -> str:
    """Return the first type, be it the customer's or only what the provider had said."""
    types = body.texts("Types") or body.child("FindingProviderFields").texts("Types")
    return next(iter(types), "")


def _control_or_type(body: Tolerant) -> str:
    """Return the id of a Security Hub control, such as `S3.8`, else what the finding says."""
    fields = body.child("ProductFields")
    control = body.child("Compliance").text("SecurityControlId") or fields.text("ControlId")
    return control or _stated_type(body) or body.text("GeneratorId")


def _resources(body: Tolerant, place: Place) -> tuple[Resource, ...]:
    """Return the resources, and behind them whose each access key is, where the finding tells."""
    items = body.children("Resources")[:MOST_RESOURCES]
    stated = [_resource(item, place) for item in items]
    keys = (item.child("Details", "AwsIamAccessKey") for item in items)
    holders = (
        holder
        for key in keys
        for holder in holder_of(key.text("PrincipalType"), key.text("PrincipalName"), place)
    )
    known = {(one.type, one.id) for one in stated}
    return (*stated, *dict.fromkeys(one for one in holders if (one.type, one.id) not in known))


def _resource(item: Tolerant, place: Place) -> Resource:
    type_, id_, tags = item.text("Type"), item.text("Id"), item.tags()
    details = item.child("Details", type_)
    name = details.line("Name", "UserName", "PrincipalName") or dict(tags).get("Name", "")
    if type_ == "AwsS3Bucket":
        name = name or id_.rpartition(":")[2]
    id_ = id_.removeprefix(ACCESS_KEY_PREFIX) if type_ == "AwsIamAccessKey" else id_
    return Resource(type_, id_, item.text("Region") or place.region, name, tags)


def _principals(body: Tolerant) -> tuple[str, ...]:
    """Return the names of whoever acted: users, and what their role sessions are called."""
    names: list[str] = []
    for item in body.children("Resources")[:MOST_RESOURCES]:
        details = item.child("Details", "AwsIamAccessKey")
        names += [details.text("PrincipalName"), session_of(details.text("PrincipalId"))]
    for actor in body.child("Detection", "Sequence").children("Actors"):
        user = actor.child("User")
        names += [user.text("Name"), session_of(user.text("Uid"))]
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_RESOURCES]


def _remote(body: Tolerant) -> tuple[str, ...]:
    """Return the other side from `Action`, else from GuardDuty's flat fields, else `Network`."""
    found = remote_of(body.child("Action"), body.child("Detection", "Sequence"))
    if found:
        return found
    fields = body.child("ProductFields")
    names = [name for name in fields.names() if name.startswith(GUARDDUTY_FIELD)]
    flat = [fields.text(name) for name in names if name.endswith(REMOTE_ENDINGS)]
    network = body.child("Network")
    side = "Destination" if network.text("Direction").upper() == "OUT" else "Source"
    parts = [network.text(side + part) for part in ("IpV4", "IpV6", "Domain")]
    return tuple(dict.fromkeys(text for text in flat or parts if text))[:MOST]


def _process(body: Tolerant) -> str:
    """Return what ran: its path, else its name; of GuardDuty's findings from the flat fields."""
    process, fields = body.child("Process"), body.child("ProductFields")
    flat = GUARDDUTY_FIELD + "runtimeDetails/process/"
    stated = process.line("Path", "Name")
    return stated or fields.line(flat + "executablePath", flat + "name")


def _threats(body: Tolerant) -> tuple[str, ...]:
    """Return the names of the malware that was found."""
    named = [item.line("Name") for item in body.children("Malware")]
    named += [item.line("Name") for item in body.children("Threats")]
    return tuple(dict.fromkeys(name for name in named if name))[:MOST_THREATS]


def _sample_flag(body: Tolerant) -> bool | None:
    """Return ASFF's own flag, or that of GuardDuty among its flat fields."""
    flat = body.child("ProductFields").truth(GUARDDUTY_FIELD + "additionalInfo/sample")
    flags = {body.truth("Sample"), flat} - {None}
    return None if not flags else True in flags


def _workflow(body: Tolerant) -> Workflow:
    stated = body.child("Workflow").text("Status").upper()
    if stated in set(Workflow):
        return Workflow(stated)
    return Workflow.RESOLVED if body.text("WorkflowState") == "RESOLVED" else Workflow.NEW
