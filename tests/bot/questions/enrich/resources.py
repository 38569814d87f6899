"""Resources of the simulated AWS that tests of enrichers ask about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION


def tags(pairs: Mapping[str, str]) -> list[dict[str, str]]:
    """Return tags as AWS writes them."""
    return [{"Key": key, "Value": value} for key, value in pairs.items()]


def an_instance(
    aws: SimulatedAws,
    account: str,
    named: Mapping[str, str] | None = None,
    *,
    groups: Sequence[str] = (),
    is_public: bool = False,
) -> str:
    """Run an instance with these tags and groups; a public one has a public address."""
    ec2 = aws.client("ec2", account, REGION)
    interface: dict[str, Any] = {
        "DeviceIndex": 0,
        "SubnetId": a_subnet(aws, account),
        "AssociatePublicIpAddress": is_public,
    }
    if groups:
        interface["Groups"] = list(groups)
    specification = {"ResourceType": "instance", "Tags": tags(named or {})}
    answer = ec2.run_instances(
        ImageId="ami-12345678",
        MinCount=1,
        MaxCount=1,
        NetworkInterfaces=[interface],
        TagSpecifications=[specification] if named else [],
    )
    return str(answer["Instances"][0]["InstanceId"])


def a_subnet(aws: SimulatedAws, account: str) -> str:
    """Return the first subnet of an account, made when it has none."""
    ec2 = aws.client("ec2", account, REGION)
    subnets = ec2.describe_subnets()["Subnets"]
    if subnets:
        return str(subnets[0]["SubnetId"])
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    return str(ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"])


def a_group(aws: SimulatedAws, account: str, name: str, *rules: Mapping[str, Any]) -> str:
    """Make a security group that lets in what the rules say."""
    ec2 = aws.client("ec2", account, REGION)
    subnet = ec2.describe_subnets(SubnetIds=[a_subnet(aws, account)])["Subnets"][0]
    made = ec2.create_security_group(GroupName=name, Description=name, VpcId=subnet["VpcId"])
    if rules:
        ec2.authorize_security_group_ingress(GroupId=made["GroupId"], IpPermissions=list(rules))
    return str(made["GroupId"])


def a_bucket(aws: SimulatedAws, account: str, prefix: str = "pay") -> str:
    """Make a bucket, closed as every fresh one is, and return its name."""
    name = f"{prefix}-{account}"
    aws.client("s3", account, REGION).create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    return name
