from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

IMAGE = "ami-12c6146b"


@dataclass
class Network:
    """A VPC with three groups, and a machine with two interfaces: (a, b) and (b)."""

    ec2: Any
    vpc: str
    subnet: str
    groups: dict[str, str]
    instance: str
    interfaces: list[str]

    def shown_by_interfaces(self) -> list[list[str]]:
        found = self.ec2.describe_network_interfaces(NetworkInterfaceIds=self.interfaces)
        by_id = {one["NetworkInterfaceId"]: one["Groups"] for one in found["NetworkInterfaces"]}
        return [[group["GroupName"] for group in by_id[one]] for one in self.interfaces]

    def shown_by_instance(self) -> list[str]:
        found = self.ec2.describe_instances(InstanceIds=[self.instance])
        listed = found["Reservations"][0]["Instances"][0]["SecurityGroups"]
        return [group["GroupName"] for group in listed]

    def launch(self, **how: Any) -> str:
        launched = self.ec2.run_instances(ImageId=IMAGE, MinCount=1, MaxCount=1, **how)
        return str(launched["Instances"][0]["InstanceId"])


@pytest.fixture
def network(aws: SimulatedAws, account: str) -> Network:
    ec2 = aws.client("ec2", account)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    groups = {
        name: ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]
        for name in ("a", "b", "q")
    }
    launched = ec2.run_instances(
        ImageId=IMAGE,
        MinCount=1,
        MaxCount=1,
        NetworkInterfaces=[
            {"DeviceIndex": 0, "SubnetId": subnet, "Groups": [groups["a"], groups["b"]]},
            {"DeviceIndex": 1, "SubnetId": subnet, "Groups": [groups["b"]]},
        ],
    )["Instances"][0]
    by_index = sorted(
        launched["NetworkInterfaces"], key=lambda one: int(one["Attachment"]["DeviceIndex"])
    )
    interfaces = [one["NetworkInterfaceId"] for one in by_index]
    return Network(ec2, vpc, subnet, groups, launched["InstanceId"], interfaces)


def test_each_interface_has_exactly_the_groups_it_was_given(network: Network) -> None:
    assert network.shown_by_interfaces() == [["a", "b"], ["b"]]
    assert network.shown_by_instance() == ["a", "b"]


def test_setting_an_interfaces_groups_takes_the_old_ones_away(network: Network) -> None:
    network.ec2.modify_network_interface_attribute(
        NetworkInterfaceId=network.interfaces[0], Groups=[network.groups["q"]]
    )

    assert network.shown_by_interfaces() == [["q"], ["b"]]
    assert network.shown_by_instance() == ["q"]


def test_an_instance_shows_only_its_first_interface(network: Network) -> None:
    network.ec2.modify_network_interface_attribute(
        NetworkInterfaceId=network.interfaces[1], Groups=[network.groups["q"]]
    )

    assert network.shown_by_interfaces() == [["a", "b"], ["q"]]
    assert network.shown_by_instance() == ["a", "b"]


def test_an_instance_with_several_interfaces_cannot_be_given_groups(network: Network) -> None:
    code = refusal(
        network.ec2.modify_instance_attribute,
        InstanceId=network.instance,
        Groups=[network.groups["q"]],
    )

    assert code == "InvalidInstanceID"
    assert network.shown_by_interfaces() == [["a", "b"], ["b"]]


def test_an_instance_with_one_interface_can(network: Network) -> None:
    single = network.launch(SubnetId=network.subnet, SecurityGroupIds=[network.groups["a"]])

    network.ec2.modify_instance_attribute(InstanceId=single, Groups=[network.groups["q"]])

    found = network.ec2.describe_network_interfaces(
        Filters=[{"Name": "attachment.instance-id", "Values": [single]}]
    )["NetworkInterfaces"]
    assert [[group["GroupName"] for group in one["Groups"]] for one in found] == [["q"]]


def test_a_machine_that_names_no_group_shows_the_default_one(network: Network) -> None:
    plain = network.launch(SubnetId=network.subnet)

    found = network.ec2.describe_instances(InstanceIds=[plain])["Reservations"][0]["Instances"][0]
    assert [one["GroupName"] for one in found["SecurityGroups"]] == ["default"]


