"""How far an instance is open: its public addresses, and what its security groups let in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from bot.domain.answer import Subject
from bot.questions.contract import About, Found, Missing, Question
from bot.questions.enrich.instances import GONE, find_instance
from bot.questions.enrich.kinds import INSTANCE
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said, Text, listing

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import (
        InstanceTypeDef,
        IpPermissionOutputTypeDef,
        SecurityGroupTypeDef,
    )

PUBLIC = Text(
    "public: {addresses}, the world may reach {ports}",
    ja="公開：{addresses}。インターネットから {ports} に到達できます",
)
ADDRESS_ONLY = Text(
    "not public: it has {addresses}, but no security group lets the world in",
    ja="非公開：{addresses} を持ちますが、インターネットを許可するセキュリティグループはありません",
)
PORTS_ONLY = Text(
    "not public by itself: no public address, though the world would be let in to {ports}",
    ja="それ自体は非公開：パブリックアドレスはありませんが、{ports} は"
    "インターネットに許可されています",
)
CLOSED = Text(
    "not public by itself: no public address, and no security group lets the world in",
    ja="それ自体は非公開：パブリックアドレスも、インターネットを許可する"
    "セキュリティグループもありません",
)
PORT = Text("{port} ({group})", ja="{port} ({group})")
EVERYTHING = Text("every port", ja="すべてのポート")

WORLD_IS_SHORTER_THAN = 8
"""Bits: a rule for a network this big is for the world, in one rule or in a few."""

ALL_PROTOCOLS = "-1"
PORTED = frozenset({"tcp", "udp"})


class InstanceExposure(Question):
    """An instance's public addresses, and the ports that its groups open to the world.

    Network ACLs, load balancers and prefix lists are not looked at.
    """

    about = About(
        key="exposure",
        title=Text("Exposure", ja="公開状況"),
        actions=("ec2:DescribeInstances", "ec2:DescribeSecurityGroups"),
        types=frozenset({INSTANCE}),
        source="ec2:DescribeInstances, ec2:DescribeSecurityGroups",
        cached=60.0,
    )

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        instance = find_instance(aws, subject.name)
        if instance is None:
            return Missing(GONE.fill(id=subject.name))
        groups = _group_ids(instance)
        open_ = _open_ports(aws, groups) if groups else []
        addresses = ", ".join(_addresses(instance))
        return Found(_judged(addresses, listing(open_) if open_ else None))


def _judged(addresses: str, ports: Said | None) -> Said:
    """Return in words what public addresses and open ports come to; either may be empty."""
    if addresses and ports:
        return PUBLIC.fill(addresses=addresses, ports=ports)
    if addresses:
        return ADDRESS_ONLY.fill(addresses=addresses)
    return PORTS_ONLY.fill(ports=ports) if ports else CLOSED.fill()


def _addresses(instance: InstanceTypeDef) -> list[str]:
    """Return every public address, of IPv6 too, which knows no other kind of public."""
    found = [instance.get("PublicIpAddress", "")]
    for interface in instance.get("NetworkInterfaces", []):
        found.append(interface.get("Association", {}).get("PublicIp", ""))
        found += [
            address.get("Association", {}).get("PublicIp", "")
            for address in interface.get("PrivateIpAddresses", [])
        ]
        ours = (address.get("Ipv6Address", "") for address in interface.get("Ipv6Addresses", []))
        found += [address for address in ours if address and ip_address(address).is_global]
    return list(dict.fromkeys(address for address in found if address))


def _group_ids(instance: InstanceTypeDef) -> list[str]:
    """Return the groups of every interface: an instance's own list is the first one's."""
    groups = [group.get("GroupId", "") for group in instance.get("SecurityGroups", [])]
    for interface in instance.get("NetworkInterfaces", []):
        groups += [group.get("GroupId", "") for group in interface.get("Groups", [])]
    return sorted({group for group in groups if group})


def _open_ports(aws: Aws, group_ids: Sequence[str]) -> list[Said]:
    answer = aws.read("ec2").describe_security_groups(GroupIds=group_ids)
    ports = {
        (port, _called(group)): None
        for group in answer["SecurityGroups"]
        for port in _world_ports(group.get("IpPermissions", []))
    }
    return [PORT.fill(port=port, group=group) for port, group in ports]


def _world_ports(rules: Iterable[IpPermissionOutputTypeDef]) -> list[str | Text]:
    return [_port(rule) for rule in rules if _is_for_the_world(rule)]


def _is_for_the_world(rule: IpPermissionOutputTypeDef) -> bool:
    networks = [range_.get("CidrIp", "") for range_ in rule.get("IpRanges", [])]
    networks += [range_.get("CidrIpv6", "") for range_ in rule.get("Ipv6Ranges", [])]
    return any(
        ip_network(network, strict=False).prefixlen < WORLD_IS_SHORTER_THAN
        for network in networks
        if network
    )


def _port(rule: IpPermissionOutputTypeDef) -> str | Text:
    """Return `22`, `8000-8080`, `53/udp`, `icmp`, or that it is every port."""
    protocol = rule.get("IpProtocol", ALL_PROTOCOLS)
    if protocol == ALL_PROTOCOLS:
        return EVERYTHING
    if protocol not in PORTED:
        return protocol
    first, last = rule.get("FromPort", 0), rule.get("ToPort", 65535)
    ports = str(first) if first == last else f"{first}-{last}"
    return ports if protocol == "tcp" else f"{ports}/{protocol}"


def _called(group: SecurityGroupTypeDef) -> str:
    return group.get("GroupName") or group.get("GroupId", "")
