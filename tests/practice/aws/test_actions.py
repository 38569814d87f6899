from __future__ import annotations

import pytest

from practice.aws.actions import action, passed, resources
from practice.aws.call import Call
from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import a_call

ACCOUNT = "111122223333"
HOME = f"arn:aws:ec2:us-east-1:{ACCOUNT}"


@pytest.mark.parametrize(
    ("service", "operation", "named"),
    [
        ("ec2", "StopInstances", "ec2:StopInstances"),
        ("s3", "PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
        ("s3control", "PutPublicAccessBlock", "s3:PutAccountPublicAccessBlock"),
        ("s3", "ListBuckets", "s3:ListAllMyBuckets"),
        ("securityhub", "BatchUpdateFindingsV2", "securityhub:BatchUpdateFindings"),
        ("securityhub", "GetFindingsV2", "securityhub:GetFindings"),
        ("elbv2", "DeregisterTargets", "elasticloadbalancing:DeregisterTargets"),
    ],
)
def test_an_action_has_iams_name(service: str, operation: str, named: str) -> None:
    assert action(a_call(service, operation)) == named


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (a_call("ec2", "DescribeInstances", InstanceIds=["i-1"]), ("*",)),
        (a_call("ec2", "CreateSecurityGroup", VpcId="vpc-1"), ()),
        (
            a_call(
                "sns",
                "GetSubscriptionAttributes",
                SubscriptionArn=f"arn:aws:sns:us-east-1:{ACCOUNT}:findings:0a1b",
            ),
            (f"arn:aws:sns:us-east-1:{ACCOUNT}:findings",),
        ),
        (
            a_call("ec2", "ModifyNetworkInterfaceAttribute", NetworkInterfaceId="eni-1", Groups=[]),
            (f"{HOME}:network-interface/eni-1",),
        ),
        (
            a_call("ec2", "CreateTags", Resources=["i-1", "sg-2", "snap-3"]),
            (f"{HOME}:instance/i-1", f"{HOME}:security-group/sg-2", f"{HOME}:snapshot/snap-3"),
        ),
        (a_call("s3", "GetBucketPolicy", Bucket="b"), ("arn:aws:s3:::b",)),
        (a_call("s3", "GetObject", Bucket="b", Key="k/1"), ("arn:aws:s3:::b/k/1",)),
        (a_call("s3", "ListBuckets"), ("*",)),
        (a_call("s3control", "GetPublicAccessBlock", AccountId=ACCOUNT), ()),
        (
            a_call("guardduty", "ArchiveFindings", DetectorId="d", FindingIds=["f"]),
            (f"arn:aws:guardduty:us-east-1:{ACCOUNT}:detector/d",),
        ),
        (
            a_call("securityhub", "BatchUpdateFindingsV2", MetadataUids=["m1"]),
            (f"arn:aws:securityhub:us-east-1:{ACCOUNT}:hubv2/simulated",),
        ),
        (a_call("sns", "Publish", TopicArn="arn:t", Message="m"), ("arn:t",)),
        (a_call("cloudtrail", "LookupEvents"), ()),
    ],
)
def test_a_call_names_the_resources_that_iam_weighs(made: Call, named: tuple[str, ...]) -> None:
    assert resources(made) == named


def test_users_and_roles_are_named_with_their_paths(aws: SimulatedAws, account: str) -> None:
    iam = aws.client("iam", account)
    iam.create_user(UserName="ann", Path="/people/")
    iam.create_role(RoleName="web", Path="/app/", AssumeRolePolicyDocument='{"Statement": []}')
    home = f"arn:aws:iam::{account}"

    assert resources(a_call("iam", "DeleteUser", account, UserName="ann")) == (
        f"{home}:user/people/ann",
    )
    assert resources(a_call("iam", "DeleteRole", account, RoleName="web")) == (
        f"{home}:role/app/web",
    )
    assert resources(a_call("iam", "DeletePolicy", account, PolicyArn="arn:p")) == ("arn:p",)
    assert resources(a_call("iam", "ListUsers", account)) == ()


def a_profile(aws: SimulatedAws, account: str) -> None:
    iam = aws.client("iam", account)
    iam.create_role(RoleName="web", AssumeRolePolicyDocument='{"Statement": []}')
    iam.create_instance_profile(InstanceProfileName="web")
    iam.add_role_to_instance_profile(InstanceProfileName="web", RoleName="web")


def test_an_association_is_named_by_its_instance_and_a_group_by_its_arn(
    aws: SimulatedAws, account: str
) -> None:
    a_profile(aws, account)
    ec2, scaling = aws.client("ec2", account), aws.client("autoscaling", account)
    launched = ec2.run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1)
    instance = launched["Instances"][0]["InstanceId"]
    made = ec2.associate_iam_instance_profile(
        InstanceId=instance, IamInstanceProfile={"Name": "web"}
    )
    association = made["IamInstanceProfileAssociation"]["AssociationId"]
    ended = a_call("ec2", "DisassociateIamInstanceProfile", account, AssociationId=association)
    assert resources(ended) == (f"arn:aws:ec2:us-east-1:{account}:instance/{instance}",)

    scaling.create_launch_configuration(
        LaunchConfigurationName="web", ImageId="ami-12c6146b", InstanceType="t3.micro"
    )
    scaling.create_auto_scaling_group(
        AutoScalingGroupName="web",
        LaunchConfigurationName="web",
        MinSize=0,
        MaxSize=0,
        AvailabilityZones=["us-east-1a"],
    )
    found = scaling.describe_auto_scaling_groups()["AutoScalingGroups"][0]
    entered = a_call("autoscaling", "EnterStandby", account, AutoScalingGroupName="web")
    assert resources(entered) == (found["AutoScalingGroupARN"],)
    none = a_call("autoscaling", "EnterStandby", account, AutoScalingGroupName="none")
    assert resources(none) == ()


def test_only_a_call_that_hands_a_role_over_passes_one(aws: SimulatedAws, account: str) -> None:
    a_profile(aws, account)
    arn = f"arn:aws:iam::{account}:instance-profile/web"
    role = f"arn:aws:iam::{account}:role/web"

    for profile in ({"Name": "web"}, {"Arn": arn}):
        call = a_call("ec2", "AssociateIamInstanceProfile", account, IamInstanceProfile=profile)
        assert passed(call) == role
    other = {"Name": "none"}
    unknown = a_call("ec2", "AssociateIamInstanceProfile", account, IamInstanceProfile=other)
    assert passed(unknown) == ""
    assert passed(a_call("ec2", "StartInstances", account, InstanceIds=["i-1"])) == ""