def test_an_unknown_group_is_not_found(network: Network) -> None:
    unknown = ["sg-0123456789abcdef0"]
    ec2 = network.ec2

    codes = {
        refusal(
            ec2.modify_network_interface_attribute,
            NetworkInterfaceId=network.interfaces[0],
            Groups=unknown,
        ),
        refusal(ec2.modify_instance_attribute, InstanceId=network.instance, Groups=unknown),
        refusal(ec2.create_network_interface, SubnetId=network.subnet, Groups=unknown),
        refusal(network.launch, SubnetId=network.subnet, SecurityGroupIds=unknown),
    }
    assert codes == {"InvalidGroup.NotFound"}


def test_a_group_of_another_network_does_not_fit(network: Network) -> None:
    other = network.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    group = network.ec2.create_security_group(GroupName="o", Description="o", VpcId=other)

    code = refusal(
        network.ec2.modify_network_interface_attribute,
        NetworkInterfaceId=network.interfaces[0],
        Groups=[group["GroupId"]],
    )
    assert code == "InvalidParameter"


def test_an_interface_takes_five_groups_at_most(network: Network) -> None:
    made = [
        network.ec2.create_security_group(
            GroupName=f"g{number}", Description="one of six", VpcId=network.vpc
        )["GroupId"]
        for number in range(6)
    ]

    code = refusal(
        network.ec2.modify_network_interface_attribute,
        NetworkInterfaceId=network.interfaces[0],
        Groups=made,
    )
    assert code == "SecurityGroupsPerInterfaceLimitExceeded"


def test_a_group_in_use_cannot_be_deleted(network: Network) -> None:
    assert refusal(network.ec2.delete_security_group, GroupId=network.groups["b"]) == (
        "DependencyViolation"
    )
    network.ec2.delete_security_group(GroupId=network.groups["q"])


def test_a_group_that_another_groups_rule_names_cannot_be_deleted(network: Network) -> None:
    network.ec2.authorize_security_group_ingress(
        GroupId=network.groups["a"],
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 443,
                "ToPort": 443,
                "UserIdGroupPairs": [{"GroupId": network.groups["q"]}],
            }
        ],
    )

    assert refusal(network.ec2.delete_security_group, GroupId=network.groups["q"]) == (
        "DependencyViolation"
    )


def test_a_terminated_instance_is_refused_and_its_interfaces_are_gone(network: Network) -> None:
    network.ec2.terminate_instances(InstanceIds=[network.instance])

    codes = [
        refusal(
            network.ec2.modify_instance_attribute,
            InstanceId=network.instance,
            Groups=[network.groups["q"]],
        ),
        refusal(
            network.ec2.modify_network_interface_attribute,
            NetworkInterfaceId=network.interfaces[0],
            Groups=[network.groups["q"]],
        ),
    ]
    found = network.ec2.describe_instances(InstanceIds=[network.instance])
    shown = found["Reservations"][0]["Instances"][0]
    assert codes == ["IncorrectInstanceState", "InvalidNetworkInterfaceID.NotFound"]
    assert (shown["NetworkInterfaces"], shown["SecurityGroups"]) == ([], [])


def test_an_interface_that_is_to_stay_outlives_its_instance(network: Network) -> None:
    kept = network.launch(
        NetworkInterfaces=[
            {
                "DeviceIndex": 0,
                "SubnetId": network.subnet,
                "Groups": [network.groups["a"]],
                "DeleteOnTermination": False,
            }
        ]
    )
    found = network.ec2.describe_network_interfaces(
        Filters=[{"Name": "attachment.instance-id", "Values": [kept]}]
    )["NetworkInterfaces"]

    network.ec2.terminate_instances(InstanceIds=[kept])

    again = network.ec2.describe_network_interfaces(
        NetworkInterfaceIds=[found[0]["NetworkInterfaceId"]]
    )
    assert len(again["NetworkInterfaces"]) == 1
