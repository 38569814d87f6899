"""OCSF, as Security Hub V2 and Security Lake have it, and what is foreign of it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from bot.domain.finding import Finding, Producer, Resource, Severity, Workflow
from bot.intake.pieces import Event
from bot.triage.joining import settle
from tests.bot.intake.formats.examples import (
    ACCOUNT,
    ADMINISTRATOR,
    ARN,
    CUSTOM_PRODUCT,
    GUARDDUTY_KEY,
    GUARDDUTY_PRODUCT,
    GUARDDUTY_PRODUCT_V2,
    HUB_PRODUCT,
    HUB_PRODUCT_V2,
    REGION,
    as_guardduty_event,
    as_hub_event,
    as_hub_v2_event,
    guardduty_as_asff,
    in_event,
    notice_of,
    ocsf,
    of_product,
    read_one,
)

WAYS = ("guardduty", "asff", "ocsf")
HALF_PAST = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def read_ocsf(**changes: Any) -> Finding:
    return read_one(as_hub_v2_event(ocsf(**changes)))


def test_a_detection_is_read_whole() -> None:
    finding = read_ocsf()
    assert (finding.key, finding.native_id) == (GUARDDUTY_KEY, "f1")
    assert finding.producer == Producer("securityhub", GUARDDUTY_PRODUCT, verified=True)
    assert (finding.account, finding.region, finding.partition) == (ACCOUNT, REGION, "aws")
    assert finding.type == "Backdoor:EC2/C&CActivity.B!DNS"
    assert finding.title == "EC2 instance talking to a known C2 server"
    assert finding.description.startswith("The instance asked")
    assert (finding.severity, finding.count) == (Severity.HIGH, 4)
    assert finding.updated_at == HALF_PAST
    assert finding.last_seen == HALF_PAST.replace(minute=29)
    assert finding.remote == ("c2.evil.example",)
    arn = f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/i-0abc123"
    assert finding.resources == (
        Resource("AwsEc2Instance", arn, REGION, "web-7", (("Name", "web-7"),)),
    )
    assert (finding.workflow, finding.archived, finding.compliance) == (Workflow.NEW, False, "")


def ways() -> dict[str, Finding]:
    """Return one finding in the three ways in which it comes."""
    return {
        "guardduty": read_one(as_guardduty_event()),
        "asff": read_one(as_hub_event(guardduty_as_asff())),
        "ocsf": read_ocsf(),
    }


@pytest.mark.parametrize("order", list(permutations(WAYS)))
def test_one_finding_seen_three_ways_is_one_in_whatever_order(order: tuple[str, ...]) -> None:
    sent = ways()
    assert len({one.key for one in sent.values()}) == 1
    assert len({one.revision for one in sent.values()}) == 1
    holds: Finding | None = None
    changes = 0
    for way in order:
        newer = settle(holds, sent[way])
        changes += newer is not None
        holds = newer or holds
    assert changes == 1
    assert holds == sent[order[0]]


@pytest.mark.parametrize("way", ["asff", "ocsf"])
def test_a_workflow_that_is_set_upstream_is_taken_over_either_way(way: str) -> None:
    suppressed = {
        "asff": as_hub_event(guardduty_as_asff(Workflow={"Status": "SUPPRESSED"})),
        "ocsf": as_hub_v2_event(ocsf(status_id=3, status="Suppressed")),
    }
    own = ways()["guardduty"]
    holds = settle(own, read_one(suppressed[way]))
    assert holds is not None
    assert holds.workflow is Workflow.SUPPRESSED
    assert (holds.producer, holds.resources) == (own.producer, own.resources)
    again = settle(holds, own)
    assert again is None


@pytest.mark.parametrize("late", ["guardduty", "asff", "ocsf"])
@pytest.mark.parametrize("known", ["guardduty", "asff", "ocsf"])
def test_an_older_revision_is_ignored_whichever_way_it_comes(late: str, known: str) -> None:
    newer = "2026-11-22T09:00:00.000Z"
    ahead = {
        "guardduty": as_guardduty_event(updatedAt=newer),
        "asff": as_hub_event(guardduty_as_asff(UpdatedAt=newer)),
        "ocsf": as_hub_v2_event(ocsf(finding_info={"modified_time_dt": newer})),
    }
    assert settle(read_one(ahead[known]), ways()[late]) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"metadata": of_product(CUSTOM_PRODUCT)},
        {"metadata": of_product("prowler")},
        {"metadata": of_product(f"arn:aws:securityhub:{REGION}:{ACCOUNT}:productv2/aws/guardduty")},
        {"metadata": of_product(f"arn:aws:securityhub:{REGION}::productv2/evil/guardduty")},
        {"metadata": of_product(HUB_PRODUCT_V2)},
        {"metadata": of_product(f"{GUARDDUTY_PRODUCT_V2}/x")},
        {"cloud": {"account": {"uid": "444455556666"}, "region": REGION}},
        {"cloud": {"region": REGION}},
        {"finding_info": {"uid": f"{ARN}/x"}},
        {"finding_info": {"uid": f"x{ARN}"}},
    ],
)
def test_a_guardduty_arn_in_anybody_elses_ocsf_has_another_key(changes: dict[str, Any]) -> None:
    finding = read_ocsf(**changes)
    assert finding.key != GUARDDUTY_KEY
    assert finding.key.startswith("securityhub:")


@pytest.mark.parametrize(
    ("product", "verified"),
    [
        (GUARDDUTY_PRODUCT_V2, True),
        (GUARDDUTY_PRODUCT, True),
        (CUSTOM_PRODUCT, False),
        ("arn:aws:securityhub:eu-west-1::productv2/prowler/prowler", False),
        (f"arn:aws:securityhub:eu-west-1:{ACCOUNT}:productv2/aws/guardduty", False),
        ("GuardDuty", False),
        ("", False),
    ],
)
def test_only_awss_own_products_are_verified(product: str, verified: bool) -> None:  # noqa: FBT001 - what is expected
    assert read_ocsf(metadata=of_product(product)).producer.verified is verified


@pytest.mark.parametrize("field", ["name", "vendor_name"])
def test_a_product_that_is_only_called_like_one_of_awss_is_none(field: str) -> None:
    """A vendor chooses its names; the uid is Security Hub's to give."""
    product = {"product": {field: GUARDDUTY_PRODUCT_V2}}

    finding = read_ocsf(metadata=product)
    assert not finding.producer.verified
    assert finding.key != GUARDDUTY_KEY
    assert "OCSF" in notice_of(ocsf(metadata=product)).reason


