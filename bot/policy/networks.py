"""The networks of the policy file: which addresses are ours, and which may be talked to."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated

from pydantic import BeforeValidator, Field

from bot.domain.words import policy as words
from bot.policy.part import Part

WIDEST = {4: 8, 6: 19}
"""The shortest prefix by version: a network of no organization is larger."""


def _network(value: object) -> str:
    """Return a network as it is written shortest."""
    if not isinstance(value, str) or "/" not in value:
        raise ValueError(words.POLICY_NETWORK.en)
    try:
        found: IPv4Network | IPv6Network = ip_network(value)
    except ValueError:
        raise ValueError(words.POLICY_NETWORK.en) from None
    if found.prefixlen < WIDEST[found.version]:
        least = WIDEST[found.version]
        raise ValueError(words.POLICY_NETWORK_WIDE.fill(least=least).plain())
    return str(found)


Network = Annotated[str, BeforeValidator(_network)]


class NetworksPart(Part):
    """CIDR blocks of our own, and those of others that our things may talk to."""

    own: tuple[Network, ...] = Field(default=(), strict=False)
    allowed: tuple[Network, ...] = Field(default=(), strict=False)
