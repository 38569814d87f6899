"""CloudTrail's silence proves something only once CloudTrail has had the time to speak."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from runbooks.kit import trail
from runbooks.kit.aws import Aws
from runbooks.kit.holders import Holder
from runbooks.kit.trail import COVERED, SETTLED, Denied, Trail
from runbooks.kit.values import Proof
from tests.practice.aws.asking import refusal
from tests.runbooks.people import a_role, a_user, assumed, deny_all_of
from tests.runbooks.site import REGION, Site

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
CAROL = Holder(kind="user", name="carol", arn="arn:aws:iam::1:user/carol", id="AIDA1")
WEB = Holder(kind="role", name="web", arn="arn:aws:iam::1:role/web", id="AROA1")
WHERE = ("us-east-1", "ap-northeast-1")
SILENT = Trail(since=NOON, read_at=NOON + COVERED, regions=WHERE, refused=2)


@pytest.mark.parametrize(
    ("changes", "proof", "says"),
    [
        ({}, Proof.PASSED, "no call of user carol that got through since 12:00:00 UTC"),
        (
            {"read_at": NOON + COVERED - timedelta(seconds=1)},
            Proof.INCONCLUSIVE,
            "so I look again after 12:15:00 UTC",
        ),
        ({"since": None}, Proof.INCONCLUSIVE, "does not show the deny of user carol itself yet"),
        ({"why": "AccessDenied"}, Proof.INCONCLUSIVE, "could not be read (AccessDenied)"),
        ({"is_cut": True}, Proof.INCONCLUSIVE, "more than I read through"),
        ({"calls": ("RunInstances by AKIA1",)}, Proof.FAILED, "RunInstances by AKIA1"),
    ],
)
def test_silence_is_proved_only_when_it_was_long_and_wholly_heard(
    changes: dict[str, Any], proof: Proof, says: str
) -> None:
    claim = trail.held(CAROL, SILENT.model_copy(update=changes))

    assert (claim.proof, claim.is_pending) == (proof, proof is Proof.INCONCLUSIVE)
    assert says in claim.says.plain()
    assert claim.evidence == "cloudtrail:LookupEvents in us-east-1, ap-northeast-1: 2 refused since"


def test_a_call_that_got_through_is_told_before_the_time_is_over() -> None:
    early = SILENT.model_copy(update={"calls": ("a", "b", "c", "d"), "read_at": NOON + SETTLED})
    claim = trail.held(CAROL, early)

    assert claim.proof is Proof.FAILED
    assert claim.says.plain().endswith("a, b, c, ...")


def event(name: str, at: datetime, **identity: Any) -> dict[str, Any]:
    detail = {"userIdentity": {"arn": CAROL.arn, **identity}}
    return {"EventName": name, "EventTime": at, "CloudTrailEvent": json.dumps(detail)}


def test_what_nothing_can_deny_and_what_came_while_the_deny_spread_did_not_get_through() -> None:
    late, soon = NOON + timedelta(minutes=2), NOON + timedelta(seconds=30)

    assert trail._got_through(event("RunInstances", late), NOON)
    assert not trail._got_through(event("RunInstances", soon), NOON)
    assert not trail._got_through(event("GetCallerIdentity", late), NOON)
    assert not trail._got_through(event("ConsoleLogin", late), NOON)


def test_a_call_is_known_by_who_made_it_or_by_who_issued_the_session() -> None:
    issued = {
        "arn": "arn:aws:sts::1:assumed-role/web/i-0abc",
        "sessionContext": {
            "sessionIssuer": {"arn": WEB.arn},
            "attributes": {"creationDate": "2026-11-26T11:00:00Z"},
        },
    }
    own, session = event("ListUsers", NOON), event("ListUsers", NOON, **issued)

    assert trail._is_by(CAROL, own, None)
    assert not trail._is_by(WEB, own, None)
    assert trail._is_by(WEB, session, None)
    assert trail._is_by(WEB, session, NOON)
    assert not trail._is_by(WEB, session, datetime(2026, 11, 26, 10, tzinfo=UTC))
    assert not trail._is_by(CAROL, {"CloudTrailEvent": ""}, None)


def test_the_deny_and_the_refusals_since_are_found_in_both_regions(
    site: Site, trail_reading: Aws
) -> None:
    name, key = a_user(site)
    iam = site.client("iam")
    user = iam.get_user(UserName=name)["User"]
    holder = Holder(kind="user", name=name, arn=user["Arn"], id=user["UserId"])
    policy = deny_all_of(site)
    denied = Denied(event="AttachUserPolicy", parameters={"userName": name, "policyArn": policy})
    assert trail.observe(trail_reading, holder, denied).since is None

    iam.attach_user_policy(UserName=name, PolicyArn=policy)
    refusal(site.aws.client_of("iam", *key).list_users)
    refusal(site.aws.client_of("ec2", *key, region=REGION).describe_vpcs)
    seen = trail.observe(trail_reading, holder, denied)
    assert seen.since is not None
    assert seen.read_at is not None
    assert seen.regions == ("us-east-1", REGION)
    assert (seen.refused, seen.calls, seen.why) == (2, (), "")


def test_a_roles_calls_are_found_among_all_of_the_region(site: Site, trail_reading: Aws) -> None:
    role, iam = a_role(site), site.client("iam")
    found = iam.get_role(RoleName=role)["Role"]
    holder = Holder(kind="role", name=role, arn=found["Arn"], id=found["RoleId"])
    session = site.aws.client_of("ec2", *assumed(site, role), region=REGION)
    policy = deny_all_of(site)
    iam.attach_role_policy(RoleName=role, PolicyArn=policy)
    refusal(session.describe_vpcs)
    denied = Denied(event="AttachRolePolicy", parameters={"roleName": role, "policyArn": policy})

    assert trail.observe(trail_reading, holder, denied).refused == 1