def test_a_control_has_one_key_in_asff_and_in_ocsf() -> None:
    id_ = f"arn:aws:securityhub:{REGION}:{ACCOUNT}:security-control/S3.8/finding/1"
    control = read_ocsf(
        class_uid=2003,
        metadata=of_product(HUB_PRODUCT_V2, "Security Hub"),
        finding_info={"uid": id_, "types": ["Posture Management"]},
        compliance={"control": "S3.8", "status": "Fail", "status_id": 3},
    )
    assert control.key == f"securityhub:aws:{ACCOUNT}:{REGION}:{HUB_PRODUCT}|{id_}"
    assert (control.type, control.compliance, control.native_id) == ("S3.8", "FAILED", id_)


def test_an_event_that_somebody_else_has_put_is_no_finding_of_security_hub() -> None:
    forged = Event("my.app", "Findings Imported V2", ACCOUNT, REGION)
    notice = notice_of(in_event(forged, {"findings": [ocsf()]}))
    assert "my.app" in notice.reason


def test_ocsf_of_awss_own_product_is_read_without_an_event_and_no_other() -> None:
    assert read_one(ocsf()).key == GUARDDUTY_KEY
    foreign = notice_of(ocsf(metadata=of_product("prowler", "Prowler")))
    assert "Prowler" in foreign.reason
    unnamed = notice_of(ocsf(metadata={"version": "1.1.0"}))
    assert "unnamed" in unnamed.reason


def test_a_partners_product_that_security_hub_has_taken_is_a_finding_of_nobody_verified() -> None:
    finding = read_ocsf(metadata=of_product("prowler", "Prowler"), finding_info={"uid": "p-1"})
    assert finding.key == f"securityhub:aws:{ACCOUNT}:{REGION}:prowler|p-1"
    assert not finding.producer.verified


def test_a_finding_without_identity_is_a_notice() -> None:
    assert "finding_info.uid" in notice_of(as_hub_v2_event(ocsf(finding_info={"uid": ""}))).reason
    assert notice_of(as_hub_v2_event({"class_uid": 2004})).reason


@pytest.mark.parametrize("class_uid", [4001, 3002, 1007, 6003, 2000, 2008, None, "x", [2004]])
def test_an_ocsf_event_of_another_class_is_no_finding(class_uid: Any) -> None:
    assert "not read as a finding" in notice_of(ocsf(class_uid=class_uid)).reason


