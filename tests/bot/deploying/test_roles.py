"""The roles' policies, held against AWS's reference and asked of the simulated policy simulator."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bot.deploying import roles
from bot.deploying.declared import Declared
from bot.deploying.document import Document, listed
from bot.deploying.grants import CANARIES
from bot.deploying.place import Place
from bot.deploying.powers import allowed
from bot.domain.syncing import WRITES
from bot.verbs.declaring import declared
from practice.aws.conditions import EVERY_KEY
from practice.aws.policies import Asked, Decision, decide
from practice.aws.server import SimulatedAws
from tests.bot.deploying.examples import (
    ACCOUNT,
    BUCKET,
    DENY_ALL,
    GROUP,
    INSTANCE,
    PLACE,
    ROLE,
    USER,
    WEB,
    WIDE,
)
from tests.bot.deploying.reference import exists, takes
from tests.bot.deploying.simulator import decision

LONGEST_MANAGED = 6144
LONGEST_INLINE = 10_240
"""Characters without white space:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""
AWS_ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"

Make = Callable[[Declared, Place], Document]
ALL = (roles.read, roles.contain, roles.release, roles.boundary)


@pytest.mark.parametrize("make", ALL)
def test_every_action_is_one_of_awss_on_what_it_takes(make: Make) -> None:
    for statement in make(declared(), PLACE)["Statement"]:
        for action in listed(statement.get("Action", statement.get("NotAction"))):
            assert exists(action), action
            if "Action" in statement:
                for resource in listed(statement["Resource"]):
                    assert takes(action, resource), (action, resource)


@pytest.mark.parametrize("make", ALL)
def test_a_role_is_allowed_what_is_declared_and_no_more(make: Make) -> None:
    found = declared()
    wanted: dict[Make, set[str]] = {
        roles.read: set(found.reads),
        roles.contain: set(found.contains),
        roles.release: set(found.releases) - {"iam:PassRole"},
        roles.boundary: {*found.reads, *found.contains, *found.releases, *WRITES, *CANARIES},
    }

    assert set(allowed(make(found, PLACE))) == wanted[make]


@pytest.mark.parametrize(
    ("changed", "is_allowed"),
    [
        ({"Workflow.Status": "SUPPRESSED"}, True),
        ({"Workflow.Status": "NOTIFIED", "Note.Text": "x", "Note.UpdatedBy": "secbot"}, True),
        ({"Note.Text": "x"}, True),
        ({"Workflow.Status": "NEW"}, False),
        ({"Severity.Label": "LOW"}, False),
        ({"Workflow.Status": "RESOLVED", "Severity.Label": "LOW"}, False),
        ({"VerificationState": "FALSE_POSITIVE"}, False),
        ({"UserDefinedFields": "x"}, False),
    ],
)
def test_the_sync_role_changes_a_findings_status_and_note_and_nothing_else(
    changed: dict[str, str], *, is_allowed: bool
) -> None:
    given = {f"securityhub:asffsyntaxpath/{key.lower()}": value for key, value in changed.items()}
    hub = f"arn:aws:securityhub:eu-west-1:{ACCOUNT}:hub/default"
    asked = Asked("securityhub:BatchUpdateFindings", (hub,), given, EVERY_KEY)

    decision = decide(roles.sync(PLACE)["Statement"], asked)
    assert (decision is Decision.ALLOWED) is is_allowed


@pytest.mark.parametrize(
    ("changed", "is_allowed"),
    [
        ({"StatusId": "2"}, True),
        ({"StatusId": "3", "Comment": "x"}, True),
        ({"Comment": "x"}, True),
        ({"StatusId": "1"}, False),
        ({"StatusId": "5"}, False),
        ({"SeverityId": "1"}, False),
        ({"StatusId": "4", "SeverityId": "1"}, False),
    ],
)
def test_the_sync_role_changes_a_v2_findings_status_and_comment_and_nothing_else(
    changed: dict[str, str], *, is_allowed: bool
) -> None:
    given = {f"securityhub:ocsfsyntaxpath/{key.lower()}": value for key, value in changed.items()}
    hub = f"arn:aws:securityhub:eu-west-1:{ACCOUNT}:hubv2/0f1e"
    asked = Asked("securityhub:BatchUpdateFindings", (hub,), given, EVERY_KEY)

    decision = decide(roles.sync(PLACE)["Statement"], asked)
    assert (decision is Decision.ALLOWED) is is_allowed


def test_the_sync_role_is_for_what_is_told_upstream_alone() -> None:
    assert set(allowed(roles.sync(PLACE))) == set(WRITES)
    for statement in roles.sync(PLACE)["Statement"]:
        assert "*" not in listed(statement["Resource"])


def test_policies_fit_into_what_iam_takes() -> None:
    def length(policy: Document) -> int:
        return len(json.dumps(policy, separators=(",", ":")))

    found = declared()
    assert length(roles.boundary(found, PLACE)) <= LONGEST_MANAGED
    for make in (roles.read, roles.contain, roles.release):
        assert length(make(found, PLACE)) <= LONGEST_INLINE


