"""Whose an address is, as the policy file tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address

Network = IPv4Network | IPv6Network


class Whose(StrEnum):
    """What the policy file says of an address."""

    OWN = "own"
    ALLOWED = "allowed"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Networks:
    """Networks of our own, and those of others that our things may talk to."""

    own: tuple[Network, ...] = ()
    allowed: tuple[Network, ...] = ()

    def whose(self, address: str) -> Whose | None:
        """Return what is said of an address; None for what is none, such as a domain."""
        try:
            found = ip_address(address)
        except ValueError:
            return None
        mapped = getattr(found, "ipv4_mapped", None)
        found = mapped or found
        if any(found in network for network in self.own):
            return Whose.OWN
        if any(found in network for network in self.allowed):
            return Whose.ALLOWED
        return Whose.NEITHER
