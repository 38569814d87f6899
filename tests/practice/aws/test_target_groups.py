from __future__ import annotations

from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

IMAGE = "ami-12c6146b"


@pytest.fixture
def elb(aws: SimulatedAws, account: str) -> Any:
    return aws.client("elbv2", account)


@pytest.fixture
def group(aws: SimulatedAws, account: str, elb: Any) -> str:
    vpc = aws.client("ec2", account).create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    made = elb.create_target_group(Name="pay", Protocol="HTTP", Port=80, VpcId=vpc)
    return str(made["TargetGroups"][0]["TargetGroupArn"])


@pytest.fixture
def machine(aws: SimulatedAws, account: str) -> str:
    ec2 = aws.client("ec2", account)
    launched = ec2.run_instances(ImageId=IMAGE, MinCount=1, MaxCount=1)
    return str(launched["Instances"][0]["InstanceId"])


def held(elb: Any, group: str) -> list[dict[str, Any]]:
    found = elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
    return [each["Target"] for each in found]


def test_a_machine_is_a_target_once_for_each_port(elb: Any, group: str, machine: str) -> None:
    targets = [{"Id": machine}, {"Id": machine, "Port": 8080}]
    elb.register_targets(TargetGroupArn=group, Targets=targets)
    elb.register_targets(TargetGroupArn=group, Targets=targets)

    assert held(elb, group) == [{"Id": machine, "Port": 80}, {"Id": machine, "Port": 8080}]


def test_one_port_is_taken_out_or_every_one(elb: Any, group: str, machine: str) -> None:
    ports = [{"Id": machine, "Port": port} for port in (80, 81, 82)]
    elb.register_targets(TargetGroupArn=group, Targets=ports)

    elb.deregister_targets(TargetGroupArn=group, Targets=[{"Id": machine, "Port": 81}])
    assert [each["Port"] for each in held(elb, group)] == [80, 82]
    elb.deregister_targets(TargetGroupArn=group, Targets=[{"Id": machine}])
    assert held(elb, group) == []


def test_a_target_keeps_its_zone_and_one_without_has_none(elb: Any, group: str) -> None:
    targets = [{"Id": "10.0.0.9", "Port": 80, "AvailabilityZone": "all"}, {"Id": "10.0.0.10"}]
    elb.register_targets(TargetGroupArn=group, Targets=targets)

    assert held(elb, group) == [targets[0], {"Id": "10.0.0.10", "Port": 80}]


def test_what_is_no_target_cannot_be_taken_out(elb: Any, group: str, machine: str) -> None:
    elb.register_targets(TargetGroupArn=group, Targets=[{"Id": machine}])
    named = [{"Id": machine, "Port": 9000}]

    assert refusal(elb.deregister_targets, TargetGroupArn=group, Targets=named) == "InvalidTarget"


def test_a_machine_that_does_not_run_cannot_be_registered(
    aws: SimulatedAws, account: str, elb: Any, group: str, machine: str
) -> None:
    aws.client("ec2", account).stop_instances(InstanceIds=[machine])
    named = [{"Id": machine}]

    assert refusal(elb.register_targets, TargetGroupArn=group, Targets=named) == "InvalidTarget"


def test_a_target_that_was_terminated_is_draining_when_asked_for(
    aws: SimulatedAws, account: str, elb: Any, group: str, machine: str
) -> None:
    elb.register_targets(TargetGroupArn=group, Targets=[{"Id": machine, "Port": 8080}])
    aws.client("ec2", account).terminate_instances(InstanceIds=[machine])

    assert held(elb, group) == []
    found = elb.describe_target_health(TargetGroupArn=group, Targets=[{"Id": machine}])
    assert found["TargetHealthDescriptions"][0]["TargetHealth"]["State"] == "draining"
