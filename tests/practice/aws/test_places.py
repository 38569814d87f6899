from __future__ import annotations

from practice.aws.places import Layout, Machine, build_place
from practice.aws.server import SimulatedAws

REGION = "eu-west-1"


def test_a_place_has_what_its_layout_says(aws: SimulatedAws, account: str) -> None:
    layout = Layout(
        account=account,
        name="tested",
        environment="prod",
        machines=(Machine("web-7", (("web", "base"), ("base",)), owner="ann", team="payments"),),
        private_buckets=(f"shut-{account}",),
        openable_buckets=(f"openable-{account}",),
        users=("carol",),
    )

    place = build_place(aws, layout, REGION)

    ec2 = aws.client("ec2", account, REGION)
    found = ec2.describe_instances(InstanceIds=[place.instances["web-7"]])
    machine = found["Reservations"][0]["Instances"][0]
    tags = {tag["Key"]: tag["Value"] for tag in machine["Tags"]}
    interfaces = ec2.describe_network_interfaces(
        NetworkInterfaceIds=list(place.interfaces["web-7"])
    )["NetworkInterfaces"]
    groups = {
        one["NetworkInterfaceId"]: [group["GroupId"] for group in one["Groups"]]
        for one in interfaces
    }
    first, second = place.interfaces["web-7"]
    assert tags["Name"] == "web-7"
    assert (tags["owner"], tags["team"], tags["environment"]) == ("ann", "payments", "prod")
    assert machine["PublicIpAddress"]
    assert machine["VpcId"] == place.vpc
    assert groups[first] == [place.groups["web"], place.groups["base"]]
    assert groups[second] == [place.groups["base"]]


def test_a_places_parts_answer_to_their_names(aws: SimulatedAws, account: str) -> None:
    layout = Layout(account, "t", "dev", (), (), (f"openable-{account}",), ("carol",))

    place = build_place(aws, layout, REGION)

    rules = aws.client("ec2", account, REGION).describe_security_groups(
        GroupIds=[place.groups["web"]]
    )["SecurityGroups"][0]["IpPermissions"]
    s3 = aws.client("s3", account, REGION)
    carol = aws.client_of("sts", *place.keys["carol"])
    detectors = aws.client("guardduty", account, REGION).list_detectors()["DetectorIds"]
    assert sorted(rule["FromPort"] for rule in rules) == [22, 443]
    assert s3.get_bucket_location(Bucket=place.buckets[0])["LocationConstraint"] == REGION
    assert carol.get_caller_identity()["Arn"] == f"arn:aws:iam::{account}:user/carol"
    assert detectors == [place.detector]
    assert aws.client("securityhub", account, REGION).describe_hub()["HubArn"]
