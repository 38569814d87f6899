"""VPCs and instances for the tests of runbooks that work on EC2."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runbooks.isolate_instance import Instance
from runbooks.kit.own import QUARANTINED
from runbooks.kit.quarantine import GROUP
from tests.runbooks.site import Site

IMAGE = "ami-12c6146b"
CIDRS = itertools.cycle(f"10.{number}.0.0" for number in range(1, 250))
WORLD: list[dict[str, Any]] = [
    {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
]


@dataclass(frozen=True)
class Network:
    """A VPC with a subnet and two groups, `web` made after `base`."""

    vpc: str
    subnet: str
    base: str
    web: str


def a_network(site: Site, *, ipv6: bool = False) -> Network:
    """Make a VPC in the site's account."""
    ec2, cidr = site.client("ec2"), next(CIDRS)
    vpc = ec2.create_vpc(CidrBlock=f"{cidr}/16", AmazonProvidedIpv6CidrBlock=ipv6)["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=f"{cidr}/24")["Subnet"]["SubnetId"]
    base, web = (
        ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]
        for name in ("base", "web")
    )
    return Network(vpc, subnet, base, web)


def launch(site: Site, network: Network, *groups: Sequence[str], **more: Any) -> Instance:
    """Launch an instance with one interface for each list of groups."""
    interfaces = [
        {"DeviceIndex": index, "SubnetId": network.subnet, "Groups": list(named)}
        for index, named in enumerate(groups)
    ]
    answer = site.client("ec2").run_instances(
        ImageId=IMAGE, MinCount=1, MaxCount=1, NetworkInterfaces=interfaces, **more
    )
    return Instance(instance=answer["Instances"][0]["InstanceId"])


def tagged(site: Site, instance: Instance, *keys: str) -> None:
    """Tag an instance as the account's own administrator."""
    tags = [{"Key": key, "Value": ""} for key in keys]
    site.client("ec2").create_tags(Resources=[instance.instance], Tags=tags)


def attach(site: Site, instance: Instance, network: Network, *groups: str, index: int = 2) -> str:
    """Attach one more interface, in any VPC, and return its id."""
    ec2 = site.client("ec2")
    made = ec2.create_network_interface(SubnetId=network.subnet, Groups=list(groups))
    name: str = made["NetworkInterface"]["NetworkInterfaceId"]
    ec2.attach_network_interface(
        NetworkInterfaceId=name, InstanceId=instance.instance, DeviceIndex=index
    )
    return name


def plant(site: Site, network: Network) -> str:
    """Make a quarantine group as an intruder would, with rules both ways, and return its id."""
    ec2 = site.client("ec2")
    made = ec2.create_security_group(GroupName=GROUP, Description="mine", VpcId=network.vpc)
    group: str = made["GroupId"]
    pair = [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}]
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[*WORLD, {**pair[0], "UserIdGroupPairs": [{"GroupId": network.web}]}],
    )
    return group


def interfaces(site: Site, instance: Instance) -> list[dict[str, Any]]:
    """Return an instance's interfaces in the order of their devices."""
    filters = [{"Name": "attachment.instance-id", "Values": [instance.instance]}]
    found = site.client("ec2").describe_network_interfaces(Filters=filters)["NetworkInterfaces"]
    return sorted(found, key=lambda each: int(each["Attachment"]["DeviceIndex"]))


def groups(site: Site, instance: Instance) -> list[list[str]]:
    """Return the groups of an instance's interfaces, in order of interface and of group."""
    return [[one["GroupId"] for one in each["Groups"]] for each in interfaces(site, instance)]


def quarantine(site: Site, network: Network) -> dict[str, Any] | None:
    """Return a VPC's only quarantine group, None where there is none."""
    filters = [
        {"Name": "group-name", "Values": [GROUP]},
        {"Name": "vpc-id", "Values": [network.vpc]},
    ]
    found = site.client("ec2").describe_security_groups(Filters=filters)["SecurityGroups"]
    assert len(found) <= 1
    return dict(found[0]) if found else None


def is_empty_and_marked(group: Mapping[str, Any]) -> bool:
    """Say whether a group has no rule, and the tag of a quarantine."""
    tags = {tag["Key"] for tag in group["Tags"]}
    return QUARANTINED in tags and not group["IpPermissions"] and not group["IpPermissionsEgress"]


def is_protected(site: Site, instance: Instance) -> bool:
    """Say whether an instance's termination protection is on."""
    answer = site.client("ec2").describe_instance_attribute(
        InstanceId=instance.instance, Attribute="disableApiTermination"
    )
    return bool(answer["DisableApiTermination"]["Value"])


def tags(site: Site, instance: Instance) -> set[str]:
    """Return the keys of an instance's tags."""
    found = site.client("ec2").describe_instances(InstanceIds=[instance.instance])
    return {tag["Key"] for tag in found["Reservations"][0]["Instances"][0].get("Tags", [])}
