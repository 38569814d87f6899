"""Findings in the AWS Security Finding Format, from Security Hub or as they are.

Fields: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
"""

from __future__ import annotations

import re

from bot.domain.finding import Finding, Notice, Producer, Resource, Workflow
from bot.domain.words import intake as words
from bot.intake.formats.guardduty import key_of
from bot.intake.formats.guardduty_resources import holder_of, session_of
from bot.intake.formats.places import GUARDDUTY_ARN, Place, partition_of
from bot.intake.formats.remote import MOST, remote_of
from bot.intake.formats.samples import is_sample
from bot.intake.formats.severities import GUARDDUTY_BANDS, NORMALIZED_BANDS, of_asff
from bot.intake.formats.tolerant import Tolerant
from bot.intake.pieces import Piece, piece_notice

SERVICE = "securityhub"
NAME = "Security Hub"
EVENT_SOURCE = "aws.securityhub"
SCHEMA = "2018-10-08"
MOST_RESOURCES = 500

AWS_PRODUCT = re.compile(r"arn:aws[a-z-]*:securityhub:[a-z0-9-]*::product/aws/([\w-]+)")
"""AWS's own products have no account in their ARN, and BatchImportFindings takes them from AWS
alone: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html"""
PRODUCT_REGION = re.compile(r"arn:[^:]*:securityhub:([^:]*):")
ACCESS_KEY_PREFIX = "AWS::IAM::AccessKey:"
GUARDDUTY_FIELD = "aws/guardduty/service/"
REMOTE_ENDINGS = (
    "/remoteIpDetails/ipAddressV4",
    "/remoteIpDetails/ipAddressV6",
    "/dnsRequestAction/domain",
    "/domainDetails/domain",
)


def matches(piece: Piece) -> bool:
    """Say whether an object has the shape of an ASFF finding."""
    body = Tolerant(piece.body)
    return bool(body.text("ProductArn")) or body.text("SchemaVersion") == SCHEMA


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding, or a notice where it is not Security Hub's or can't be told apart.

    Events of AWS's services, and no others, have a source that begins with `aws.`
    (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html).
    """
    if piece.event and piece.event.source != EVENT_SOURCE:
        reason = words.FOREIGN_SOURCE.fill(service=NAME, source=piece.event.source)
        return piece_notice(piece, reason)
    body = Tolerant(piece.body)
    for field in ("Id", "ProductArn"):
        if not body.text(field):
            return piece_notice(piece, words.NO_IDENTITY.fill(service=NAME, field=field))
    return _finding(body, _place(body, piece))


def _place(body: Tolerant, piece: Piece) -> Place:
    product = body.text("ProductArn")
    named = PRODUCT_REGION.match(product)
    region = body.text("Region") or (named[1] if named else "")
    if piece.event:
        region = region or piece.event.region
    return Place(partition_of(product, region), body.text("AwsAccountId"), region)


def _finding(body: Tolerant, place: Place) -> Finding:
    id_, product = body.text("Id"), body.text("ProductArn")
    own = AWS_PRODUCT.fullmatch(product)
    is_guardduty = own is not None and own[1] == "guardduty"
    kind = _guardduty_type(body) if is_guardduty else _control_or_type(body)
    title = body.text("Title") or kind or id_
    resources = _resources(body, place)
    bands = GUARDDUTY_BANDS if is_guardduty else NORMALIZED_BANDS
    key = _guardduty_key(id_, place) if is_guardduty else ""
    return Finding(
        key=key or f"{SERVICE}:{place.partition}:{place.account}:{place.region}:{product}|{id_}",
        native_id=id_.rpartition("/")[2] if key else id_,
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
    )


def _guardduty_key(id_: str, place: Place) -> str:
    """Return GuardDuty's own key where the Id is an ARN of its, in this very account.

    Whoever imports another's ARN under a product of their own gets no such key.
    """
    found = GUARDDUTY_ARN.fullmatch(id_)
    if not found or found[3] != place.account:
        return ""
    return key_of(Place(found[1], found[3], found[2]), found[4])


def _guardduty_type(body: Tolerant) -> str:
    """Return GuardDuty's type from ASFF's, which has a dash for its slash.

    `TTPs/Discovery/Recon:EC2-Portscan` was `Recon:EC2/Portscan`; where the purpose is left out,
    it is the category: `TTPs/Initial Access/IAMUser-AnomalousBehavior`.
    """
    stated = next(iter(body.texts("Types")), "")
    *categories, last = stated.split("/")
    purpose, colon, rest = last.rpartition(":")
    if not colon and categories:
        purpose = categories[-1].replace(" ", "")
    return f"{purpose}:{rest.replace('-', '/', 1)}" if purpose else last


def _control_or_type(body: Tolerant) -> str:
    """Return the id of a Security Hub control, such as `S3.8`, else what the finding says."""
    fields = body.child("ProductFields")
    control = body.child("Compliance").text("SecurityControlId") or fields.text("ControlId")
    return control or next(iter(body.texts("Types")), "") or body.text("GeneratorId")


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
    name = details.text("Name", "UserName", "PrincipalName") or dict(tags).get("Name", "")
    if type_ == "AwsS3Bucket":
        name = name or id_.rpartition(":")[2]
    id_ = id_.removeprefix(ACCESS_KEY_PREFIX) if type_ == "AwsIamAccessKey" else id_
    return Resource(type_, id_, item.text("Region") or place.region, name, tags)


def _principals(body: Tolerant) -> tuple[str, ...]:
    """Return the names of whoever's key it is: users, and what their role sessions are called."""
    names: list[str] = []
    for item in body.children("Resources")[:MOST_RESOURCES]:
        details = item.child("Details", "AwsIamAccessKey")
        names += [details.text("PrincipalName"), session_of(details.text("PrincipalId"))]
    return tuple(dict.fromkeys(name for name in names if name))


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
