from __future__ import annotations

import json

import pytest

from bot.deploying.document import listed, written
from bot.deploying.scp import scp
from practice.aws.server import SimulatedAws
from tests.bot.deploying.reference import exists
from tests.bot.deploying.simulator import decision
from tests.bot.verbs.commands import ROOT

LONGEST = 5120
"""Characters; the smaller of the two sizes that AWS Organizations has had."""
DEPLOYER = "arn:aws:iam::111122223333:role/secbot-deployer"
SOMEBODY = "arn:aws:iam::111122223333:role/platform"
CONTAIN = "arn:aws:iam::111122223333:role/secbot-contain"


def test_the_file_is_what_the_code_writes() -> None:
    kept = (ROOT / "deploy" / "scp.json").read_text(encoding="utf-8")

    assert kept == written(scp()), "make docs writes it"


def test_it_fits_and_names_actions_that_there_are() -> None:
    assert len(json.dumps(scp(), separators=(",", ":"))) <= LONGEST
    for statement in scp()["Statement"]:
        assert statement["Effect"] == "Deny"
        for action in listed(statement["Action"]):
            assert exists(action), action


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("iam:PutRolePolicy", CONTAIN),
        ("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/secbot"),
        ("iam:CreateAccessKey", "arn:aws:iam::111122223333:user/secbot"),
        ("iam:CreateInstanceProfile", "arn:aws:iam::111122223333:instance-profile/secbot-decoy"),
        ("iam:DeletePolicy", "arn:aws:iam::111122223333:policy/SecbotDenyAll"),
        ("sns:SetTopicAttributes", "arn:aws:sns:eu-central-1:111122223333:secbot-findings"),
        ("events:DisableRule", "arn:aws:events:eu-central-1:111122223333:rule/secbot-guardduty"),
        ("guardduty:DeleteDetector", "arn:aws:guardduty:eu-central-1:111122223333:detector/d"),
        ("cloudtrail:StopLogging", "arn:aws:cloudtrail:eu-central-1:111122223333:trail/t"),
    ],
)
def test_the_plumbing_is_the_deployers_alone(aws: SimulatedAws, action: str, resource: str) -> None:
    def said(who: str) -> str:
        return decision(aws, scp(), action, resource, aws__PrincipalArn=who)

    assert said(SOMEBODY) == "explicitDeny"
    assert said(DEPLOYER) == "implicitDeny"


def test_secbots_marks_are_set_by_its_roles_and_the_deployers(aws: SimulatedAws) -> None:
    def said(who: str, tag: str) -> str:
        instance = "arn:aws:ec2:eu-central-1:111122223333:instance/i-1"
        context = {"aws__PrincipalArn": who, "aws__TagKeys": tag}
        return decision(aws, scp(), "ec2:CreateTags", instance, **context)

    assert said(SOMEBODY, "secbot:quarantine") == "explicitDeny"
    assert said(SOMEBODY, "owner,secbot:isolated") == "explicitDeny"
    assert said(SOMEBODY, "secbot:protected") == "implicitDeny"
    assert said(CONTAIN, "secbot:quarantine") == "implicitDeny"


def test_secbots_roles_never_touch_those_who_mend_it(aws: SimulatedAws) -> None:
    admin = "arn:aws:iam::111122223333:role/break-glass-1"
    attach = "iam:AttachRolePolicy"

    assert decision(aws, scp(), attach, admin, aws__PrincipalArn=CONTAIN) == "explicitDeny"
    assert decision(aws, scp(), attach, SOMEBODY, aws__PrincipalArn=CONTAIN) == "implicitDeny"
    assert decision(aws, scp(), attach, admin, aws__PrincipalArn=SOMEBODY) == "implicitDeny"


def test_who_deploys_and_who_is_kept_can_be_named() -> None:
    made = scp(("arn:aws:iam::*:role/ci",), ("arn:aws:iam::*:role/root-of-all",))

    assert "secbot-deployer" not in json.dumps(made)
    assert made["Statement"][3]["Resource"] == ["arn:aws:iam::*:role/root-of-all"]
