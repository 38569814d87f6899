from __future__ import annotations

from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

IMAGE = "ami-12c6146b"
GROUP = "web"


@pytest.fixture
def scaling(aws: SimulatedAws, account: str) -> Any:
    client = aws.client("autoscaling", account)
    client.create_launch_configuration(
        LaunchConfigurationName=GROUP, ImageId=IMAGE, InstanceType="t3.micro"
    )
    return client


def a_group(scaling: Any, least: int, desired: int, most: int, *targets: str) -> list[str]:
    """Make a group and return its instances."""
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=GROUP,
        LaunchConfigurationName=GROUP,
        MinSize=least,
        DesiredCapacity=desired,
        MaxSize=most,
        AvailabilityZones=["us-east-1a"],
        TargetGroupARNs=list(targets),
    )
    return [each["InstanceId"] for each in group(scaling)["Instances"]]


def group(scaling: Any) -> dict[str, Any]:
    found = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[GROUP])
    return dict(found["AutoScalingGroups"][0])


def asked(*instances: str, name: str = GROUP) -> dict[str, Any]:
    return {"InstanceIds": list(instances), "AutoScalingGroupName": name}


def enter(scaling: Any, *instances: str, fewer: bool) -> None:
    scaling.enter_standby(**asked(*instances), ShouldDecrementDesiredCapacity=fewer)


def test_no_group_goes_below_its_least(scaling: Any) -> None:
    first, second = a_group(scaling, 1, 2, 4)

    code = refusal(
        scaling.enter_standby, **asked(first, second), ShouldDecrementDesiredCapacity=True
    )
    assert code == "ValidationError"
    enter(scaling, first, fewer=True)
    assert group(scaling)["DesiredCapacity"] == 1


def test_a_group_that_keeps_its_number_launches_a_replacement(scaling: Any) -> None:
    (only,) = a_group(scaling, 1, 1, 1)

    enter(scaling, only, fewer=False)
    held = {each["InstanceId"]: each["LifecycleState"] for each in group(scaling)["Instances"]}
    assert held.pop(only) == "Standby"
    assert list(held.values()) == ["InService"]


def test_no_group_goes_beyond_its_most(scaling: Any) -> None:
    (only,) = a_group(scaling, 1, 1, 1)
    enter(scaling, only, fewer=False)

    assert refusal(scaling.exit_standby, **asked(only)) == "ValidationError"
    scaling.update_auto_scaling_group(AutoScalingGroupName=GROUP, MaxSize=2)
    scaling.exit_standby(**asked(only))
    assert group(scaling)["DesiredCapacity"] == 2


def test_only_what_is_in_service_goes_and_only_what_is_on_standby_comes(scaling: Any) -> None:
    first, _ = a_group(scaling, 0, 2, 4)

    assert refusal(scaling.exit_standby, **asked(first)) == "ValidationError"
    enter(scaling, first, fewer=True)
    code = refusal(scaling.enter_standby, **asked(first), ShouldDecrementDesiredCapacity=True)
    assert code == "ValidationError"


@pytest.mark.parametrize("name", [GROUP, "no-such-group"])
def test_a_stranger_and_a_group_that_is_not_there_are_refused(scaling: Any, name: str) -> None:
    a_group(scaling, 0, 1, 1)
    named = asked("i-0123456789abcdef0", name=name)

    code = refusal(scaling.enter_standby, **named, ShouldDecrementDesiredCapacity=True)
    assert code == "ValidationError"


def test_standby_takes_an_instance_out_of_its_groups_target_groups(
    aws: SimulatedAws, account: str, scaling: Any
) -> None:
    elb, ec2 = aws.client("elbv2", account), aws.client("ec2", account)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    made = elb.create_target_group(Name="pay", Protocol="HTTP", Port=80, VpcId=vpc)
    arn = made["TargetGroups"][0]["TargetGroupArn"]
    first, second = a_group(scaling, 0, 2, 4, arn)

    def targets() -> set[str]:
        found = elb.describe_target_health(TargetGroupArn=arn)["TargetHealthDescriptions"]
        return {each["Target"]["Id"] for each in found}

    assert targets() == {first, second}
    enter(scaling, first, fewer=True)
    assert targets() == {second}
    scaling.exit_standby(**asked(first))
    assert targets() == {first, second}
