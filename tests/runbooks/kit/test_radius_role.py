"""Who runs under a role is counted in the Region, and what a role reaches is named."""

from __future__ import annotations

from typing import Any

import pytest

from practice.aws.faults import Failing, Fault
from runbooks.kit import radius_role
from runbooks.kit.aws import Aws
from runbooks.kit.radius_role import MANY, Carriers, judged
from runbooks.kit.text import Said
from tests.runbooks.fleets import a_profile
from tests.runbooks.machines import Network, launch
from tests.runbooks.people import document
from tests.runbooks.site import REGION, Site

DENIED = "AccessDeniedException"
ALLOWED = document({"Effect": "Allow", "Action": "s3:*", "Resource": "*"})


def arn(site: Site, kind: str, name: str) -> str:
    return f"arn:aws:iam::{site.account}:{kind}/{name}"


def said(reading: Aws, role: str, seen: Carriers) -> list[str]:
    return [each.plain() for each in radius_role.breaks(reading, role, seen)]


@pytest.mark.parametrize(
    ("machines", "functions", "is_many"), [(MANY - 1, 0, False), (MANY, 0, True), (3, 2, True)]
)
def test_many_that_run_under_a_role_are_a_reason(
    machines: int, functions: int, *, is_many: bool
) -> None:
    seen = judged(tuple(f"i-{n}" for n in range(machines)), tuple("f" * functions))

    assert seen.is_many is is_many
    assert [each.plain() for each in radius_role.wide("web", seen)] == (
        [f"{machines + functions} machines and functions run under role web"] if is_many else []
    )


def test_one_machine_more_or_less_is_no_drift() -> None:
    one, two = judged(("i-1",), ()), judged(("i-1", "i-2"), ())

    assert one.model_dump(mode="json") == two.model_dump(mode="json")


def test_machines_that_run_under_a_role_are_found_by_its_profiles(
    site: Site, network: Network, iam_reading: Aws
) -> None:
    role = a_profile(site)
    mine = launch(site, network, [network.web], IamInstanceProfile={"Name": role}).instance
    launch(site, network, [network.web])

    seen = radius_role.observe(iam_reading, role, arn(site, "role", role))
    assert said(iam_reading, role, seen) == [
        f"1 instances in {REGION} get credentials of role {role}: {mine}"
    ]


def test_where_nothing_runs_under_a_role_it_is_told_what_was_not_looked_at(
    site: Site, iam_reading: Aws
) -> None:
    role = a_profile(site)

    seen = radius_role.observe(iam_reading, role, arn(site, "role", role))
    (told,) = said(iam_reading, role, seen)
    assert told.endswith("other Regions and services were not looked at")


def test_a_denial_is_unknown_and_never_nobody(site: Site, iam_reading: Aws) -> None:
    role = a_profile(site)
    site.aws.faults.place(Fault(Failing.DENIED, site.account, "lambda"))

    seen = radius_role.observe(iam_reading, role, arn(site, "role", role))
    assert said(iam_reading, role, seen) == [
        f"Who runs under role {role} is not known whole: functions: AWS answered {DENIED}"
    ]


class Functions:
    """A Lambda with two pages of functions, one of each under the role."""

    def get_paginator(self, _name: str) -> Functions:
        return self

    def paginate(self) -> list[dict[str, object]]:
        def page(name: str) -> list[dict[str, str]]:
            many = [{"FunctionName": f"other-{n}", "Role": "x"} for n in range(299)]
            return [{"FunctionName": name, "Role": "arn:web"}, *many]

        return [
            {"Functions": page("pay"), "NextMarker": "2"},
            {"Functions": page("mail"), "NextMarker": "3"},
            {"Functions": page("never read")},
        ]


class OfFunctions:
    """An account that has Lambda functions only."""

    account, region, partition, execution = "111122223333", REGION, "aws", ""

    def read(self, service: str, region: str = "") -> Any:
        return Functions()

    def change(self, service: str) -> Any:
        raise NotImplementedError


def test_functions_are_looked_at_so_many_far_and_that_is_said() -> None:
    unknown: list[Said] = []

    names = radius_role._functions(OfFunctions(), "arn:web", unknown)
    assert names == ("pay", "mail")
    assert [each.plain() for each in unknown] == ["functions: only the first 600 were looked at"]


def test_what_a_role_reaches_is_told_by_its_policies(site: Site, reading: Aws) -> None:
    role, iam = a_profile(site), site.client("iam")
    profile = arn(site, "instance-profile", role)
    assert radius_role.rights(reading, profile).plain().endswith("has no policy of its own")
    made = iam.create_policy(PolicyName=f"pay-{role}", PolicyDocument=ALLOWED)
    iam.attach_role_policy(RoleName=role, PolicyArn=made["Policy"]["Arn"])
    iam.put_role_policy(RoleName=role, PolicyName="own", PolicyDocument=ALLOWED)

    told = radius_role.rights(reading, profile).plain()
    assert told == f"Its role {role} reaches AWS by pay-{role}, 1 inline policies"
    assert radius_role.rights(reading, "").plain() == "It has no role"
    gone = arn(site, "instance-profile", "gone")
    assert radius_role.rights(reading, gone).plain() == "It has no role"


def test_rights_that_are_not_told_are_not_known(site: Site, reading: Aws) -> None:
    role = a_profile(site)
    site.aws.faults.place(Fault(Failing.DENIED, site.account, "iam", "ListRolePolicies"))

    told = radius_role.rights(reading, arn(site, "instance-profile", role)).plain()
    assert told == "What its role reaches is not known: AccessDenied"
