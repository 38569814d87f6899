from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.deploying.declared import Declared
from bot.deploying.roles import contain
from bot.deploying.template import HERE, guard_written, substituted, template, written
from bot.verbs.declaring import declared
from runbooks.kit.own import QUARANTINED
from runbooks.kit.quarantine import GROUP
from tests.bot.deploying.examples import WIDE
from tests.bot.verbs.commands import ROOT

FILE = ROOT / "deploy" / "secbot.yaml"
GUARD = ROOT / "deploy" / "secbot-guard.yaml"


def test_the_file_is_what_the_code_writes() -> None:
    assert FILE.read_text(encoding="utf-8") == written(declared()), "make docs writes it"
    assert GUARD.read_text(encoding="utf-8") == guard_written(declared()), "make docs writes it"


def test_the_guard_of_another_region_is_the_same_but_that_nobody_else_may_page_by_it() -> None:
    whole = yaml.safe_load(written(declared()))
    alone = yaml.safe_load(guard_written(declared()))

    policy = alone["Resources"].pop("GuardTopicPolicy")["Properties"]["PolicyDocument"]
    (publisher,) = policy["Statement"]
    assert publisher["Principal"] == {"Service": "events.amazonaws.com"}
    for part in ("Resources", "Parameters", "Conditions", "Outputs"):
        assert alone[part].items() <= whole[part].items()


def test_cfn_lint_finds_nothing_in_them() -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("cfn-lint"), FILE, GUARD],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (linted.returncode, linted.stdout + linted.stderr) == (0, "")


def test_the_roles_policies_are_those_that_the_command_prints() -> None:
    made = template(WIDE)["Resources"]["ContainRole"]["Properties"]["Policies"]

    assert made[0]["PolicyDocument"] == substituted(contain(WIDE, HERE))


def test_every_role_is_bounded_and_asks_for_the_external_id() -> None:
    made = template(WIDE)["Resources"]

    for role in ("ReadRole", "ContainRole", "ReleaseRole"):
        properties = made[role]["Properties"]
        assert properties["PermissionsBoundary"] == {"Ref": "BoundaryPolicy"}
        trust = json.dumps(properties["AssumeRolePolicyDocument"])
        assert '"sts:ExternalId": {"Fn::Sub": "${ExternalId}"}' in trust


def test_roles_are_passed_only_where_the_stack_names_some() -> None:
    policy = template(WIDE)["Resources"]["ReleaseRole"]["Properties"]["Policies"][0]

    (chosen,) = [one for one in policy["PolicyDocument"]["Statement"] if "Fn::If" in one]
    condition, then, otherwise = chosen["Fn::If"]
    assert (condition, otherwise) == ("MayPass", {"Ref": "AWS::NoValue"})
    assert then["Resource"] == {"Ref": "PassableRoleArns"}
    assert then["Condition"] == {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}


def test_another_may_release_in_the_bots_stead() -> None:
    made = template(WIDE)["Resources"]["ReleaseRole"]["Properties"]
    principal = made["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]["AWS"]

    assert principal["Fn::If"][0] == "ReleasedByAnother"


def test_the_quarantine_group_has_the_name_and_tag_that_isolation_looks_for() -> None:
    group = template(WIDE)["Resources"]["QuarantineGroup"]["Properties"]

    assert group["GroupName"] == GROUP
    assert group["Tags"] == [{"Key": QUARANTINED, "Value": {"Ref": "QuarantineVpcId"}}]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("a${AWS::AccountId}", {"Fn::Sub": "a${AWS::AccountId}"}),
        ({"Ref": "X"}, {"Ref": "X"}),
        (["${X}"], [{"Fn::Sub": "${X}"}]),
        (
            {"Fn::If": ["C", "${X}", {"Ref": "Y"}]},
            {"Fn::If": ["C", {"Fn::Sub": "${X}"}, {"Ref": "Y"}]},
        ),
    ],
)
def test_what_cloudformation_fills_is_marked_for_it(value: object, expected: object) -> None:
    assert substituted(value) == expected


def test_it_has_no_aliases_and_reads_back_as_it_was() -> None:
    declared_none = Declared((), (), ())

    assert yaml.safe_load(written(declared_none)) == template(declared_none)
    assert "&id" not in written(declared())
