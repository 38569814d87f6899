"""From a message's text to findings: the one way in, held against published payloads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.finding import Finding, Notice, Severity
from bot.intake.formats import asff as asff_format
from bot.intake.formats.sources import FORMATS, Format, read
from bot.intake.formats.tolerant import Tolerant
from bot.intake.pieces import Piece
from tests.bot.intake.formats.examples import (
    as_guardduty_event,
    as_hub_event,
    asff,
    guardduty,
    guardduty_as_asff,
)
from tests.findings_here import finding_files

GUARDDUTY_FOLDERS = ("eventbridge_guardduty", "guardduty_camel", "guardduty_pascal")
ASFF_FOLDERS = ("asff", "eventbridge_securityhub")
OCSF_FOLDERS = ("ocsf", "eventbridge_securityhub_v2")

SERVICE_FOLDERS = (
    "eventbridge_accessanalyzer",
    "eventbridge_cloudtrail",
    "eventbridge_health",
    "eventbridge_inspector2",
    "eventbridge_trustedadvisor",
    "inspector2",
)

NOT_BUILT = (
    "cloudtrail",
    "config",
    "eventbridge_config",
    "eventbridge_other",
    "health",
    "sns_http",
    "sns_lambda_record",
)
"""Formats that are notices today; a format that gets built leaves this list."""

WITHOUT_FINDINGS = "Security-Hub-Insight-Results", "Security-Hub-Findings-Custom-Action--43d3da70"


def test_a_message_gives_all_its_findings_in_order_and_a_notice_for_the_rest() -> None:
    wrapped = [as_guardduty_event(), "hello", as_hub_event(asff(), guardduty_as_asff()), {}]
    content = read(json.dumps(wrapped))
    services = [finding.producer.service for finding in content.findings]
    assert services == ["guardduty", "securityhub", "securityhub"]
    assert len(content.notices) == 2


def test_an_asff_finding_is_never_taken_for_guarddutys_own_format() -> None:
    mixed = {**guardduty(), **guardduty_as_asff()}
    (finding,) = read(json.dumps(mixed)).findings
    assert finding.producer.service == "securityhub"


def test_a_parser_that_breaks_loses_one_piece_and_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(piece: Piece) -> Finding | Notice:
        raise KeyError(piece.body["Id"])

    broken = Format("broken", asff_format.matches, breaks)
    text = json.dumps([as_guardduty_event(), as_hub_event(asff())])
    content = read(text, (broken, *FORMATS))
    assert [finding.producer.service for finding in content.findings] == ["guardduty"]
    (notice,) = content.notices
    assert "KeyError" in notice.reason
    assert "a parser broke" in caplog.text


def test_each_format_has_a_name_of_its_own() -> None:
    assert len({item.name for item in FORMATS}) == len(FORMATS)


def detail_of(value: Any) -> Tolerant:
    """Return the finding in a file of GuardDuty, without the help of what is tested."""
    return Tolerant(value.get("detail", value))


def band_of(score: float) -> Severity:
    """Return the band of a GuardDuty score, as the user guide's table has it."""
    table = {9: Severity.CRITICAL, 7: Severity.HIGH, 4: Severity.MEDIUM, 1: Severity.LOW}
    return next(severity for floor, severity in table.items() if score >= floor)


def in_file(path: Path) -> list[Finding]:
    return list(read(path.read_text(encoding="utf-8")).findings)


def test_every_published_guardduty_finding_is_read() -> None:
    files = finding_files(*GUARDDUTY_FOLDERS)
    assert len(files) > 50
    for path in files:
        (finding,) = in_file(path)
        detail = detail_of(json.loads(path.read_text(encoding="utf-8")))
        score = detail.number("severity")
        assert score is not None, path
        assert finding.native_id == detail.text("id"), path
        assert finding.account == detail.text("accountId"), path
        assert finding.severity is band_of(score), path
        assert finding.title == (detail.text("title") or detail.text("type")), path
        assert finding.type == detail.text("type"), path
        assert finding.region, path


