"""The resources of an OCSF finding, named and identified as ASFF does.

Security Lake keeps ASFF's names and ids; Security Hub V2 has CloudFormation's names, and often
an id where ASFF has an ARN.
"""

from __future__ import annotations

import re

from pydantic_core import from_json

from bot.domain.finding import Resource
from bot.intake.formats.guardduty_resources import holder_of, session_of
from bot.intake.formats.ocsf_evidence import actors_in, evidences_of
from bot.intake.formats.places import Place, id_in
from bot.intake.formats.products import ACCESS_KEY_PREFIX
from bot.intake.formats.tolerant import Tolerant

MOST = 500
KEY = "AwsIamAccessKey"
SPECIAL = {
    "AWS::::Account": "AwsAccount",
    "AWS::Account": "AwsAccount",
    "AWS::Container::Container": "Container",
}
ACRONYM = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z]|[^A-Za-z]|$)")
"""A run of capitals up to where the next word begins: `DB` in `DBInstance`."""
LONGEST_TYPE = 200


def resources_of(body: Tolerant, place: Place) -> tuple[Resource, ...]:
    """Return every resource once, and behind each access key whose it is."""
    items = (*body.children("resources"), *body.children("resource"))[:MOST]
    stated = [_resource(item, place) for item in items]
    found = [one for one in stated if one.id]
    for item, one in zip(items, stated, strict=True):
        if one.type == KEY:
            details = _details(item, KEY)
            name = details.text("PrincipalName", "principal_name", "user_name")
            kind = details.text("PrincipalType", "principal_type", "user_type")
            found += holder_of(kind, name, place)
    once: dict[tuple[str, str], Resource] = {}
    for one in found:
        once.setdefault((one.type, one.id), one)
    return tuple(once.values())[:MOST]


def principals_of(body: Tolerant) -> tuple[str, ...]:
    """Return the names of whoever acted: users, and what their role sessions are called.

    The user of a process is one of its machine's and no principal of AWS. Where no evidence names
    an actor, observables do.
    """
    names: list[str] = []
    for item in (*body.children("resources"), *body.children("resource"))[:MOST]:
        details = _details(item, KEY)
        names.append(details.text("PrincipalName", "principal_name", "user_name"))
        names.append(session_of(details.text("PrincipalId", "principal_id")))
    acted: list[str] = []
    for evidence in evidences_of(body):
        actor = evidence.child("actor")
        if not actor.child("process"):
            acted.append(actor.child("user").text("name"))
            acted.append(session_of(actor.child("user").text("uid")))
    names += acted if any(acted) else actors_in(body)
    return tuple(dict.fromkeys(name for name in names if name))[:MOST]


def type_of(stated: str) -> str:
    """Return ASFF's name of a type: `AWS::RDS::DBInstance` is `AwsRdsDbInstance` there."""
    if stated in SPECIAL:
        return SPECIAL[stated]
    if not stated.startswith("AWS::"):
        return stated
    parts = stated[:LONGEST_TYPE].split("::")[1:]
    return "Aws" + "".join(ACRONYM.sub(_capitalised, part) for part in parts)


def _capitalised(found: re.Match[str]) -> str:
    return found[0].capitalize()


def _resource(item: Tolerant, place: Place) -> Resource:
    there = Place(
        item.text("cloud_partition") or place.partition,
        item.child("owner", "account").text("uid") or place.account,
        item.text("region") or place.region,
    )
    type_ = type_of(item.text("type")) or "Other"
    tags = item.tags()
    id_ = id_in(there, type_, item.text("uid", "uid_alt", "name"))
    name = item.line("name") or dict(tags).get("Name", "")
    if type_ == "AwsS3Bucket":
        name = name or id_.rpartition(":")[2]
    id_ = id_.removeprefix(ACCESS_KEY_PREFIX) if type_ == KEY else id_
    return Resource(type_, id_, there.region, name, tags)


def _details(item: Tolerant, type_: str) -> Tolerant:
    """Return a resource's details, sent as an object or as its JSON text, under its type or not."""
    if type_of(item.text("type")) != type_:
        return Tolerant({})
    data = item.child("data") or _parsed(item.text("data"))
    return data.child(type_) or data


def _parsed(text: str) -> Tolerant:
    try:
        return Tolerant(from_json(text.encode("utf-8", "replace")))
    except ValueError:
        return Tolerant({})
