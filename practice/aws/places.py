"""One account of the range's estate: its network, its machines, its buckets and its people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from practice.aws.server import Key, SimulatedAws

IMAGE = "ami-12c6146b"
WORLD = [{"CidrIp": "0.0.0.0/0", "Description": "the internet"}]


@dataclass(frozen=True, slots=True)
class Machine:
    """An EC2 instance to be launched: `interfaces` names the groups of each network interface."""

    name: str
    interfaces: Sequence[Sequence[str]]
    owner: str
    team: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What an account of the range is to have; users get an access key each."""

    account: str
    name: str
    environment: str
    machines: Sequence[Machine]
    private_buckets: Sequence[str]
    openable_buckets: Sequence[str]
    users: Sequence[str]


@dataclass(frozen=True, slots=True)
class Place:
    """What was built: ids by the names that people use.

    `interfaces` are network interface ids by machine name, in the order of their device index;
    `groups` are security group ids by group name; `keys` are the users' access keys.
    """

    account: str
    name: str
    environment: str
    vpc: str
    groups: Mapping[str, str]
    instances: Mapping[str, str]
    interfaces: Mapping[str, tuple[str, ...]]
    buckets: tuple[str, ...]
    keys: Mapping[str, Key]
    detector: str


def build_place(aws: SimulatedAws, layout: Layout, region: str) -> Place:
    """Make an account's estate with real API calls of its administrator."""
    ec2 = aws.client("ec2", layout.account, region)
    vpc, subnet = _network(ec2)
    groups = _groups(ec2, vpc)
    launched = {
        machine.name: _launch(ec2, machine, layout.environment, subnet, groups)
        for machine in layout.machines
    }
    _buckets(aws.client("s3", layout.account, region), layout, region)
    return Place(
        account=layout.account,
        name=layout.name,
        environment=layout.environment,
        vpc=vpc,
        groups=groups,
        instances={name: str(one["InstanceId"]) for name, one in launched.items()},
        interfaces={name: _interfaces(one) for name, one in launched.items()},
        buckets=(*layout.private_buckets, *layout.openable_buckets),
        keys=dict(_users(aws.client("iam", layout.account, region), layout.users)),
        detector=watch(aws, layout.account, region),
    )


def watch(aws: SimulatedAws, account: str, region: str) -> str:
    """Switch GuardDuty and Security Hub on, and return GuardDuty's detector."""
    aws.client("securityhub", account, region).enable_security_hub()
    made = aws.client("guardduty", account, region).create_detector(Enable=True)
    return str(made["DetectorId"])


def _network(ec2: Any) -> tuple[str, str]:
    vpc = str(ec2.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"])
    ec2.create_tags(Resources=[vpc], Tags=_tags(Name="main"))
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.20.1.0/24")["Subnet"]
    return vpc, str(subnet["SubnetId"])


def _groups(ec2: Any, vpc: str) -> dict[str, str]:
    made = {}
    for name, described in (("web", "public web tier"), ("base", "what every machine has")):
        group = ec2.create_security_group(GroupName=name, Description=described, VpcId=vpc)
        made[name] = str(group["GroupId"])
        ec2.create_tags(Resources=[made[name]], Tags=_tags(Name=f"sg-{name}"))
    ec2.authorize_security_group_ingress(
        GroupId=made["web"],
        IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "IpRanges": WORLD}
            for port in (443, 22)
        ],
    )
    return made


def _launch(
    ec2: Any, machine: Machine, environment: str, subnet: str, groups: Mapping[str, str]
) -> dict[str, Any]:
    specified = [
        {
            "DeviceIndex": index,
            "SubnetId": subnet,
            "Groups": [groups[name] for name in named],
            "AssociatePublicIpAddress": index == 0,
        }
        for index, named in enumerate(machine.interfaces)
    ]
    tags = _tags(Name=machine.name, owner=machine.owner, team=machine.team, environment=environment)
    launched = ec2.run_instances(
        ImageId=IMAGE,
        InstanceType="t3.medium",
        MinCount=1,
        MaxCount=1,
        NetworkInterfaces=specified,
        TagSpecifications=[{"ResourceType": "instance", "Tags": tags}],
    )
    found: dict[str, Any] = launched["Instances"][0]
    return found


def _interfaces(launched: Mapping[str, Any]) -> tuple[str, ...]:
    listed = sorted(
        launched["NetworkInterfaces"], key=lambda one: int(one["Attachment"]["DeviceIndex"])
    )
    return tuple(str(one["NetworkInterfaceId"]) for one in listed)


def _buckets(s3: Any, layout: Layout, region: str) -> None:
    where = {} if region == "us-east-1" else {"LocationConstraint": region}
    for name in (*layout.private_buckets, *layout.openable_buckets):
        asked = {"CreateBucketConfiguration": where} if where else {}
        s3.create_bucket(Bucket=name, **asked)
        s3.put_object(Bucket=name, Key="2026/10/ledger.csv", Body=b"date,amount\n2026-10-01,42\n")
    for name in layout.openable_buckets:
        s3.delete_public_access_block(Bucket=name)


def _users(iam: Any, names: Sequence[str]) -> Iterator[tuple[str, Key]]:
    for name in names:
        iam.create_user(UserName=name)
        key = iam.create_access_key(UserName=name)["AccessKey"]
        yield name, Key(key["AccessKeyId"], key["SecretAccessKey"])


def _tags(**named: str) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in named.items()]
