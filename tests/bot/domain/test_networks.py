"""Whose an address is, as the policy file has it."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from bot.domain.networks import Networks, Whose

NETWORKS = Networks(
    (ip_network("203.0.113.0/24"), ip_network("2001:db8::/32")), (ip_network("198.51.100.7/32"),)
)


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("203.0.113.9", Whose.OWN),
        ("2001:db8::1", Whose.OWN),
        ("::ffff:203.0.113.9", Whose.OWN),
        ("198.51.100.7", Whose.ALLOWED),
        ("198.51.100.8", Whose.NEITHER),
        ("2001:db9::1", Whose.NEITHER),
        ("evil.example", None),
        ("", None),
        ("203.0.113.9:443", None),
    ],
)
def test_an_address_is_ours_allowed_or_neither_and_a_name_is_none(
    address: str, whose: Whose | None
) -> None:
    assert NETWORKS.whose(address) is whose
