"""By which observables a finding may join others, and what so many share that it ties nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase
from ipaddress import ip_address, ip_network

from bot.domain.finding import Finding
from bot.domain.networks import Networks, Whose
from bot.domain.observable import GUARDDUTY, Kind, Observable, observables
from bot.domain.policy import Policy
from runbooks.kit import own

THREATS = frozenset({"cloudtrail"})
"""Beside GuardDuty, the services that tell of what somebody does, not of how a thing is set."""
SHARED_PRINCIPALS = (
    *("root", "anonymous", "anonymous_principal", "unknown", "hidden_due_to_security_reasons"),
    *("awsservicerole*", "awsreservedsso_*", "awscontroltower*", "stacksets-exec-*"),
    *("organizationaccountaccessrole", "*.amazonaws.com", "*.amazonaws.com.cn", "[*]"),
)
"""Whoever acts under these names may be anybody, or AWS itself."""
SHARED_TYPES = frozenset(
    {
        *("AwsAccount", "AwsEc2Vpc", "AwsEc2Subnet", "AwsEc2Image", "AwsEc2LaunchTemplate"),
        *("AwsIamInstanceProfile", "AwsIamPolicy", "AwsEc2SecurityGroup"),
    }
)
"""What is behind many things at once."""
_WHOLE = re.compile(
    r"(arn:[a-z-]+:iam::\d{12}:root|[A-Za-z]+/(AWS::::Account:)?\d{12}|AWS::::Account:\d{12})"
)
_INSIDE = tuple(
    map(
        ip_network,
        (
            *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"),
            *("127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "fe80::/10", "::1/128"),
        ),
    )
)


def ties(finding: Finding, policy: Policy) -> tuple[Observable, ...]:
    """Return the observables by which a finding may join, the strongest first.

    Their scope keeps apart what must never be one incident: accounts, since rights go by them;
    samples and what is real; what is borne out and what anybody may have written, of which each
    product is apart too; threats and checks, of which only the very same resource ties.
    """
    scope = "|".join((finding.account, *_realm(finding, policy)))
    stopped = {resource.id.strip() for resource in finding.resources if _is_shared(resource.type)}
    found = (
        one for one in observables(finding, scope) if not _is_stopped(one, finding, policy, stopped)
    )
    if finding.compliance:
        return tuple(one for one in found if one.kind is Kind.RESOURCE)
    return tuple(found)


def _realm(finding: Finding, policy: Policy) -> Iterable[str]:
    if finding.sample:
        yield "sample"
    if finding.compliance:
        yield "check"
    is_threat = finding.key.startswith(GUARDDUTY) or finding.producer.service in THREATS
    if not policy.trusts(finding.producer):
        yield "claim"
    if not (is_threat and policy.trusts(finding.producer)):
        yield f"{finding.producer.service} {finding.producer.product}"


def _is_shared(type_: str) -> bool:
    return type_ in SHARED_TYPES


def _is_stopped(
    one: Observable, finding: Finding, policy: Policy, stopped: Collection[str]
) -> bool:
    """Say whether an observable is on the stop list: what so many share that it ties nothing."""
    match one.kind:
        case Kind.PRINCIPAL:
            return _is_anybody(one.value, finding.account, policy)
        case Kind.RESOURCE:
            is_whole = bool(_WHOLE.fullmatch(one.value)) or "*" in one.value
            return is_whole or one.value in stopped or one.value.partition("/")[2] in stopped
        case Kind.ADDRESS:
            return is_own(one.value, policy.networks)
        case _:
            return False


def _is_anybody(name: str, account: str, policy: Policy) -> bool:
    known = policy.accounts.get(account)
    roles = (
        {each.casefold() for each in (*known.watched_roles, known.read_role.rpartition("/")[2])}
        if known
        else set()
    )
    is_ours = own.is_ours(name) or name in roles
    return is_ours or any(fnmatchcase(name, pattern) for pattern in SHARED_PRINCIPALS)


def is_own(address: str, networks: Networks | None) -> bool:
    """Say whether an address is one of ours, or one that our things may talk to.

    The ways out of our own networks, such as NAT gateways, are ours where the file names them.
    """
    found = ip_address(address)
    if any(found in network for network in _INSIDE if network.version == found.version):
        return True
    return networks is not None and networks.whose(address) in {Whose.OWN, Whose.ALLOWED}
