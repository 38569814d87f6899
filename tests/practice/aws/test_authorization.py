from __future__ import annotations

from typing import Any

import pytest

from practice.aws.server import Key, SimulatedAws
from tests.practice.aws.asking import allowing, document, refusal

EXTERNAL_ID = "range-external-id"
IMAGE = "ami-12c6146b"


def session(aws: SimulatedAws, account: str, service: str, policy: str) -> Any:
    given = aws.client("sts", account).assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/secbot-contain",
        RoleSessionName="A-19X",
        ExternalId=EXTERNAL_ID,
        **({"Policy": policy} if policy else {}),
    )["Credentials"]
    return aws.client_of(
        service, given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]
    )


@pytest.fixture
def contained(aws: SimulatedAws, account: str) -> SimulatedAws:
    aws.seed_roles(account, ("secbot-contain",), EXTERNAL_ID)
    return aws


@pytest.fixture
def ann(aws: SimulatedAws, account: str) -> Key:
    iam = aws.client("iam", account)
    iam.create_user(UserName="ann")
    key = iam.create_access_key(UserName="ann")["AccessKey"]
    return Key(key["AccessKeyId"], key["SecretAccessKey"])


def two_machines(aws: SimulatedAws, account: str) -> list[str]:
    launched = aws.client("ec2", account).run_instances(ImageId=IMAGE, MinCount=2, MaxCount=2)
    return [one["InstanceId"] for one in launched["Instances"]]


def test_a_session_policy_lets_through_its_action_on_its_resource_only(
    contained: SimulatedAws, account: str
) -> None:
    mine, other = two_machines(contained, account)
    arn = f"arn:aws:ec2:us-east-1:{account}:instance/{mine}"
    ec2 = session(contained, account, "ec2", allowing("ec2:StopInstances", resource=arn))

    ec2.stop_instances(InstanceIds=[mine])

    codes = {
        refusal(ec2.stop_instances, InstanceIds=[other]),
        refusal(ec2.stop_instances, InstanceIds=[mine, other]),
        refusal(ec2.start_instances, InstanceIds=[mine]),
        refusal(ec2.describe_instances),
    }
    assert codes == {"UnauthorizedOperation"}


def test_what_a_session_policy_refuses_is_recorded_and_changes_nothing(
    contained: SimulatedAws, account: str
) -> None:
    (machine, _) = two_machines(contained, account)
    ec2 = session(contained, account, "ec2", allowing("ec2:DescribeInstances"))

    refusal(ec2.stop_instances, InstanceIds=[machine])

    (made,) = contained.calls(account=account, session="A-19X")
    shown = ec2.describe_instances(InstanceIds=[machine])["Reservations"][0]["Instances"][0]
    assert (made.action, made.error) == ("ec2:StopInstances", "UnauthorizedOperation")
    assert shown["State"]["Name"] == "running"


def test_each_service_refuses_in_its_own_words(contained: SimulatedAws, account: str) -> None:
    nothing = allowing("kms:Sign")

    codes = {
        service: refusal(getattr(session(contained, account, service, nothing), operation))
        for service, operation in (
            ("iam", "list_users"),
            ("s3", "list_buckets"),
            ("cloudtrail", "lookup_events"),
            ("guardduty", "list_detectors"),
            ("sns", "list_topics"),
        )
    }
    assert codes == {
        "iam": "AccessDenied",
        "s3": "AccessDenied",
        "cloudtrail": "AccessDeniedException",
        "guardduty": "AccessDeniedException",
        "sns": "AccessDenied",
    }


def test_anyone_may_ask_who_he_is(contained: SimulatedAws, account: str) -> None:
    sts = session(contained, account, "sts", document("Deny", "*"))

    assert sts.get_caller_identity()["Account"] == account


def test_a_session_without_a_policy_may_what_its_role_may(
    contained: SimulatedAws, account: str
) -> None:
    contained.client("iam", account).put_role_policy(
        RoleName="secbot-contain", PolicyName="vpcs", PolicyDocument=allowing("ec2:DescribeVpcs")
    )
    ec2 = session(contained, account, "ec2", "")

    ec2.describe_vpcs()
    assert refusal(ec2.describe_instances) == "UnauthorizedOperation"