@pytest.mark.parametrize(
    ("action", "resource", "context"),
    [
        ("iam:AttachUserPolicy", USER, {"iam__PolicyARN": DENY_ALL}),
        ("iam:AttachRolePolicy", ROLE, {"iam__PolicyARN": DENY_ALL}),
        ("iam:UpdateAccessKey", USER, {}),
        ("ec2:CreateTags", INSTANCE, {"aws__TagKeys": "secbot:isolated"}),
        (
            "ec2:ModifyInstanceAttribute",
            INSTANCE,
            {"ec2__Attribute__DisableApiTermination": "true"},
        ),
        (
            "ec2:ModifyNetworkInterfaceAttribute",
            GROUP,
            {"aws__ResourceTag__secbot:quarantine": "vpc-1"},
        ),
        ("ec2:ModifyNetworkInterfaceAttribute", INSTANCE, {}),
        ("s3:PutBucketPublicAccessBlock", BUCKET, {"aws__ResourceAccount": "111122223333"}),
    ],
)
def test_containing_is_allowed(
    aws: SimulatedAws, action: str, resource: str, context: dict[str, str]
) -> None:
    policy, bounds = roles.contain(WIDE, PLACE), roles.boundary(WIDE, PLACE)

    assert decision(aws, policy, action, resource, bounds, **context) == "allowed"


@pytest.mark.parametrize(
    ("action", "resource", "context"),
    [
        ("iam:AttachUserPolicy", USER, {"iam__PolicyARN": AWS_ADMIN}),
        ("iam:AttachRolePolicy", ROLE, {}),
        ("iam:PutRolePolicy", ROLE, {}),
        ("iam:PassRole", WEB, {"iam__PassedToService": "ec2.amazonaws.com"}),
        ("ec2:CreateTags", INSTANCE, {"aws__TagKeys": "owner"}),
        ("ec2:CreateTags", INSTANCE, {"aws__TagKeys": "secbot:isolated,owner"}),
        ("ec2:CreateTags", INSTANCE, {}),
        (
            "ec2:ModifyInstanceAttribute",
            INSTANCE,
            {"ec2__Attribute__DisableApiTermination": "false"},
        ),
        ("ec2:ModifyInstanceAttribute", INSTANCE, {"ec2__Attribute__UserData": "x"}),
        ("ec2:ModifyNetworkInterfaceAttribute", GROUP, {}),
        ("s3:PutBucketPublicAccessBlock", BUCKET, {"aws__ResourceAccount": "999988887777"}),
        ("ec2:TerminateInstances", INSTANCE, {}),
    ],
)
def test_the_contain_role_does_nothing_else(
    aws: SimulatedAws, action: str, resource: str, context: dict[str, str]
) -> None:
    policy = roles.contain(WIDE, PLACE)

    assert decision(aws, policy, action, resource, **context) == "implicitDeny"


@pytest.mark.parametrize(
    ("service", "role", "expected"),
    [
        ("ec2.amazonaws.com", WEB, "allowed"),
        ("lambda.amazonaws.com", WEB, "implicitDeny"),
        ("ec2.amazonaws.com", ROLE, "implicitDeny"),
    ],
)
def test_only_a_role_that_was_named_is_passed_and_only_to_a_machine(
    aws: SimulatedAws, service: str, role: str, expected: str
) -> None:
    policy = roles.release(WIDE, PLACE, (WEB,))

    found = decision(aws, policy, "iam:PassRole", role, iam__PassedToService=service)
    assert found == expected


def test_where_no_role_is_named_none_is_passed() -> None:
    assert "iam:PassRole" not in allowed(roles.release(WIDE, PLACE))


@pytest.mark.parametrize("make", [roles.contain, roles.release])
@pytest.mark.parametrize(
    "own",
    [
        PLACE.role("secbot-release"),
        PLACE.role("secbot"),
        PLACE.role("aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty"),
    ],
)
def test_no_role_touches_secbots_own_or_a_services(aws: SimulatedAws, make: Make, own: str) -> None:
    wide = Declared((), ("iam:PutRolePolicy",), ("iam:PutRolePolicy",))

    assert decision(aws, make(wide, PLACE), "iam:PutRolePolicy", own) == "explicitDeny"
    assert decision(aws, make(wide, PLACE), "iam:PutRolePolicy", ROLE) == "allowed"


def test_looking_at_secbots_own_roles_is_not_denied(aws: SimulatedAws) -> None:
    reading = Declared(("iam:SimulatePrincipalPolicy",), (), ())
    policy, bounds = roles.read(reading, PLACE), roles.boundary(reading, PLACE)
    own = PLACE.role("secbot-contain")

    found = decision(aws, policy, "iam:SimulatePrincipalPolicy", own, bounds)
    assert found == "allowed"


def test_a_role_whose_policy_was_widened_stays_within_its_boundary(aws: SimulatedAws) -> None:
    widened: Document = {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    bounds = roles.boundary(WIDE, PLACE)

    assert decision(aws, widened, "iam:CreateUser", USER, bounds) == "implicitDeny"
    assert decision(aws, widened, "iam:UpdateAccessKey", USER, bounds) == "allowed"


def test_the_deny_all_policy_denies_all(aws: SimulatedAws) -> None:
    assert decision(aws, roles.deny_all(PLACE), "sts:GetCallerIdentity") == "explicitDeny"


def test_a_canary_is_put_on_the_accounts_own_bus_and_bears_no_other_name() -> None:
    (statement,) = roles.canary(PLACE)["Statement"]

    assert exists(statement["Action"])
    assert takes(statement["Action"], statement["Resource"])
    assert statement["Condition"] == {
        "StringEquals": {"events:source": "secbot.canary", "events:detail-type": "secbot canary"}
    }