def test_the_one_class_of_old_is_read_by_its_own_names() -> None:
    old = ocsf(
        class_uid=2001,
        cloud={"account_uid": ACCOUNT, "region": REGION, "provider": "AWS"},
        metadata={**of_product(HUB_PRODUCT, "Security Hub"), "version": "1.0.0-rc.2"},
        status_id=-1,
        state_id=4,
        state="Resolved",
    )
    del old["finding_info"]
    old["finding"] = {
        "uid": "x",
        "title": "EC2.19",
        "desc": "It checks.",
        "types": ["Software and Configuration Checks"],
        "modified_time": 1795336200000,
    }
    finding = read_one(old)
    assert (finding.native_id, finding.title, finding.account) == ("x", "EC2.19", ACCOUNT)
    assert (finding.workflow, finding.updated_at) == (Workflow.RESOLVED, HALF_PAST)


@pytest.mark.parametrize(
    "modified",
    [1795336200000, 1795336200, "1795336200000", "2026-11-22T08:30:00Z", "2026-11-22 08:30:00"],
)
def test_a_moment_is_read_in_milliseconds_in_seconds_and_in_iso(modified: object) -> None:
    sent = {"modified_time_dt": None, "modified_time": modified}
    assert read_ocsf(finding_info=sent).updated_at == HALF_PAST
    swapped = {"modified_time_dt": modified, "modified_time": None}
    assert read_ocsf(finding_info=swapped).updated_at == HALF_PAST


def test_without_a_moment_of_change_the_events_own_counts() -> None:
    without = {"modified_time_dt": None, "modified_time": None}
    assert read_ocsf(finding_info=without).updated_at == HALF_PAST
    assert read_ocsf(finding_info=without, time=None).updated_at is None


def test_a_region_that_is_missing_is_the_products_then_the_events() -> None:
    cloud = {"account": {"uid": ACCOUNT}}
    product = of_product("arn:aws:securityhub:eu-west-3::productv2/aws/guardduty")
    assert read_ocsf(cloud=cloud, metadata=product).region == "eu-west-3"
    assert read_ocsf(cloud=cloud, metadata=of_product("prowler")).region == REGION


def test_the_administrators_account_is_never_taken_for_the_workloads() -> None:
    assert read_ocsf().account == ACCOUNT != ADMINISTRATOR
    assert read_ocsf(cloud={"region": REGION}).account == ""


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["Threats", "Execution:Runtime/NewBinaryExecuted"], "Execution:Runtime/NewBinaryExecuted"),
        (["TTPs/Defense Evasion/Stealth:IAMUser-CloudTrailLoggingDisabled"], "Stealth:IAMUser/CloudTrailLoggingDisabled"),
        (["Threats"], "Threats"),
        ([], ""),
        (None, ""),
    ],
)  # fmt: skip
def test_guarddutys_type_is_the_exact_one(types: Any, kind: str) -> None:
    assert read_ocsf(finding_info={"types": types}).type == kind


@pytest.mark.parametrize(
    ("unmapped", "sample"),
    [
        ({"ProductFields.aws/guardduty/service/additionalInfo/sample": "true"}, True),
        ({"Sample": True}, True),
        ({"Sample": False}, False),
        ({}, False),
    ],
)
def test_a_sample_says_so(unmapped: dict[str, Any], sample: bool) -> None:  # noqa: FBT001 - what is expected
    assert read_ocsf(unmapped=unmapped).sample is sample


@pytest.mark.parametrize("junk", [None, 7, "x", [], [None], {"a": []}, [[["x"]]], True, 1e308])
def test_fields_of_the_wrong_kind_break_nothing(junk: object) -> None:
    kept = {"finding_info", "metadata", "class_uid"}
    finding = read_ocsf(**dict.fromkeys(set(ocsf()) - kept, junk))
    assert finding.native_id
    assert isinstance(finding.severity, Severity)
    notice_of(as_hub_v2_event({**ocsf(), "finding_info": junk}))


def test_an_attack_sequence_names_the_findings_of_guardduty_that_it_is_made_of() -> None:
    related = [
        {"uid": f"{ARN}-1", "product": {"uid": GUARDDUTY_PRODUCT_V2}},
        {"uid": "of-the-hub", "product": {"uid": HUB_PRODUCT_V2}},
    ]
    info = {"related_events": related}
    assert read_ocsf(finding_info=info).signals == (f"{ARN}-1",)
    of_hub = ocsf(finding_info=info) | {"metadata": {"product": {"uid": HUB_PRODUCT_V2}}}
    assert read_one(as_hub_v2_event(of_hub)).signals == ()
