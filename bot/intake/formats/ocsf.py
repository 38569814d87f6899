"""Findings in OCSF, as Security Hub V2 sends them and Security Lake keeps them, 0.1 to 1.6.

Classes: https://schema.ocsf.io/1.6.0/categories/findings. Up to 1.0 there was one class, 2001,
which says `finding` where later ones say `finding_info`.
"""

from __future__ import annotations

from bot.domain.finding import Finding, Notice, Producer
from bot.domain.words import intake as words
from bot.intake.formats.ocsf_evidence import process_in, related_in, remote_in, threats_in
from bot.intake.formats.ocsf_resources import principals_of, resources_of
from bot.intake.formats.ocsf_states import compliance_of, is_archived, workflow_of
from bot.intake.formats.places import Place, partition_of
from bot.intake.formats.products import (
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
from bot.intake.formats.samples import is_sample
from bot.intake.formats.severities import of_ocsf
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece, piece_notice

DETAIL_TYPE = "Findings Imported V2"
FIRST_CLASS, LAST_CLASS = 2001, 2007
"""Security (2001), vulnerability, compliance, detection, incident, data security and
application security posture findings; other classes are events and no findings."""
FLAT = "ProductFields."
"""Before each of ASFF's flat fields, where Security Lake has kept them as unmapped."""


def matches(piece: Piece) -> bool:
    """Say whether an object has the shape of an OCSF finding, or came as one."""
    if piece.event and piece.event.detail_type == DETAIL_TYPE:
        return True
    body = Tolerant(piece.body)
    class_uid = body.number("class_uid") or 0
    return FIRST_CLASS <= class_uid <= LAST_CLASS and bool(body.child("metadata"))


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding, or a notice where it is foreign or can't be told apart.

    Foreign is OCSF that no event of Security Hub has brought, unless it is of one of AWS's own
    products (Security Lake, or a transformer that has left the event out): many tools write
    OCSF, and what they say of an account is not for secbot to believe.
    """
    body = Tolerant(piece.body)
    product = _product(body)
    if piece.event and piece.event.source != EVENT_SOURCE:
        reason = words.FOREIGN_SOURCE.fill(service=NAME, source=piece.event.source)
        return piece_notice(piece, reason)
    if piece.event is None and not own_product(product):
        stated = body.child("metadata", "product")
        name = stated.line("name", "uid", "vendor_name") or words.NO_NAME.en
        return piece_notice(piece, words.FOREIGN_OCSF.fill(product=name))
    id_ = _info(body).text("uid")
    if not id_:
        return piece_notice(piece, words.NO_IDENTITY.fill(service=NAME, field="finding_info.uid"))
    return _finding(body, _place(body, piece, product), product, id_)


def _info(body: Tolerant) -> Tolerant:
    return body.child("finding_info") or body.child("finding")


def _product(body: Tolerant) -> str:
    """Return the ARN of the product, as ASFF spells it: V2 writes `productv2` for the same one.

    One that has none goes by its name, unless that is spelled like the ARN of one of AWS's.
    """
    product = body.child("metadata", "product")
    stated = _as_asff(product.text("uid"))
    named = _as_asff(product.text("name", "vendor_name"))
    return stated or ("" if own_product(named) else named)


def _as_asff(product: str) -> str:
    return product.replace("::productv2/", "::product/", 1)


def _place(body: Tolerant, piece: Piece, product: str) -> Place:
    """Return the workload's place; the event's account is the administrator's."""
    cloud = body.child("cloud")
    account = cloud.child("account").text("uid") or cloud.text("account_uid")
    region = cloud.text("region") or region_in(product)
    if piece.event:
        region = region or piece.event.region
    return Place(cloud.text("cloud_partition") or partition_of(product, region), account, region)


def _finding(body: Tolerant, place: Place, product: str, id_: str) -> Finding:
    info, own = _info(body), own_product(product)
    kind = _type(body, info, own)
    title = one_line(info.text("title") or body.text("message") or kind or id_)
    resources = resources_of(body, place)
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
        description=info.text("desc") or body.text("message"),
        severity=of_ocsf(body),
        score=None,
        created_at=info.moment("created_time_dt", "created_time"),
        updated_at=info.moment("modified_time_dt", "modified_time")
        or body.moment("time_dt", "time"),
        first_seen=info.moment("first_seen_time_dt", "first_seen_time"),
        last_seen=info.moment("last_seen_time_dt", "last_seen_time"),
        count=max(body.count("count"), _flat(body).count(FLAT + GUARDDUTY_FIELD + "count")),
        resources=resources,
        remote=remote_in(body),
        principals=principals_of(body),
        sample=is_sample(_sample_flag(body), title, resources),
        archived=is_archived(body),
        workflow=workflow_of(body),
        compliance=compliance_of(body),
        process=process_in(body),
        threats=threats_in(body),
        signals=related_in(info, _is_guardduty) if own == GUARDDUTY else (),
    )


def _is_guardduty(product: str) -> bool:
    return own_product(_as_asff(product)) == GUARDDUTY


def _type(body: Tolerant, info: Tolerant, own: str) -> str:
    """Return the id of a control, GuardDuty's own type, or the most exact type that is stated."""
    types = info.texts("types")
    if own == GUARDDUTY:
        exact = [each for each in types if ":" in each] or list(types)
        return guardduty_type(exact[0]) if exact else ""
    control = body.child("compliance").text("control")
    return control or next(iter(types), "") or body.text("class_name")


def _flat(body: Tolerant) -> Tolerant:
    return body.child("unmapped")


def _sample_flag(body: Tolerant) -> bool | None:
    """Return the flag that GuardDuty or ASFF had set, where it was kept as unmapped."""
    flat = _flat(body)
    flags = {
        flat.truth("Sample"),
        flat.truth(FLAT + GUARDDUTY_FIELD + "additionalInfo/sample"),
    }
    flags -= {None}
    return None if not flags else True in flags
