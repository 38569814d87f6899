"""From a message's text to findings: the one way in, held against published payloads."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.finding import Finding, Notice
from bot.intake.formats import asff as asff_format
from bot.intake.formats.sources import FORMATS, Format, read
from bot.intake.pieces import Piece
from tests.bot.intake.formats.examples import (
    as_guardduty_event,
    as_hub_event,
    as_hub_v2_event,
    asff,
    guardduty,
    guardduty_as_asff,
    ocsf,
)
from tests.bot.intake.oracle import BEARING
from tests.findings_here import finding_files

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


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        (as_guardduty_event(), "guardduty"),
        (as_hub_event(asff()), "securityhub"),
        (as_hub_v2_event(ocsf()), "securityhub"),
    ],
)
def test_a_format_is_named_by_the_service_whose_findings_it_holds(sent: Any, name: str) -> None:
    (finding,) = read(json.dumps(sent)).findings
    assert finding.producer.service == name
    assert name in {item.name for item in FORMATS}


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
    assert folders == {*BEARING, *SERVICE_FOLDERS, *NOT_BUILT}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)

"""A busy machine is no reason for a parser to have failed."""


@given(st.dictionaries(st.sampled_from(sorted(guardduty())), JSON))
def test_no_field_of_guardduty_breaks_the_parser(changes: dict[str, Any]) -> None:
    content = read(json.dumps(as_guardduty_event(**changes)))
    assert len(content.findings) + len(content.notices) >= 1


@given(st.dictionaries(st.sampled_from(sorted(asff())), JSON))
def test_no_field_of_asff_breaks_the_parser(changes: dict[str, Any]) -> None:
    content = read(json.dumps(as_hub_event(guardduty_as_asff(**changes))))
    assert len(content.findings) + len(content.notices) >= 1
