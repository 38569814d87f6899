"""The template, created for real in the simulated AWS: findings arrive, and roles are as narrow."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from bot.deploying.claims import claims
from bot.deploying.landscape import landscape
from bot.deploying.names import DENY_ALL
from bot.domain.words import thief as words
from bot.verbs.declaring import declared
from practice.aws.server import SimulatedAws
from runbooks.kit.quarantine import GROUP
from runbooks.kit.values import PASS_ROLE, Plan, Proof, Reach
from tests.bot.deploying.trail_events import CALL, Called
from tests.journeys.deployed import REGION, Deployed, deploy, deployed
from tests.practice.aws.asking import refusal, until
from tests.practice.aws.endpoint import an_endpoint
from tests.runbooks.site import HOME, a_site, proofs
from tests.runbooks.test_catalog import CATALOGUE, EXERCISES, Exercise

IMAGE = "ami-12c6146b"
FINDING = {"type": "UnauthorizedAccess:EC2/TorClient", "severity": 8}


class Machine(NamedTuple):
    """A machine, its interface, an open group and the VPC of all three."""

    instance: str
    interface: str
    group: str
    vpc: str


@pytest.fixture
def made(aws: SimulatedAws, account: str) -> Deployed:
    return deployed(aws, account)


def test_a_stack_makes_all_that_it_was_asked_for(aws: SimulatedAws, account: str) -> None:
    vpc = aws.client("ec2", account).create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    whole = deployed(
        aws,
        account,
        Endpoint="https://secbot.example/sns",
        PassableRoleArns=f"arn:aws:iam::{account}:role/web",
        QuarantineVpcId=vpc,
        GuardEndpoint="oncall@example.com",
        GuardedBuckets="secbot-anchors,secbot-evidence",
        GuardedKeyArns=f"arn:aws:kms:us-east-1:{account}:key/1",
    )

    assert all(whole.resources.values())
    assert {"FindingsSubscription", "QuarantineGroup"} < whole.resources.keys()
    assert {"GuardSubscription", "GuardBucketRule", "GuardKeyRule"} < whole.resources.keys()
    groups = aws.client("ec2", account).describe_security_groups(
        Filters=[{"Name": "vpc-id", "Values": [vpc]}]
    )["SecurityGroups"]
    assert GROUP in [each["GroupName"] for each in groups]


def test_what_may_be_left_out_is_not_made(made: Deployed) -> None:
    assert not {"FindingsSubscription", "QuarantineGroup"} & made.resources.keys()
    assert not {"GuardSubscription", "GuardBucketRule", "GuardKeyRule"} & made.resources.keys()
    held = made.aws.client("iam", made.account).get_role_policy(
        RoleName="secbot-release", PolicyName="secbot-release"
    )
    assert PASS_ROLE not in json.dumps(held["PolicyDocument"])


@pytest.mark.parametrize(
    ("source", "kind", "comes"),
    [
        ("aws.guardduty", "GuardDuty Finding", True),
        ("aws.securityhub", "Security Hub Findings - Imported", True),
        ("aws.securityhub", "Security Hub Insight Results", True),
        ("aws.health", "AWS Health Event", True),
        ("aws.rds", "RDS DB Instance Event", False),
    ],
)
def test_a_finding_comes_through_rule_and_topic_to_the_bots_door(
    made: Deployed, source: str, kind: str, *, comes: bool
) -> None:
    topic = made.outputs["FindingsTopicArn"]
    with an_endpoint() as endpoint:
        sns = made.aws.client("sns", made.account)
        sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        (asked,) = until(lambda: endpoint.of_type("SubscriptionConfirmation"))
        made.as_bot("sns").confirm_subscription(TopicArn=topic, Token=asked["Token"])

        made.aws.emit(made.account, REGION, source, kind, FINDING)
        made.aws.emit(made.account, REGION, "aws.guardduty", "GuardDuty Finding", {"last": True})
        until(lambda: len(endpoint.of_type("Notification")) == 1 + comes or None)

    events = [json.loads(one["Message"]) for one in endpoint.of_type("Notification")]
    assert (FINDING in [one["detail"] for one in events]) is comes
    assert all(one["account"] == made.account for one in events)
    assert {one["SignatureVersion"] for one in endpoint.of_type("Notification")} == {"2"}


def test_what_blinds_or_touches_secbot_pages_in_words_and_without_the_bot(made: Deployed) -> None:
    topic = made.outputs["GuardTopicArn"]
    ordinary, stopped, widened = (
        Called("", "iam", "PutRolePolicy", {"roleName": "web"}),
        Called("trails", "cloudtrail", "StopLogging", {"name": "org"}),
        Called("identities", "iam", "PutRolePolicy", {"roleName": "secbot-contain"}),
    )
    with an_endpoint() as endpoint:
        sns = made.aws.client("sns", made.account)
        sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        (asked,) = until(lambda: endpoint.of_type("SubscriptionConfirmation"))
        sns.confirm_subscription(TopicArn=topic, Token=asked["Token"])

        for each in (ordinary, stopped, widened):
            made.aws.emit(made.account, REGION, f"aws.{each.service}", CALL, each.detail)
        until(lambda: len(endpoint.of_type("Notification")) == 2 or None)

    first, second = sorted(each["Message"] for each in endpoint.of_type("Notification"))
    assert '"SECBOT GUARD: PutRolePolicy at iam.amazonaws.com.' in first
    assert "On: secbot-contain" in first
    assert '"SECBOT GUARD: StopLogging at cloudtrail.amazonaws.com. A log is to stop' in second
    assert ":user/mallory AIDAEXAMPLE, from 198.51.100.7" in second
    assert f"Where: account {made.account}, eu-central-1. On: org" in second
    assert "When: 2026-11-26T09:31:04Z" in second


def test_the_bot_may_page_by_the_guards_topic(made: Deployed) -> None:
    made.as_bot("sns").publish(TopicArn=made.outputs["GuardTopicArn"], Message="somebody is in")


def test_the_bot_itself_may_enter_and_confirm_and_nothing_else(made: Deployed) -> None:
    assert refusal(made.as_bot("ec2").describe_instances) == "UnauthorizedOperation"
    assert refusal(made.as_bot("iam").list_users) == "AccessDenied"
    topic = made.outputs["FindingsTopicArn"]
    publish = made.as_bot("sns").publish
    assert refusal(publish, TopicArn=topic, Message="forged") == "AccessDenied"
    other = made.role("administrator")
    made.aws.seed_roles(made.account, ("administrator",), "known")
    asked = {"RoleArn": other, "RoleSessionName": "x1", "ExternalId": "known"}
    assert refusal(made.as_bot("sts").assume_role, **asked) == "AccessDenied"


@pytest.mark.parametrize("role", ["secbot-read", "secbot-contain", "secbot-release"])
def test_a_role_is_entered_with_the_external_id_by_the_bot_alone(made: Deployed, role: str) -> None:
    sts = made.session("sts", role, SourceIdentity="ryo@example.com")
    assert f"assumed-role/{role}/secbot-A-19X" in sts.get_caller_identity()["Arn"]

    asked: dict[str, Any] = {"RoleArn": made.role(role), "RoleSessionName": "x1"}
    wrong = asked | {"ExternalId": "guessed"}
    assert refusal(made.as_bot("sts").assume_role, **asked) == "AccessDenied"
    assert refusal(made.as_bot("sts").assume_role, **wrong) == "AccessDenied"
    right = asked | {"ExternalId": "range-external-id"}
    administrator = made.aws.client("sts", made.account)
    assert refusal(administrator.assume_role, **right) == "AccessDenied"


def test_where_another_releases_the_bot_can_not(aws: SimulatedAws, account: str) -> None:
    releaser = f"arn:aws:iam::{account}:user/range-administrator"
    apart = deployed(aws, account, ReleasePrincipalArn=releaser)
    asked = {
        "RoleArn": apart.role("secbot-release"),
        "RoleSessionName": "x1",
        "ExternalId": "range-external-id",
    }

    apart.session("sts", "secbot-contain").get_caller_identity()
    assert refusal(apart.as_bot("sts").assume_role, **asked) == "AccessDenied"
    aws.client("sts", account).assume_role(**asked)


def test_no_role_changes_what_the_stack_made(made: Deployed) -> None:
    for role in ("secbot-contain", "secbot-release"):
        iam = made.session("iam", role)
        put = {"RoleName": role, "PolicyName": "more", "PolicyDocument": "{}"}
        assert refusal(iam.put_role_policy, **put) == "AccessDenied"
        assert refusal(iam.create_access_key, UserName="bot") == "AccessDenied"
        topic = made.outputs["FindingsTopicArn"]
        assert refusal(made.session("sns", role).delete_topic, TopicArn=topic) == "AccessDenied"


def test_a_role_whose_policy_somebody_widens_stays_bounded(made: Deployed) -> None:
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    made.aws.client("iam", made.account).put_role_policy(
        RoleName="secbot-contain",
        PolicyName="more",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [everything]}),
    )

    made.session("ec2", "secbot-contain").describe_instances()
    iam = made.session("iam", "secbot-contain")
    assert refusal(iam.create_user, UserName="mallory") == "AccessDenied"


def test_whoever_has_the_deny_all_policy_may_nothing(made: Deployed) -> None:
    iam = made.aws.client("iam", made.account)
    iam.attach_user_policy(UserName="bot", PolicyArn=made.outputs["DenyAllPolicyArn"])

    assert made.outputs["DenyAllPolicyArn"].endswith(f":policy/{DENY_ALL}")
    asked = {"RoleArn": made.role("secbot-read"), "RoleSessionName": "x1"}
    asked |= {"ExternalId": "range-external-id"}
    assert refusal(made.as_bot("sts").assume_role, **asked) == "AccessDenied"


@pytest.fixture
def machine(made: Deployed) -> Machine:
    """Launch a machine in a VPC with a group that lets everything in."""
    ec2 = made.aws.client("ec2", made.account)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(GroupName="open", Description="x", VpcId=vpc)["GroupId"]
    launched = ec2.run_instances(ImageId=IMAGE, MinCount=1, MaxCount=1, SubnetId=subnet)
    (found,) = launched["Instances"]
    interface = found["NetworkInterfaces"][0]["NetworkInterfaceId"]
    return Machine(found["InstanceId"], interface, group, vpc)


def test_the_contain_role_is_held_to_what_contains(made: Deployed, machine: Machine) -> None:
    ec2 = made.session("ec2", "secbot-contain")
    modify, name = ec2.modify_instance_attribute, machine.instance
    open_ = {"NetworkInterfaceId": machine.interface, "Groups": [machine.group]}
    owner = [{"Key": "owner", "Value": "mallory"}]
    mark = [{"Key": "secbot:isolated", "Value": "true"}]

    ec2.create_tags(Resources=[name], Tags=mark)
    modify(InstanceId=name, DisableApiTermination={"Value": True})
    codes = {
        refusal(ec2.create_tags, Resources=[name], Tags=owner),
        refusal(ec2.create_tags, Resources=[name], Tags=mark + owner),
        refusal(modify, InstanceId=name, DisableApiTermination={"Value": False}),
        refusal(modify, InstanceId=name, UserData={"Value": b"#!/bin/sh"}),
        refusal(ec2.modify_network_interface_attribute, **open_),
        refusal(ec2.start_instances, InstanceIds=[name]),
        refusal(ec2.terminate_instances, InstanceIds=[name]),
    }
    assert codes == {"UnauthorizedOperation"}


def test_a_thief_of_the_contain_role_can_mark_a_group_and_then_move_into_it(
    made: Deployed, machine: Machine
) -> None:
    ec2 = made.session("ec2", "secbot-contain")
    mark = [{"Key": "secbot:quarantine", "Value": machine.vpc}]

    ec2.create_tags(Resources=[machine.group], Tags=mark)
    ec2.modify_network_interface_attribute(
        NetworkInterfaceId=machine.interface, Groups=[machine.group]
    )
    assert words.MARKING in [each.says for each in claims(landscape(declared()))]


def test_a_thief_of_the_contain_role_can_open_a_bucket_as_well_as_close_it(
    made: Deployed,
) -> None:
    bucket, other = f"pay-{made.account}", f"other-{made.account}"
    made.aws.client("s3", made.account).create_bucket(Bucket=bucket)
    made.aws.client("s3", "444455556666").create_bucket(Bucket=other)
    put = made.session("s3", "secbot-contain").put_public_access_block
    off = {"PublicAccessBlockConfiguration": {"BlockPublicAcls": False}}

    put(Bucket=bucket, **off)
    assert words.BOTH_WAYS in [each.says for each in claims(landscape(declared()))]
    assert refusal(put, Bucket=other, **off) == "AccessDenied"


@pytest.mark.parametrize(("name", "exercise"), EXERCISES)
def test_every_runbook_works_and_is_undone_under_the_roles_that_are_deployed(
    aws: SimulatedAws, account: str, name: str, exercise: Exercise
) -> None:
    home = f"arn:aws:iam::{HOME}:user/range-administrator"
    aws.credentials(HOME)
    passable = f"arn:aws:iam::{account}:role/web-*"
    deploy(aws, account, home, PassableRoleArns=passable)

    with a_site(aws, account, CATALOGUE[name], has_roles=True) as site:
        inputs = exercise(site)
        before, plan = site.observe(inputs), site.plan(inputs)
        site.carry_out(plan)
        settled = {claim.proof for claim in site.claims(inputs) if not claim.is_pending}
        assert settled == {Proof.PASSED}
        if CATALOGUE[name].about.undo is Reach.NONE:
            return
        back = site.undo(inputs, before, site.observe(site.again(inputs, before)))
        assert isinstance(back, Plan)
        site.carry_out(back)
        assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}
