"""Tests of how far an instance is open."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from bot.aws.access import AwsEstate
from bot.domain.answer import Subject
from bot.domain.policy import Account
from bot.questions.enrich.instance_exposure import InstanceExposure
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.asked import NobodysAws, asked, value_of, why
from tests.bot.questions.enrich.resources import a_group, a_subnet, an_instance

EXPOSURE = InstanceExposure()


def rule(protocol: str, first: int, last: int, *networks: str, v6: str = "") -> dict[str, Any]:
    """Return an ingress rule."""
    return {
        "IpProtocol": protocol,
        "FromPort": first,
        "ToPort": last,
        "IpRanges": [{"CidrIp": network} for network in networks],
        "Ipv6Ranges": [{"CidrIpv6": v6}] if v6 else [],
    }


def exposure(estate: AwsEstate, prod: Account, instance: str) -> str:
    return value_of(asked(estate, prod, EXPOSURE, "AwsEc2Instance", instance))


def test_a_public_address_and_open_ports_are_public(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    web = a_group(
        aws,
        prod.number,
        "sg-web",
        rule("tcp", 443, 443, "0.0.0.0/0"),
        rule("tcp", 8000, 8080, "10.0.0.0/8", v6="::/0"),
        rule("udp", 53, 53, "0.0.0.0/0"),
        rule("tcp", 22, 22, "203.0.113.0/24"),
    )
    instance = an_instance(aws, prod.number, groups=[web], is_public=True)
    described = aws.client("ec2", prod.number, REGION).describe_instances(InstanceIds=[instance])
    address = described["Reservations"][0]["Instances"][0]["PublicIpAddress"]

    assert exposure(estate, prod, instance) == (
        f"public: {address}, the world may reach 443 (sg-web), 8000-8080 (sg-web), 53/udp (sg-web)"
    )


@pytest.mark.parametrize(
    ("opened", "port"),
    [
        (rule("-1", -1, -1, "0.0.0.0/0"), "every port"),
        (rule("icmp", -1, -1, "0.0.0.0/0"), "icmp"),
        (rule("tcp", 22, 22, "0.0.0.0/1", "128.0.0.0/1"), "22"),
    ],
)
def test_every_way_of_letting_the_world_in_is_seen(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, opened: dict[str, Any], port: str
) -> None:
    group = a_group(aws, prod.number, "sg-open", opened)
    instance = an_instance(aws, prod.number, groups=[group])

    assert exposure(estate, prod, instance) == (
        "not public by itself: no public address, though the world would be let in "
        f"to {port} (sg-open)"
    )


def test_a_public_address_alone_is_not_public(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    group = a_group(aws, prod.number, "sg-base", rule("tcp", 22, 22, "203.0.113.0/24"))
    instance = an_instance(aws, prod.number, groups=[group], is_public=True)

    assert exposure(estate, prod, instance).endswith(", but no security group lets the world in")


def test_neither_is_closed(aws: SimulatedAws, estate: AwsEstate, prod: Account) -> None:
    group = a_group(aws, prod.number, "sg-base")

    assert exposure(estate, prod, an_instance(aws, prod.number, groups=[group])) == (
        "not public by itself: no public address, and no security group lets the world in"
    )


def test_the_groups_of_every_interface_count(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    ec2 = aws.client("ec2", prod.number, REGION)
    base = a_group(aws, prod.number, "sg-base")
    opened = a_group(aws, prod.number, "sg-open", rule("tcp", 22, 22, "0.0.0.0/0"))
    instance = an_instance(aws, prod.number, groups=[base])
    second = ec2.create_network_interface(SubnetId=a_subnet(aws, prod.number), Groups=[opened])
    ec2.attach_network_interface(
        NetworkInterfaceId=second["NetworkInterface"]["NetworkInterfaceId"],
        InstanceId=instance,
        DeviceIndex=1,
    )

    assert "22 (sg-open)" in exposure(estate, prod, instance)


def test_an_instance_that_is_gone_is_aws_s_own_refusal(estate: AwsEstate, prod: Account) -> None:
    with pytest.raises(ClientError, match=r"InvalidInstanceID\.NotFound"):
        exposure(estate, prod, "i-0123456789abcdef0")


def test_an_instance_that_aws_does_not_list_any_more_is_gone() -> None:
    subject = Subject("111122223333", REGION, "AwsEc2Instance", "i-0abc")

    assert why(EXPOSURE.ask(NobodysAws(), subject)) == "i-0abc is not there any more"
