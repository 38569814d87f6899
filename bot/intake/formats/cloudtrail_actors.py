"""Who has made a call that CloudTrail tells of: user or role, session, key and address.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from bot.domain.finding import Resource
from bot.intake.formats.guardduty_resources import holder_of
from bot.intake.formats.places import Place
from bot.intake.formats.tolerant import Tolerant


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever called, as a finding names them."""

    resources: tuple[Resource, ...]
    names: tuple[str, ...]
    addresses: tuple[str, ...]


def who(body: Tolerant, place: Place) -> Actor:
    """Return who has called; a service that called for somebody has no address of its own."""
    identity = body.child("userIdentity")
    kind, key = identity.text("type"), identity.text("accessKeyId")
    name = role_of(body) or identity.text("userName")
    there = Place(place.partition, identity.text("accountId") or place.account, place.region)
    holders = tuple(holder_of(kind, name, there))
    keys = (Resource("AwsIamAccessKey", key, place.region, name),) if key else ()
    named = dict.fromkeys((name, session_name(body)))
    address = body.text("sourceIPAddress")
    return Actor(
        resources=(*holders, *keys),
        names=tuple(filter(None, named)),
        addresses=(address,) if _is_address(address) else (),
    )


def role_of(body: Tolerant) -> str:
    """Return the name of the role whose session has called, or an empty string."""
    identity = body.child("userIdentity")
    issuer = identity.child("sessionContext", "sessionIssuer")
    is_role = identity.text("type") == "AssumedRole"
    return issuer.text("userName") if is_role and issuer.text("type") == "Role" else ""


def session_name(body: Tolerant) -> str:
    """Return what a role's session is called, or an empty string."""
    identity = body.child("userIdentity")
    arn = identity.text("arn")
    return arn.rpartition("/")[2] if ":assumed-role/" in arn else ""


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
