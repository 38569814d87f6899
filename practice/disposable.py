"""Things to lose, which a containment drill may work on: tagged as that, and made for it."""

from __future__ import annotations

from practice.aws.places import IMAGE, Place
from practice.aws.server import SimulatedAws

TAG = "secbot:drill"
NAME = "drill-1"


def machine(aws: SimulatedAws, place: Place, region: str) -> str:
    """Launch a small machine beside the others of an account, and return its id. Blocks."""
    ec2 = aws.client("ec2", place.account, region)
    known = list(place.instances.values())[:1]
    beside = ec2.describe_instances(InstanceIds=known)["Reservations"][0]["Instances"][0]
    tags = [{"Key": "Name", "Value": NAME}, {"Key": TAG, "Value": "true"}]
    launched = ec2.run_instances(
        ImageId=IMAGE,
        InstanceType="t3.micro",
        MinCount=1,
        MaxCount=1,
        SubnetId=beside["SubnetId"],
        SecurityGroupIds=[place.groups["base"]],
    )
    name = str(launched["Instances"][0]["InstanceId"])
    ec2.create_tags(Resources=[name], Tags=tags)
    return name
