"""An observable: something that two findings may both name, in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address

from bot.domain.finding import Finding, Resource

MOST = 40
"""How many are taken of one finding, the strongest first; a stranger may have written it."""
MOST_OF_SEQUENCE = 400
"""How many are taken of an attack sequence, which names the findings that it is made of."""
GUARDDUTY = "guardduty:"
"""What the key of a finding of GuardDuty's begins with, whichever way it came."""

_KEY = re.compile(r"\bA[KS]IA[A-Z0-9]{12,28}\b")
_PRINCIPAL = re.compile(r"arn:[a-z-]+:iam::[0-9]{12}:(?:user|role)/(?:.*/)?([^/]+)")
_SESSION = re.compile(r"arn:[a-z-]+:sts::[0-9]{12}:assumed-role/([^/]+)/.*")


class Kind(StrEnum):
    """What an observable is, the strongest tie first."""

    SEQUENCE = "sequence"
    KEY = "key"
    PRINCIPAL = "principal"
    RESOURCE = "resource"
    ADDRESS = "address"

    @property
    def strength(self) -> int:
        """Return how strong a tie it is, 0 for the strongest; key and principal are alike."""
        return _STRENGTH[self]


_STRENGTH = {
    Kind.SEQUENCE: 0,
    Kind.KEY: 1,
    Kind.PRINCIPAL: 1,
    Kind.RESOURCE: 2,
    Kind.ADDRESS: 3,
}


@dataclass(frozen=True, slots=True)
class Observable:
    """One thing that a finding names.

    `value` is its canonical spelling. It is one and the same only within its `scope`: a role's
    name means another role in another account.
    """

    kind: Kind
    value: str
    scope: str


def observables(finding: Finding, scope: str) -> tuple[Observable, ...]:
    """Return what a finding names, each once and the strongest first, within a scope."""
    found = dict.fromkeys(
        Observable(kind, value, scope) for kind, value in _named(finding) if value
    )
    ordered = sorted(found, key=lambda one: one.kind.strength)
    return tuple(ordered[: MOST_OF_SEQUENCE if finding.signals else MOST])


def _named(finding: Finding) -> Iterator[tuple[Kind, str]]:
    if finding.key.startswith(GUARDDUTY):
        yield Kind.SEQUENCE, _last(finding.native_id)
        for signal in finding.signals:
            yield Kind.SEQUENCE, _last(signal)
    for name in finding.principals:
        yield Kind.PRINCIPAL, name.strip().casefold()
    for resource in finding.resources:
        yield _of_resource(resource)
    for address in finding.remote:
        yield Kind.ADDRESS, address_of(address)


def _last(native_id: str) -> str:
    """Return GuardDuty's own id of a finding, which may come as the end of an ARN."""
    return native_id.strip().rpartition("/")[2].casefold()


def _of_resource(resource: Resource) -> tuple[Kind, str]:
    """Return a resource as what it is: a key, a principal of IAM, or a thing."""
    id_ = resource.id.strip()
    if resource.type == "AwsIamAccessKey":
        key = _KEY.search(id_)
        return Kind.KEY, key[0] if key else ""
    principal = _PRINCIPAL.fullmatch(id_) or _SESSION.fullmatch(id_)
    if principal:
        return Kind.PRINCIPAL, principal[1].casefold()
    return Kind.RESOURCE, id_ if id_.startswith("arn:") else f"{resource.type}/{id_}"


def address_of(text: str) -> str:
    """Return an address in its one spelling, an IPv4 address as such; empty for what is none."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)
