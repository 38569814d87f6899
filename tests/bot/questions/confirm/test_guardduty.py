"""A finding is read again at GuardDuty, and only what stands there bears it out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Producer, Resource
from bot.domain.policy import Account
from bot.questions.confirm.guardduty import GuardDuty
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.findings import INSTANCE, OTHER, raised

SOURCE = GuardDuty()


def asked(estate: AwsEstate, account: Account, finding: Finding) -> str:
    aws = estate.reading(account, REGION, SOURCE.actions)
    why = SOURCE.why_not(aws, finding)
    return why.plain() if why else ""


def test_what_guardduty_holds_is_borne_out(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    assert asked(estate, prod, raised(aws, prod.number)) == ""


def test_what_came_by_way_of_security_hub_may_spell_its_type_otherwise(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    product = Producer("securityhub", "arn:aws:securityhub:x::product/aws/guardduty", verified=True)
    finding = replace(raised(aws, prod.number), producer=product, type="CryptoCurrency:EC2/Other")
    assert asked(estate, prod, finding) == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"native_id": "forged"}, "GuardDuty knows no such finding"),
        ({"account": "444455556666"}, "GuardDuty knows no such finding"),
        (
            {"type": "Backdoor:EC2/Spambot"},
            "GuardDuty calls it CryptoCurrency:EC2/BitcoinTool.B!DNS",
        ),
        (
            {"resources": (Resource("AwsEc2Instance", "i-0victim"),)},
            "at GuardDuty it does not name i-0victim",
        ),
        (
            {"resources": (Resource("AwsEc2Instance", OTHER),)},
            f"at GuardDuty it does not name {OTHER}",
        ),
        (
            {
                "resources": (
                    Resource("AwsEc2Instance", INSTANCE),
                    Resource("AwsS3Bucket", "arn:aws:s3:::payroll"),
                )
            },
            "at GuardDuty it does not name payroll",
        ),
    ],
    ids=["other id", "other account", "other type", "other machine", "named in a tag", "one more"],
)
def test_whatever_differs_from_what_guardduty_holds_is_told(
    aws: SimulatedAws,
    estate: AwsEstate,
    prod: Account,
    changes: dict[str, object],
    why: str,
) -> None:
    forged = replace(raised(aws, prod.number), **changes)  # type: ignore[arg-type]  # any field
    assert asked(estate, prod, forged) == why


@pytest.mark.parametrize(
    "forged",
    [
        Resource("AwsIamUser", "arn:aws:iam::1:user/break-glass"),
        Resource("AwsIamRole", "arn:aws:iam::1:role/break-glass"),
        Resource("AwsS3Bucket", "arn:aws:s3:::break-glass"),
    ],
    ids=["a user", "a role", "a bucket"],
)
def test_what_an_intruder_calls_a_group_bears_nobody_of_that_name_out(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, forged: Resource
) -> None:
    group = {"groupId": "sg-1", "groupName": "break-glass"}
    machine = {"instanceId": INSTANCE, "networkInterfaces": [{"securityGroups": [group]}]}
    resource = {"resourceType": "Instance", "instanceDetails": machine}
    product = Producer("securityhub", "arn:aws:securityhub:x::product/aws/guardduty", verified=True)
    real = raised(aws, prod.number, resource=resource)
    finding = replace(real, producer=product, type="Recon:IAMUser/X", resources=(forged,))
    assert asked(estate, prod, finding) == "at GuardDuty it does not name break-glass"


@pytest.mark.parametrize(("user_type", "is_role"), [("IAMUser", False), ("AssumedRole", True)])
def test_a_key_bears_out_its_own_holder_and_nobody_of_another_kind(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, user_type: str, *, is_role: bool
) -> None:
    key = {"accessKeyId": "ASIAEXAMPLE1234567", "userName": "admin", "userType": user_type}
    resource = {"resourceType": "AccessKey", "accessKeyDetails": key}
    real = raised(aws, prod.number, resource=resource)
    assert len(real.resources) == 2
    assert asked(estate, prod, real) == ""
    other = Resource("AwsIamUser" if is_role else "AwsIamRole", "arn:aws:iam::1:x/admin")
    assert asked(estate, prod, replace(real, resources=(other,))) != ""


def test_where_guardduty_is_off_nothing_is_borne_out(estate: AwsEstate, prod: Account) -> None:
    finding = Finding(
        "guardduty:x", "x", Producer("guardduty", "", verified=True), "aws", prod.number, REGION,
        "T", "t", "", severity=None, score=None, created_at=None, updated_at=None,  # type: ignore[arg-type]  # unread here
        first_seen=None, last_seen=None, count=1, resources=(),
    )  # fmt: skip
    assert asked(estate, prod, finding) == "GuardDuty knows no such finding"


KEY = {
    "resource": {
        "resourceType": "AccessKey",
        "accessKeyDetails": {
            "accessKeyId": "ASIAQEXAMPLE12345678",
            "principalId": "AROAEXAMPLE:bob@example.com",
            "userName": "admin",
            "userType": "Role",
        },
    }
}
BY_HUB = Producer("securityhub", "arn:aws:securityhub:x::product/aws/guardduty", verified=True)


@pytest.mark.parametrize("claimed", [(), ("admin",), ("admin", "bob@example.com", "ryo@x.com")])
def test_whoever_is_left_out_or_added_makes_it_another_finding(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, claimed: tuple[str, ...]
) -> None:
    finding = raised(aws, prod.number, **KEY)
    assert finding.principals == ("admin", "bob@example.com")
    assert asked(estate, prod, finding) == ""

    forged = replace(finding, principals=claimed)
    says = "GuardDuty does not name the same users and sessions"
    assert asked(estate, prod, forged) == says


@pytest.mark.parametrize(
    ("claimed", "is_so"), [(("admin",), True), ((), False), (("admin", "ryo@x.com"), False)]
)
def test_security_hub_may_name_fewer_of_them_but_neither_none_nor_others(
    aws: SimulatedAws,
    estate: AwsEstate,
    prod: Account,
    claimed: tuple[str, ...],
    is_so: bool,  # noqa: FBT001 - a column of the table
) -> None:
    finding = replace(raised(aws, prod.number, **KEY), producer=BY_HUB, principals=claimed)

    assert (asked(estate, prod, finding) == "") is is_so
