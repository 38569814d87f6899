"""What a drill works on is tagged as a thing to lose, and stands beside the others."""

from __future__ import annotations

from collections.abc import Iterator

from practice import disposable
from practice.aws.server import SimulatedAws
from runbooks.kit.shield import DRILL
from tests.practice.scenarios.estates import an_estate


def test_a_disposable_machine_is_tagged_and_in_the_network_of_the_others(
    aws: SimulatedAws, account_numbers: Iterator[str]
) -> None:
    built = an_estate(aws, account_numbers)
    name = disposable.machine(aws, built.prod, built.region)

    ec2 = aws.client("ec2", built.prod.account, built.region)
    found = ec2.describe_instances(InstanceIds=[name])["Reservations"][0]["Instances"][0]
    assert found["VpcId"] == built.prod.vpc
    assert DRILL in {tag["Key"] for tag in found["Tags"]}
    assert name not in built.prod.instances.values()
