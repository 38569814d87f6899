from __future__ import annotations

import pytest

from practice.aws.actions import action, resources
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
