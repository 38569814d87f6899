"""The other side, from every kind of action."""

from __future__ import annotations

from typing import Any

import pytest

from bot.intake.formats.remote import MOST, remote_of
from bot.intake.formats.tolerant import Tolerant

HERE = {"remoteIpDetails": {"ipAddressV4": "198.51.100.7"}}


@pytest.mark.parametrize(
    ("action", "remote"),
    [
        ({"networkConnectionAction": HERE}, ("198.51.100.7",)),
        ({"NetworkConnectionAction": {"RemoteIpDetails": {"IpAddressV6": "2001:db8::1"}}}, ("2001:db8::1",)),
        ({"awsApiCallAction": {**HERE, "domainDetails": {"domain": "x.example"}}}, ("198.51.100.7", "x.example")),
        ({"kubernetesApiCallAction": {**HERE, "sourceIPs": ["198.51.100.7", "203.0.113.1"]}}, ("198.51.100.7", "203.0.113.1")),
        ({"rdsLoginAttemptAction": HERE}, ("198.51.100.7",)),
        ({"dnsRequestAction": {"domain": "evil.example"}}, ("evil.example",)),
        ({"portProbeAction": {"portProbeDetails": [HERE, {"remoteIpDetails": {"ipAddressV4": "203.0.113.9"}}]}}, ("198.51.100.7", "203.0.113.9")),
        ({"portProbeAction": {"portProbeDetails": HERE}}, ("198.51.100.7",)),
        ({"actionType": "NETWORK_CONNECTION"}, ()),
        ({"networkConnectionAction": None}, ()),
        (None, ()),
        ("text", ()),
    ],
)  # fmt: skip
def test_every_kind_of_action_names_its_other_side(action: Any, remote: tuple[str, ...]) -> None:
    assert remote_of(Tolerant(action), Tolerant(None)) == remote


def test_an_attack_sequence_names_its_endpoints() -> None:
    sequence = {"endpoints": [{"ip": "198.51.100.7"}, {"domain": "evil.example"}, {"ip": None}]}
    assert remote_of(Tolerant(None), Tolerant(sequence)) == ("198.51.100.7", "evil.example")


def test_there_is_a_most() -> None:
    sequence = {"endpoints": [{"ip": f"198.51.{n // 256}.{n % 256}"} for n in range(400)]}
    assert len(remote_of(Tolerant(None), Tolerant(sequence))) == MOST
