from __future__ import annotations

from typing import Any

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

IMAGE = "ami-12c6146b"


def launch(ec2: Any, **how: Any) -> str:
    launched = ec2.run_instances(ImageId=IMAGE, MinCount=1, MaxCount=1, **how)
    return str(launched["Instances"][0]["InstanceId"])


def state(ec2: Any, instance: str) -> str:
    found = ec2.describe_instances(InstanceIds=[instance])
    return str(found["Reservations"][0]["Instances"][0]["State"]["Name"])


def test_a_spot_instance_of_a_one_time_request_is_not_stopped(
    aws: SimulatedAws, account: str
) -> None:
    ec2 = aws.client("ec2", account)
    spot, plain = launch(ec2, InstanceMarketOptions={"MarketType": "spot"}), launch(ec2)

    assert refusal(ec2.stop_instances, InstanceIds=[plain, spot]) == "UnsupportedOperation"
    assert state(ec2, plain) == "running"
    ec2.stop_instances(InstanceIds=[plain])
    assert state(ec2, plain) == "stopped"


def test_stop_protection_holds(aws: SimulatedAws, account: str) -> None:
    ec2 = aws.client("ec2", account)
    instance = launch(ec2)
    ec2.modify_instance_attribute(InstanceId=instance, DisableApiStop={"Value": True})

    assert refusal(ec2.stop_instances, InstanceIds=[instance]) == "OperationNotPermitted"
