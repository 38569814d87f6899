from __future__ import annotations

import json
from ipaddress import ip_address, ip_network

from practice.aws.addresses import OFFICE, calling_from
from practice.aws.server import SimulatedAws

DOCUMENTATION = [ip_network(one) for one in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")]


def test_cloudtrail_tells_the_address_that_a_caller_says_it_has(
    aws: SimulatedAws, account: str
) -> None:
    key = aws.credentials(account)
    calling_from(aws.client_of("ec2", *key), "198.51.100.7").describe_vpcs()
    aws.client("ec2", account).describe_subnets()

    assert {one.operation: one.source_address for one in aws.calls(account=account)} == {
        "DescribeVpcs": "198.51.100.7",
        "DescribeSubnets": OFFICE,
    }
    seen = aws.client("cloudtrail", account).lookup_events()["Events"]
    told = {json.loads(one["CloudTrailEvent"])["sourceIPAddress"] for one in seen}
    assert told == {"198.51.100.7", OFFICE}


def test_whoever_says_nothing_has_an_address_that_is_nobodys() -> None:
    assert any(ip_address(OFFICE) in network for network in DOCUMENTATION)