def test_a_session_policy_never_gives_more_than_the_role_has(
    contained: SimulatedAws, account: str
) -> None:
    contained.client("iam", account).put_role_policy(
        RoleName="secbot-contain", PolicyName="vpcs", PolicyDocument=allowing("ec2:DescribeVpcs")
    )

    ec2 = session(contained, account, "ec2", allowing("ec2:*"))
    assert refusal(ec2.describe_instances) == "UnauthorizedOperation"


def test_a_deny_policy_stops_a_user_who_was_free(aws: SimulatedAws, account: str, ann: Key) -> None:
    theirs = aws.client_of("s3", *ann)
    theirs.list_buckets()

    aws.client("iam", account).put_user_policy(
        UserName="ann", PolicyName="secbot-deny", PolicyDocument=document("Deny", "*")
    )

    assert refusal(theirs.list_buckets) == "AccessDenied"


def test_a_managed_deny_stops_a_role_and_its_removal_lets_it_go_on(
    contained: SimulatedAws, account: str
) -> None:
    iam = contained.client("iam", account)
    arn = iam.create_policy(PolicyName="deny-all", PolicyDocument=document("Deny", "*"))["Policy"][
        "Arn"
    ]
    ec2 = session(contained, account, "ec2", "")

    iam.attach_role_policy(RoleName="secbot-contain", PolicyArn=arn)
    code = refusal(ec2.describe_vpcs)
    iam.detach_role_policy(RoleName="secbot-contain", PolicyArn=arn)

    assert code == "UnauthorizedOperation"
    ec2.describe_vpcs()


def test_a_groups_policies_hold_for_its_members(aws: SimulatedAws, account: str, ann: Key) -> None:
    iam = aws.client("iam", account)
    iam.create_group(GroupName="readers")
    iam.put_group_policy(
        GroupName="readers", PolicyName="read", PolicyDocument=allowing("s3:ListAllMyBuckets")
    )
    iam.add_user_to_group(GroupName="readers", UserName="ann")
    theirs = aws.client_of("s3", *ann)

    theirs.list_buckets()
    assert refusal(theirs.create_bucket, Bucket=f"made-{account}") == "AccessDenied"


def test_a_permissions_boundary_bounds_what_a_role_may(aws: SimulatedAws, account: str) -> None:
    aws.seed_roles(account, ("secbot-contain",), EXTERNAL_ID)
    iam = aws.client("iam", account)
    bounds = iam.create_policy(PolicyName="bounds", PolicyDocument=allowing("s3:*"))["Policy"]
    iam.put_role_permissions_boundary(RoleName="secbot-contain", PermissionsBoundary=bounds["Arn"])
    iam.put_role_policy(RoleName="secbot-contain", PolicyName="all", PolicyDocument=allowing("*"))

    session(aws, account, "s3", "").list_buckets()
    ec2 = session(aws, account, "ec2", "")
    assert refusal(ec2.describe_instances) == "UnauthorizedOperation"


def test_revoking_older_sessions_stops_those_that_exist(
    contained: SimulatedAws, account: str
) -> None:
    ec2 = session(contained, account, "ec2", "")
    older = {"DateLessThan": {"aws:TokenIssueTime": "2999-01-01T00:00:00Z"}}

    contained.client("iam", account).put_role_policy(
        RoleName="secbot-contain",
        PolicyName="revoke",
        PolicyDocument=document("Deny", "*", Condition=older),
    )

    assert refusal(ec2.describe_vpcs) == "UnauthorizedOperation"


def test_whoever_hands_a_role_to_a_machine_needs_the_right_to_pass_it(
    contained: SimulatedAws, account: str
) -> None:
    iam = contained.client("iam", account)
    iam.create_role(RoleName="web", AssumeRolePolicyDocument='{"Statement": []}')
    iam.create_instance_profile(InstanceProfileName="web")
    iam.add_role_to_instance_profile(InstanceProfileName="web", RoleName="web")
    machine, _ = two_machines(contained, account)
    asked = {"InstanceId": machine, "IamInstanceProfile": {"Name": "web"}}
    action = "ec2:AssociateIamInstanceProfile"

    bare = session(contained, account, "ec2", allowing(action))
    assert refusal(bare.associate_iam_instance_profile, **asked) == "UnauthorizedOperation"
    whole = session(contained, account, "ec2", allowing(action, "iam:PassRole"))
    whole.associate_iam_instance_profile(**asked)
