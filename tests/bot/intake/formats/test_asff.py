"""ASFF: Security Hub's findings, and GuardDuty's that it forwards."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.finding import Finding, Producer, Resource, Severity, Workflow
from bot.intake.formats.asff import MOST_RESOURCES, parse
from bot.intake.formats.sources import read
from bot.intake.formats.tolerant import LONGEST_LINE
from bot.intake.pieces import Event, Piece
from tests.bot.intake.formats.examples import (
    ACCOUNT,
    ADMINISTRATOR,
    ARN,
    CUSTOM_PRODUCT,
    GUARDDUTY_KEY,
    GUARDDUTY_PRODUCT,
    HUB_EVENT,
    HUB_PRODUCT,
    REGION,
    as_guardduty_event,
    as_hub_event,
    asff,
    guardduty_as_asff,
    in_event,
    notice_of,
    read_one,
)


def test_a_failed_control_is_read_whole() -> None:
    finding = read_one(as_hub_event(asff()))
    id_ = asff()["Id"]
    assert finding.key == f"securityhub:aws:{ACCOUNT}:{REGION}:{HUB_PRODUCT}|{id_}"
    assert finding.native_id == id_
    assert finding.producer == Producer("securityhub", HUB_PRODUCT, verified=True)
    assert finding.type == "S3.8"
    assert (finding.severity, finding.score) == (Severity.HIGH, 70.0)
    assert finding.resources == (
        Resource(
            type="AwsS3Bucket",
            id="arn:aws:s3:::pay-receipts",
            region=REGION,
            name="pay-receipts",
            tags=(("owner", "pay"),),
        ),
    )
    assert (finding.workflow, finding.compliance) == (Workflow.NEW, "FAILED")
    assert (finding.archived, finding.sample, finding.count) == (False, False, 1)


def test_guarddutys_finding_has_one_key_whichever_way_it_came() -> None:
    own = read_one(as_guardduty_event())
    forwarded = read_one(as_hub_event(guardduty_as_asff()))
    assert forwarded.key == own.key == GUARDDUTY_KEY
    assert forwarded.type == own.type
    assert forwarded.native_id == own.native_id
    assert forwarded.revision == own.revision
    assert forwarded.remote == own.remote
    assert forwarded.resources[0].id == own.resources[0].id
    assert forwarded.producer.verified


@pytest.mark.parametrize(
    "changes",
    [
        {"ProductArn": CUSTOM_PRODUCT},
        {"ProductArn": f"arn:aws:securityhub:{REGION}::product/evil/guardduty"},
        {"ProductArn": f"arn:aws:securityhub:{REGION}:{ACCOUNT}:product/aws/guardduty"},
        {"ProductArn": HUB_PRODUCT},
        {"ProductArn": f"{GUARDDUTY_PRODUCT}/x"},
        {"ProductArn": f"x{GUARDDUTY_PRODUCT}"},
        {"AwsAccountId": "444455556666"},
        {"Id": f"{ARN}/x"},
        {"Id": f"x{ARN}"},
    ],
)
def test_a_guardduty_arn_in_anybody_elses_finding_has_another_key(changes: dict[str, str]) -> None:
    finding = read_one(as_hub_event(guardduty_as_asff(**changes)))
    assert finding.key != GUARDDUTY_KEY
    assert finding.key.startswith("securityhub:")


def test_two_accounts_that_import_one_id_do_not_meet() -> None:
    one = read_one(as_hub_event(asff(ProductArn=CUSTOM_PRODUCT)))
    other = read_one(as_hub_event(asff(ProductArn=CUSTOM_PRODUCT, AwsAccountId="444455556666")))
    assert one.key != other.key


@pytest.mark.parametrize(
    ("product", "verified"),
    [
        (HUB_PRODUCT, True),
        ("arn:aws-cn:securityhub:cn-north-1::product/aws/guardduty", True),
        ("arn:aws:securityhub:::product/aws/securityhub", True),
        (CUSTOM_PRODUCT, False),
        ("arn:aws:securityhub:eu-west-1::product/prowler/prowler", False),
        (f"arn:aws:securityhub:eu-west-1:{ACCOUNT}:product/aws/guardduty", False),
        ("arn:aws:securityhub:eu-west-1::product/aws/guardduty/evil", False),
        ("arn:aws:securityhub:eu-west-1::product/aws", False),
        ("aws/guardduty", False),
    ],
)
def test_only_awss_own_products_are_verified(product: str, verified: bool) -> None:  # noqa: FBT001 - what is expected
    assert read_one(as_hub_event(asff(ProductArn=product))).producer.verified is verified


def test_an_event_that_somebody_else_has_put_is_no_finding_of_security_hub() -> None:
    forged = Event("my.app", "Security Hub Findings - Imported", ACCOUNT, REGION)
    notice = notice_of(in_event(forged, {"findings": [asff()]}))
    assert "my.app" in notice.reason


@pytest.mark.parametrize("field", ["Id", "ProductArn"])
def test_a_finding_without_identity_is_a_notice(field: str) -> None:
    assert field in notice_of(as_hub_event(asff(**{field: None}))).reason


def test_the_region_is_the_findings_then_the_products_then_the_events() -> None:
    elsewhere = "arn:aws:securityhub:eu-west-1::product/aws/securityhub"
    assert read_one(as_hub_event(asff(ProductArn=elsewhere))).region == REGION
    assert read_one(as_hub_event(asff(ProductArn=elsewhere, Region=None))).region == "eu-west-1"
    nowhere = "arn:aws:securityhub:::product/aws/securityhub"
    assert read_one(as_hub_event(asff(ProductArn=nowhere, Region=None))).region == REGION


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["TTPs/Discovery/Recon:EC2-Portscan"], "Recon:EC2/Portscan"),
        (["TTPs/Initial Access/IAMUser-AnomalousBehavior"], "InitialAccess:IAMUser/AnomalousBehavior"),
        (["Unusual Behaviors/User/UnauthorizedAccess:IAMUser-TorIPCaller"], "UnauthorizedAccess:IAMUser/TorIPCaller"),
        (["TTPs/Backdoor:EC2-C&CActivity.B!DNS", "other"], "Backdoor:EC2/C&CActivity.B!DNS"),
        (["plain"], "plain"),
        ([], ""),
        (None, ""),
    ],
)  # fmt: skip
def test_guarddutys_type_is_read_out_of_asffs(types: Any, kind: str) -> None:
    assert read_one(as_hub_event(guardduty_as_asff(Types=types))).type == kind


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "S3.8"),
        ({"Compliance": {}, "ProductFields": {"ControlId": "S3.2"}}, "S3.2"),
        ({"Compliance": {}}, "Software and Configuration Checks/Industry and Regulatory Standards"),
        ({"Compliance": {}, "Types": []}, "security-control/S3.8"),
        ({"Compliance": {}, "Types": None, "FindingProviderFields": {"Types": ["x/y"]}}, "x/y"),
    ],
)
def test_the_type_is_the_control_else_what_the_finding_says(
    changes: dict[str, Any], kind: str
) -> None:
    assert read_one(as_hub_event(asff(**changes))).type == kind


@pytest.mark.parametrize(
    ("changes", "workflow"),
    [
        ({"Workflow": {"Status": "SUPPRESSED"}}, Workflow.SUPPRESSED),
        ({"Workflow": {"Status": "notified"}}, Workflow.NOTIFIED),
        ({"Workflow": None, "WorkflowState": "RESOLVED"}, Workflow.RESOLVED),
        ({"Workflow": None, "WorkflowState": "ASSIGNED"}, Workflow.NEW),
        ({"Workflow": {"Status": "DONE"}}, Workflow.NEW),
        ({"Workflow": None}, Workflow.NEW),
    ],
)
def test_the_workflow_is_the_customers(changes: dict[str, Any], workflow: Workflow) -> None:
    assert read_one(as_hub_event(asff(**changes))).workflow is workflow


def test_state_and_note_are_part_of_the_revision() -> None:
    finding = read_one(as_hub_event(asff()))
    noted = {"Note": {"Text": "x", "UpdatedAt": "2026-11-22T08:40:00Z"}}
    for changes in ({"RecordState": "ARCHIVED"}, noted, {"Compliance": {"Status": "PASSED"}}):
        assert read_one(as_hub_event(asff(**changes))).revision != finding.revision


def test_whose_key_it_is_is_named_by_user_and_by_session() -> None:
    details = {"PrincipalName": "admin", "PrincipalId": "AROA1:ann@example.com"}
    key = {"Type": "AwsIamAccessKey", "Id": "ASIA1", "Details": {"AwsIamAccessKey": details}}
    finding = read_one(as_hub_event(asff(Resources=[key])))
    assert finding.principals == ("admin", "ann@example.com")


def test_the_actors_of_an_attack_sequence_are_named_and_there_is_a_most() -> None:
    users = [{"User": {"Name": "ann", "Uid": "AROA1:bob@example.com"}}, {"User": {"Name": "ann"}}]
    detection = {"Sequence": {"Actors": users}}
    finding = read_one(as_hub_event(guardduty_as_asff(Detection=detection)))
    assert finding.principals == ("ann", "bob@example.com")
    many = {"Sequence": {"Actors": [{"User": {"Name": f"u{n}"}} for n in range(2_000)]}}
    crowd = read_one(as_hub_event(guardduty_as_asff(Detection=many)))
    assert len(crowd.principals) == MOST_RESOURCES


def test_an_access_key_is_known_by_its_id_alone() -> None:
    details = {"AwsIamAccessKey": {"PrincipalName": "ann"}}
    key = {"Type": "AwsIamAccessKey", "Id": "AWS::IAM::AccessKey:AKIA1", "Details": details}
    (found,) = read_one(as_hub_event(asff(Resources=[key]))).resources
    assert (found.type, found.id, found.name) == ("AwsIamAccessKey", "AKIA1", "ann")


@pytest.mark.parametrize(
    ("principal", "holder"),
    [
        ("IAMUser", ("AwsIamUser", "user/ann")),
        ("AssumedRole", ("AwsIamRole", "role/ann")),
        ("Root", ("AwsIamUser", "root")),
    ],
)
def test_behind_an_access_key_stands_whose_it_is(principal: str, holder: tuple[str, str]) -> None:
    details = {"AwsIamAccessKey": {"PrincipalName": "ann", "PrincipalType": principal}}
    key = {"Type": "AwsIamAccessKey", "Id": "ASIA1", "Details": details}
    finding = read_one(as_hub_event(asff(Resources=[key, key])))

    kind, name = holder
    assert [(one.type, one.id) for one in finding.resources] == [
        ("AwsIamAccessKey", "ASIA1"),
        ("AwsIamAccessKey", "ASIA1"),
        (kind, f"arn:aws:iam::{finding.account}:{name}"),
    ]


@pytest.mark.parametrize(
    ("changes", "remote"),
    [
        ({"Action": {"NetworkConnectionAction": {"RemoteIpDetails": {"IpAddressV4": "198.51.100.7"}}}}, ("198.51.100.7",)),
        ({"ProductFields": {"aws/guardduty/service/action/portProbeAction/portProbeDetails.0_/remoteIpDetails/ipAddressV4": "198.51.100.7"}}, ("198.51.100.7",)),
        ({"ProductFields": {"vendor/action/remoteIpDetails/ipAddressV4": "198.51.100.7"}}, ()),
        ({"Network": {"Direction": "IN", "SourceIpV4": "198.51.100.7", "DestinationIpV4": "10.0.0.1"}}, ("198.51.100.7",)),
        ({"Network": {"Direction": "OUT", "SourceIpV4": "10.0.0.1", "DestinationDomain": "evil.example"}}, ("evil.example",)),
        ({}, ()),
    ],
)  # fmt: skip
def test_the_other_side_is_in_the_action_in_flat_fields_or_in_the_network(
    changes: dict[str, Any], remote: tuple[str, ...]
) -> None:
    assert read_one(as_hub_event(asff(**changes))).remote == remote


@pytest.mark.parametrize(
    ("changes", "sample"),
    [
        ({"Sample": True}, True),
        ({"ProductFields": {"aws/guardduty/service/additionalInfo/sample": "true"}}, True),
        ({"Sample": False, "Title": "[SAMPLE] x"}, False),
        ({"Title": "[SAMPLE] x"}, True),
        ({}, False),
    ],
)
def test_a_sample_says_so(changes: dict[str, Any], sample: bool) -> None:  # noqa: FBT001 - what is expected
    assert read_one(as_hub_event(asff(**changes))).sample is sample


@pytest.mark.parametrize(
    "changes",
    [
        {"Severity": None, "Types": "x", "Title": None, "Description": 5},
        {"Resources": None},
        {"Resources": [None, "x", {}, {"Type": 5, "Id": [], "Tags": "x", "Details": []}]},
        {"ProductFields": "x", "Compliance": [], "Workflow": "NEW", "RecordState": 1, "Note": 7},
        {"UpdatedAt": {}, "CreatedAt": "soon", "Region": 5},
        {"ProductFields": {"aws/guardduty/service/count": "many"}},
    ],
)
def test_fields_of_the_wrong_kind_break_nothing(changes: dict[str, Any]) -> None:
    finding = parse(Piece(asff(**changes), HUB_EVENT))
    assert isinstance(finding, Finding)
    assert finding.native_id == asff()["Id"]
    assert finding.title


ACTION = Event("aws.securityhub", "Security Hub Findings - Custom Action", ADMINISTRATOR, REGION)


def test_a_custom_action_is_carried_on_with_its_name_and_its_moment() -> None:
    detail = {
        "actionName": "To secbot",
        "actionDescription": "x",
        "findings": [asff(), asff(Id="2")],
    }
    one, other = read(json.dumps(in_event(ACTION, detail))).findings
    assert (one.asked_by, other.asked_by) == ("To secbot", "To secbot")
    assert one.asked_at == datetime(2026, 11, 22, 8, 30, 5, tzinfo=UTC)
    unnamed = read_one(in_event(ACTION, {"findings": [asff()]}))
    assert unnamed.asked_by == ACTION.detail_type


def test_nobody_asks_for_what_security_hub_has_only_imported() -> None:
    imported = read_one(in_event(HUB_EVENT, {"actionName": "x", "findings": [asff()]}))
    assert (imported.asked_by, imported.asked_at) == ("", None)


def test_a_custom_action_without_findings_is_a_notice() -> None:
    notice = notice_of(in_event(ACTION, {"actionName": "To secbot", "findings": []}))
    assert notice.title == ACTION.detail_type


@pytest.mark.parametrize(
    ("changes", "process", "threats"),
    [
        ({"Process": {"Name": "sh", "Path": "/bin/sh"}}, "/bin/sh", ()),
        ({"ProductFields": {"aws/guardduty/service/runtimeDetails/process/name": "x"}}, "x", ()),
        ({"Malware": [{"Name": "EICAR"}], "Threats": [{"Name": "Miner"}]}, "", ("EICAR", "Miner")),
        ({"Process": [], "Malware": "x"}, "", ()),
    ],
)
def test_what_ran_and_malware_are_named(
    changes: dict[str, Any], process: str, threats: tuple[str, ...]
) -> None:
    finding = read_one(as_hub_event(asff(**changes)))
    assert (finding.process, finding.threats) == (process, threats)


def test_a_title_is_on_one_line_with_nothing_unseen_in_it_and_not_endless() -> None:
    hostile = "pay\u202egpj.exe\x00\x1b[31m\nnow\u200b" + "x" * 100_000
    title = read_one(as_hub_event(asff(Title=hostile))).title
    assert title.startswith("paygpj.exe[31m nowxxx")
    assert len(title) == LONGEST_LINE
