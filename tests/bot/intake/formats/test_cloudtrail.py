"""Calls and sign-ins that CloudTrail tells of: few are findings, most are only changes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.domain.change import Change
from bot.domain.finding import Severity
from bot.intake.formats.cloudtrail import MOST_NAMES
from bot.intake.formats.sources import read
from tests.bot.intake.formats.events import ROOT, called, event, session, signed_in
from tests.bot.intake.formats.examples import ACCOUNT, REGION, notice_of, read_one

TRAIL = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/org"


def quiet(value: Any) -> tuple[Change, ...]:
    """Return the changes in a message that holds neither a finding nor anything unread."""
    content = read(json.dumps(value))
    assert content.findings == ()
    assert content.notices == ()
    return content.changes


def test_logging_that_is_stopped_names_the_trail_and_whoever_stopped_it() -> None:
    finding = read_one(called("cloudtrail", "StopLogging", {"name": TRAIL}))

    assert finding.key == f"cloudtrail:aws:{ACCOUNT}:{REGION}:0e6b5a5e"
    assert (finding.type, finding.severity) == ("cloudtrail:StopLogging", Severity.CRITICAL)
    assert finding.title == "Logging was stopped: StopLogging"
    assert [(one.type, one.id) for one in finding.resources] == [
        ("Other", TRAIL),
        ("AwsIamUser", f"arn:aws:iam::{ACCOUNT}:user/mallory"),
        ("AwsIamAccessKey", "AKIAEXAMPLE00000001"),
    ]
    assert finding.principals == ("mallory",)
    assert finding.remote == ("198.51.100.7",)
    assert finding.producer.verified


@pytest.mark.parametrize(
    ("service", "call", "parameters", "severity"),
    [
        ("cloudtrail", "DeleteTrail", {"name": "org"}, Severity.CRITICAL),
        ("guardduty", "DeleteDetector", {"detectorId": "d1"}, Severity.CRITICAL),
        ("guardduty", "UpdateDetector", {"detectorId": "d1", "enable": False}, Severity.HIGH),
        ("guardduty", "DisassociateMembers", {"detectorId": "d1"}, Severity.HIGH),
        ("guardduty", "CreateFilter", {"name": "f", "action": "ARCHIVE"}, Severity.HIGH),
        ("config", "StopConfigurationRecorder", {}, Severity.HIGH),
        ("organizations", "LeaveOrganization", None, Severity.CRITICAL),
        ("organizations", "DetachPolicy", {"policyId": "p-1"}, Severity.HIGH),
        ("securityhub", "CreateAutomationRule", {"ruleName": "r"}, Severity.HIGH),
    ],
)
def test_what_blinds_or_frees_is_a_finding_of_its_tables_severity(
    service: str, call: str, parameters: dict[str, Any] | None, severity: Severity
) -> None:
    finding = read_one(called(service, call, parameters))
    assert finding.severity is severity
    assert call in finding.title


def test_a_call_that_aws_refused_is_one_lower_and_says_so() -> None:
    refused = called("cloudtrail", "StopLogging", {"name": "org"}, errorCode="AccessDenied")
    finding = read_one(refused)
    assert finding.severity is Severity.HIGH
    assert finding.title.endswith("AWS refused it (AccessDenied)")
    assert read(json.dumps(refused)).changes == ()


def test_what_aws_refuses_one_role_again_and_again_is_one_finding_however_it_calls_itself() -> None:
    """To be refused takes no right: else whoever is in an account could flood all channels."""

    def tried(number: int, role: str = "web", call: str = "StopLogging") -> str:
        who = session(role, f"session-{number}")
        more = {"eventID": f"e-{number}", "errorCode": "AccessDenied"}
        return read_one(called("cloudtrail", call, {"name": f"t{number}"}, who, **more)).key

    assert len({tried(number) for number in range(9)}) == 1
    assert len({tried(1), tried(1, role="batch"), tried(1, call="DeleteTrail")}) == 3


def test_each_call_that_aws_let_through_is_a_finding_of_its_own() -> None:
    sent = [called("cloudtrail", "StopLogging", {"name": "t"}, eventID=f"e-{n}") for n in (1, 2)]
    assert len({read_one(each).key for each in sent}) == 2


def test_a_filter_that_only_sorts_a_list_is_nobodys_business() -> None:
    assert len(quiet(called("guardduty", "CreateFilter", {"name": "f", "action": "NOOP"}))) == 1


@pytest.mark.parametrize(
    ("who", "mfa", "severity"),
    [
        (ROOT, "No", Severity.CRITICAL),
        (ROOT, "Yes", Severity.HIGH),
        ({"type": "IAMUser", "userName": "eve"}, "No", Severity.MEDIUM),
    ],
)
def test_root_and_whoever_has_no_mfa_signs_in_for_all_to_see(
    who: dict[str, Any], mfa: str, severity: Severity
) -> None:
    finding = read_one(signed_in(who, mfa))
    assert (finding.severity, finding.type) == (severity, "signin:ConsoleLogin")
    assert finding.resources[0].type == "AwsIamUser"


@pytest.mark.parametrize(
    "sent",
    [
        signed_in(ROOT, outcome="Failure"),
        signed_in({"type": "IAMUser", "userName": "eve"}, mfa="Yes"),
        signed_in(session("admin", "ann@example.com")),
    ],
)
def test_a_sign_in_that_failed_and_everyday_ones_say_nothing(sent: dict[str, Any]) -> None:
    assert quiet(sent) == ()


@pytest.mark.parametrize(
    ("service", "call", "parameters"),
    [
        (
            "ec2",
            "CreateTags",
            {
                "resourcesSet": {"items": [{"resourceId": "i-0abc"}]},
                "tagSet": {"items": [{"key": "secbot:protected", "value": "true"}]},
            },
        ),
        ("s3", "PutBucketTagging", {"Tagging": {"TagSet": {"Tag": {"Key": "secbot:drill"}}}}),
        ("iam", "UntagRole", {"roleName": "web", "tagKeys": ["secbot:protected"]}),
    ],
)
def test_a_tag_of_secbots_that_somebody_else_sets_or_takes_is_high(
    service: str, call: str, parameters: dict[str, Any]
) -> None:
    finding = read_one(called(service, call, parameters))
    assert finding.severity is Severity.HIGH
    assert "secbot:" in finding.title
    assert "mallory" in finding.principals


@pytest.mark.parametrize(
    ("who", "is_ours"),
    [
        (session("secbot-contain", "secbot-A-19X"), True),
        (session("secbot-contain", "mallory"), False),
        (session("admin", "secbot-A-19X"), False),
    ],
)
def test_only_a_session_of_secbots_own_role_for_an_execution_may_set_them(
    who: dict[str, Any], *, is_ours: bool
) -> None:
    tag = {"key": "secbot:isolated", "value": "A-19X"}
    call = called("ec2", "CreateTags", {"tagSet": {"items": [tag]}}, who)
    assert (read(json.dumps(call)).findings == ()) is is_ours


@pytest.mark.parametrize("key", ["secbot:protected", "secbot:drill", "secbot:anything"])
def test_no_session_is_excused_by_its_name_for_a_tag_that_no_step_sets(key: str) -> None:
    call = called(
        "ec2",
        "CreateTags",
        {"tagSet": {"items": [{"key": key, "value": "x"}]}},
        session("secbot-backdoor", "secbot-A-19X"),
    )
    assert read_one(call).severity is Severity.HIGH


def test_what_a_partner_puts_on_a_bus_is_no_call_that_aws_tells_of() -> None:
    source = "aws.partner/example.com/tenant/calls"
    sent = called("cloudtrail", "StopLogging", {"name": TRAIL}) | {"source": source}

    assert notice_of(sent).source == source
    assert read(json.dumps(sent)).changes == ()


def test_any_other_call_is_a_change_that_names_all_it_names() -> None:
    arn = f"arn:aws:iam::{ACCOUNT}:user/path/eve"
    call = called(
        "iam",
        "DetachUserPolicy",
        {"userName": "eve", "policyArn": f"arn:aws:iam::{ACCOUNT}:policy/SecbotDenyAll"},
        session("admin", "ann"),
        resources=[{"ARN": arn}],
    )
    (change,) = quiet(call)
    assert (change.account, change.role, change.session) == (ACCOUNT, "admin", "ann")
    assert change.names == {"eve", "SecbotDenyAll"}
    assert change.at is not None


def test_what_only_reads_changes_nothing() -> None:
    assert quiet(called("s3", "GetBucketPolicy", {"bucketName": "pay"}, readOnly=True)) == ()


def test_an_endless_list_of_names_is_cut() -> None:
    names = [f"i-{number}" for number in range(MOST_NAMES + 5)]
    (change,) = quiet(called("ec2", "StopInstances", {"instancesSet": names}))
    assert len(change.names) == MOST_NAMES


def test_what_stands_inside_something_else_is_a_claim_and_no_change() -> None:
    content = read(json.dumps({"event": called("cloudtrail", "StopLogging", {"name": "org"})}))
    assert [finding.producer.verified for finding in content.findings] == [False]
    assert content.changes == ()


def test_what_another_than_aws_has_put_on_the_bus_is_no_call() -> None:
    detail = called("cloudtrail", "StopLogging")["detail"]
    forged = event("my.app", "AWS API Call via CloudTrail", detail)
    assert "CloudTrail" in notice_of(forged).reason
    assert read(json.dumps(forged)).changes == ()


def test_a_record_without_an_id_is_a_notice() -> None:
    assert "eventID" in notice_of(called("cloudtrail", "StopLogging", eventID="")).reason
