"""The parts of findings that give them their real size: interfaces, addresses, tags, rules."""

from __future__ import annotations

import random
from typing import Any

Json = dict[str, Any]


def network_interface(dice: random.Random) -> Json:
    """Return one of an instance's network interfaces, as GuardDuty tells it."""
    private = f"10.20.{dice.randint(0, 255)}.{dice.randint(1, 254)}"
    group = f"sg-{dice.getrandbits(68):017x}"
    return {
        "networkInterfaceId": f"eni-{dice.getrandbits(68):017x}",
        "privateDnsName": f"ip-{private.replace('.', '-')}.ap-northeast-1.compute.internal",
        "privateIpAddress": private,
        "privateIpAddresses": [{"privateDnsName": "ip.internal", "privateIpAddress": private}],
        "publicDnsName": "ec2-203-0-113-9.ap-northeast-1.compute.amazonaws.com",
        "publicIp": "203.0.113.9",
        "ipv6Addresses": [],
        "subnetId": f"subnet-{dice.getrandbits(68):017x}",
        "vpcId": f"vpc-{dice.getrandbits(68):017x}",
        "securityGroups": [{"groupName": f"web-{index}", "groupId": group} for index in range(2)],
    }


def remote_side(dice: random.Random) -> Json:
    """Return a network connection to an address somewhere else."""
    return {
        "connectionDirection": "OUTBOUND",
        "protocol": "TCP",
        "blocked": False,
        "localPortDetails": {"port": dice.randint(32768, 60999), "portName": "Unknown"},
        "localIpDetails": {"ipAddressV4": "10.20.1.17"},
        "remotePortDetails": {"port": 3333, "portName": "Unknown"},
        "remoteIpDetails": {
            "ipAddressV4": f"198.51.100.{dice.randint(1, 254)}",
            "country": {"countryName": "Netherlands"},
            "city": {"cityName": "Amsterdam"},
            "geoLocation": {"lat": 52.374, "lon": 4.8897},
            "organization": {
                "asn": "64500",
                "asnOrg": "An example of a hoster",
                "isp": "An example of a provider",
                "org": "An example of an organisation",
            },
        },
    }


def tags(dice: random.Random, many: int) -> dict[str, str]:
    """Return tags, their values by their keys."""
    return {f"payments:{index}": f"team-{dice.randint(1, 40)}-of-many" for index in range(many)}


def rule_fields(dice: random.Random, account: str, region: str, control: str) -> dict[str, str]:
    """Return the product's own fields of a finding that comes of AWS Config rules."""
    fields = {
        "aws/securityhub/ProductName": "Security Hub",
        "aws/securityhub/CompanyName": "AWS",
        "aws/securityhub/FindingId": f"{control}/finding/of-this-product",
        "ControlId": "S3.8",
    }
    for index in range(8):
        rule = f"securityhub-s3-{dice.getrandbits(32):08x}"
        name = f"RelatedAWSResources:{index}"
        fields[f"{name}/name"] = f"arn:aws:config:{region}:{account}:config-rule/{rule}"
        fields[f"{name}/type"] = "AWS::Config::ConfigRule"
    return fields
