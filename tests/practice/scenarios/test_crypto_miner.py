"""The crypto miner: the attack is real calls, and the answer key can tell right from wrong."""

from __future__ import annotations

from collections.abc import Iterator

from practice.aws.server import SimulatedAws
from practice.scenarios.crypto_miner import MACHINE, USER, CryptoMiner
from tests.practice.scenarios.estates import an_estate


def test_the_answer_key_follows_the_attack_the_containment_and_the_way_back(
    aws: SimulatedAws, account_numbers: Iterator[str]
) -> None:
    built = an_estate(aws, account_numbers)
    scenario = CryptoMiner(aws, built)
    scenario.attack()

    calls = [one for one in aws.calls(account=built.prod.account) if one.who.name == USER]
    assert [one.operation for one in calls] == [
        "DescribeInstances",
        "DescribeSecurityGroups",
        "AuthorizeSecurityGroupIngress",
    ]
    assert not scenario.is_contained()
    assert scenario.is_as_before()

    ec2 = aws.client("ec2", built.prod.account, built.region)
    group = ec2.create_security_group(GroupName="q", Description="q", VpcId=built.prod.vpc)[
        "GroupId"
    ]
    before = dict(scenario.before)
    for interface in built.prod.interfaces[MACHINE]:
        ec2.modify_network_interface_attribute(NetworkInterfaceId=interface, Groups=[group])
    assert not scenario.is_contained(), "a group that lets everything out contains nothing"
    everything = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]
    ec2.revoke_security_group_egress(GroupId=group, IpPermissions=everything["IpPermissionsEgress"])
    assert scenario.is_contained()
    assert not scenario.is_as_before()

    for interface, groups in before.items():
        ec2.modify_network_interface_attribute(NetworkInterfaceId=interface, Groups=list(groups))
    assert scenario.is_as_before()
    assert not scenario.is_contained()


def test_the_attack_can_be_begun_again(aws: SimulatedAws, account_numbers: Iterator[str]) -> None:
    built = an_estate(aws, account_numbers)
    CryptoMiner(aws, built).attack()
    again = CryptoMiner(aws, built)
    again.attack()

    assert not again.is_contained()
