"""The other side of a finding: addresses and domains, as sent."""

from __future__ import annotations

from collections.abc import Iterator

from bot.intake.formats.tolerant import Tolerant

MOST = 100

ACTIONS = (
    "networkConnectionAction",
    "awsApiCallAction",
    "kubernetesApiCallAction",
    "rdsLoginAttemptAction",
    "dnsRequestAction",
)


def remote_of(action: Tolerant, sequence: Tolerant) -> tuple[str, ...]:
    """Return the addresses and domains of an action and of an attack sequence, each once.

    GuardDuty's and ASFF's actions have the same names in another case.
    """
    found = dict.fromkeys((*_of_action(action), *_of_sequence(sequence)))
    return tuple(found)[:MOST]


def addresses(details: Tolerant) -> Iterator[str]:
    """Return the IPv4 and IPv6 address in remote IP details, where there are any."""
    for name in ("ipAddressV4", "ipAddressV6"):
        address = details.text(name)
        if address:
            yield address


def _of_action(action: Tolerant) -> Iterator[str]:
    for name in ACTIONS:
        kind = action.child(name)
        if not kind:
            continue
        yield from addresses(kind.child("remoteIpDetails"))
        yield from kind.texts("sourceIPs")
        yield from kind.texts("domain")
        yield from kind.child("domainDetails").texts("domain")
    for probe in action.child("portProbeAction").children("portProbeDetails"):
        yield from addresses(probe.child("remoteIpDetails"))


def _of_sequence(sequence: Tolerant) -> Iterator[str]:
    for endpoint in sequence.children("endpoints"):
        yield from endpoint.texts("ip")
        yield from endpoint.texts("domain")