def asff_in(value: Any) -> list[dict[str, Any]]:
    """Return the ASFF findings in a file, without the help of what is tested."""
    if isinstance(value, list):
        return [found for item in value for found in asff_in(item)]
    if not isinstance(value, dict):
        return []
    if "ProductArn" in value:
        return [value]
    return [found for item in value.values() for found in asff_in(item)]


def expected_severity(body: dict[str, Any]) -> Severity:
    """Return the label, or else the band of the normalised number."""
    stated = body.get("Severity") or body["FindingProviderFields"]["Severity"]
    if "Label" in stated:
        return Severity(stated["Label"])
    table = {90: "CRITICAL", 70: "HIGH", 40: "MEDIUM", 1: "LOW", 0: "INFORMATIONAL"}
    number = stated["Normalized"]
    return Severity(next(label for floor, label in table.items() if number >= floor))


def test_every_published_asff_finding_is_read() -> None:
    files = finding_files(*ASFF_FOLDERS)
    assert len(files) > 100
    for path in files:
        sent = asff_in(json.loads(path.read_text(encoding="utf-8")))
        found = in_file(path)
        assert len(found) == len(sent), path
        for finding, body in zip(found, sent, strict=True):
            assert body["Id"] in finding.key or finding.key.startswith("guardduty:"), path
            assert finding.account == body["AwsAccountId"], path
            assert finding.severity is expected_severity(body), path
            assert finding.title == body["Title"], path
            stated = [one["Type"] for one in body["Resources"]]
            listed = [one.type for one in finding.resources]
            assert listed[: len(stated)] == stated, path
            assert set(listed[len(stated) :]) <= {"AwsIamRole", "AwsIamUser"}, path
            assert all(item.type and item.id for item in finding.resources), path
            assert finding.updated_at is not None, path


def test_a_file_of_security_hub_without_findings_is_a_notice() -> None:
    for path in finding_files("eventbridge_securityhub"):
        content = read(path.read_text(encoding="utf-8"))
        is_empty = path.name.startswith(WITHOUT_FINDINGS)
        assert bool(content.notices) == is_empty, path
        assert bool(content.findings) != is_empty, path


def test_what_other_services_have_published_is_read_or_says_why_not() -> None:
    found = 0
    for path in finding_files(*SERVICE_FOLDERS):
        content = read(path.read_text(encoding="utf-8"))
        for finding in content.findings:
            assert finding.native_id, path
            assert finding.account, path
            assert finding.title, path
        assert all(notice.reason for notice in content.notices), path
        assert not any("failed" in notice.reason for notice in content.notices), path
        found += len(content.findings)
    assert found > 25


@pytest.mark.parametrize("folder", NOT_BUILT)
def test_a_format_that_is_not_built_yet_is_a_notice_with_its_reason(folder: str) -> None:
    for path in finding_files(folder):
        content = read(path.read_text(encoding="utf-8"))
        assert content.findings == (), path
        assert content.notices, path
        assert all(notice.reason and notice.title for notice in content.notices), path


def test_every_folder_of_published_payloads_is_accounted_for() -> None:
    some = finding_files("asff")
    folders = {path.name for path in some[0].parent.parent.iterdir() if path.is_dir()}
    assert folders == {
        *GUARDDUTY_FOLDERS,
        *ASFF_FOLDERS,
        *OCSF_FOLDERS,
        *SERVICE_FOLDERS,
        *NOT_BUILT,
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(guardduty())), JSON))
def test_no_field_of_guardduty_breaks_the_parser(changes: dict[str, Any]) -> None:
    content = read(json.dumps(as_guardduty_event(**changes)))
    assert len(content.findings) + len(content.notices) >= 1


@given(st.dictionaries(st.sampled_from(sorted(asff())), JSON))
def test_no_field_of_asff_breaks_the_parser(changes: dict[str, Any]) -> None:
    content = read(json.dumps(as_hub_event(guardduty_as_asff(**changes))))
    assert len(content.findings) + len(content.notices) >= 1
