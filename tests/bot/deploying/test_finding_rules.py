"""Each rule's pattern, held against events as AWS sends them and against what intake reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.deploying.finding_rules import SOURCES, held, rules
from bot.deploying.guard_patterns import LONGEST
from bot.domain.moves import MOVES
from bot.intake.formats import (
    access_analyzer,
    asff,
    control_tower,
    guardduty,
    health,
    insights,
    macie,
    ocsf,
)
from bot.verbs.declaring import declared
from practice.aws.patterns import matches
from tests.bot.deploying.examples import ACCOUNT, PLACE
from tests.bot.deploying.trail_events import CONTAIN, bucket_tags, tagged
from tests.bot.intake.formats.events import ROOT, called, event, session, signed_in

RULES = rules(declared(), PLACE)
HUB_KINDS = (
    "Security Hub Findings - Imported",
    asff.CUSTOM_ACTION,
    insights.DETAIL_TYPE,
    ocsf.DETAIL_TYPE,
)
USER = {"type": "IAMUser", "userName": "eve"}


def taken(sent: Mapping[str, Any]) -> list[str]:
    """Return the names of the rules that take an event."""
    return [rule.name for rule in RULES.values() if matches(rule.pattern, sent)]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_no_pattern_is_longer_than_eventbridge_allows(rule: Any) -> None:
    assert len(json.dumps(rule.pattern)) < LONGEST


@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        ("GuardDuty", [guardduty.DETAIL_TYPE]),
        ("SecurityHub", HUB_KINDS),
        ("Health", health.DETAIL_TYPES),
        ("Macie", [macie.DETAIL_TYPE]),
        ("AccessAnalyzer", access_analyzer.REACHES),
        ("ControlTower", [control_tower.LIFECYCLE, control_tower.DRIFT]),
    ],
)
def test_a_rule_takes_all_the_kinds_that_intake_reads_of_its_source(
    key: str, kinds: list[str]
) -> None:
    name, source, taken_kinds = SOURCES[key]
    assert set(taken_kinds) == set(kinds)
    assert all(taken(event(source, kind, {})) == [name] for kind in kinds)


@pytest.mark.parametrize(
    ("severity", "names"),
    [("CRITICAL", ["secbot-inspector"]), ("HIGH", ["secbot-inspector"]), ("LOW", [])],
)
def test_of_inspector_comes_what_is_grave(severity: str, names: list[str]) -> None:
    assert taken(event("aws.inspector2", "Inspector2 Finding", {"severity": severity})) == names


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        (signed_in(ROOT, "Yes"), ["secbot-signin"]),
        (signed_in(USER, "No"), ["secbot-signin"]),
        (signed_in(USER, "Yes"), []),
        (signed_in(ROOT, outcome="Failure"), []),
        (signed_in(session("admin", "ann")), []),
    ],
)
def test_only_the_sign_ins_that_are_findings_come(sent: Any, names: list[str]) -> None:
    assert taken(sent) == names


@pytest.mark.parametrize(
    ("service", "name"), [(service, name) for service, moves in MOVES.items() for name in moves]
)
def test_every_call_that_is_a_finding_comes_by_one_rule_refused_or_not(
    service: str, name: str
) -> None:
    for code in ("", "AccessDenied"):
        (rule,) = taken(called(service, name, {}, errorCode=code))
        assert rule in {"secbot-blinding", "secbot-guardrails"}


@pytest.mark.parametrize(
    ("service", "name"),
    [
        ("ec2", "ModifyNetworkInterfaceAttribute"),
        ("ec2", "AuthorizeSecurityGroupIngress"),
        ("ec2", "StartInstances"),
        ("iam", "DetachUserPolicy"),
        ("iam", "UpdateAccessKey"),
        ("iam", "CreateLoginProfile"),
        ("s3", "DeleteBucketPublicAccessBlock"),
        ("s3", "PutBucketPublicAccessBlock"),
        ("s3", "DeleteAccountPublicAccessBlock"),
        ("autoscaling", "ExitStandby"),
        ("elasticloadbalancing", "RegisterTargets"),
    ],
)
def test_every_call_that_can_undo_a_containment_comes(service: str, name: str) -> None:
    assert taken(called(service, name, {})) == ["secbot-held"]
    assert taken(called(service, name, {}, readOnly=True)) == []
    assert taken(called(service, name, {}, errorCode="AccessDenied")) == []


@pytest.mark.parametrize(
    ("service", "name"),
    [("ec2", "CreateSecurityGroup"), ("iam", "CreateRole"), ("s3", "PutObject")],
)
def test_what_makes_something_new_and_everyday_calls_do_not(service: str, name: str) -> None:
    assert taken(called(service, name, {})) == []


def test_what_only_looks_and_what_is_no_call_is_in_no_pattern() -> None:
    text = json.dumps(held(declared()))
    assert "PassRole" not in text
    assert "StartInvestigation" not in text


def test_a_tag_of_secbots_comes_unless_its_own_role_sets_it() -> None:
    ours = {**CONTAIN}
    sent = called("ec2", "CreateTags", tagged("secbot:isolated"))
    assert taken(sent) == ["secbot-tags-ec2"]
    assert taken(called("ec2", "CreateTags", tagged("secbot:isolated"), ours)) == []
    assert taken(called("s3", "PutBucketTagging", bucket_tags({"Key": "secbot:drill"}))) == [
        "secbot-tags-s3"
    ]
    assert ACCOUNT in json.dumps(RULES["TagsEc2Rule"].pattern)
