"""Every published payload, sent as SNS sends it: taken, read, and nothing lost on the way."""

from __future__ import annotations

import asyncio
import csv
import json
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest

from bot.domain.finding import Finding
from bot.intake.formats.sources import read
from tests.bot.intake.doors import Intake, an_intake
from tests.bot.intake.oracle import (
    BEARING,
    OCSF_FOLDERS,
    SNS_FOLDERS,
    Expected,
    expected_in,
    is_foreign,
)
from tests.clocks import MORNING
from tests.findings_here import finding_files, findings_folder

AT_ONCE = 32
SERVICES = {"guardduty", "securityhub"}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def all_files() -> list[Path]:
    folder = findings_folder()
    return finding_files(*(path.name for path in folder.iterdir() if path.is_dir()))


def test_the_folder_is_whole() -> None:
    with (findings_folder() / "index.csv").open(encoding="utf-8") as index:
        listed = {row["file"] for row in csv.DictReader(index)}
    assert {f"{path.parent.name}/{path.name}" for path in all_files()} == listed


async def unread(intake: Intake, most: int) -> dict[str, str]:
    """Return the texts that were kept as unreadable, each with its reason."""
    day = MORNING.replace(hour=0)
    _, kept = await intake.store.read(
        lambda unit: unit.inbox.unreadable(day, day + timedelta(days=1), most)
    )
    return {row.message.body: reason for row, reason in kept}


async def test_every_payload_is_taken_over_http_and_filed_or_kept_with_its_reason(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    texts = [text_of(path) for path in all_files()]
    async with an_intake(tmp_path) as intake:
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            codes = await asyncio.gather(*(intake.publish(text) for text in some))
            assert set(codes) == {HTTPStatus.OK}
        await intake.read_all()
        assert await intake.unread() == ()
        reasons = await unread(intake, len(texts))
        contents = {text: read(text) for text in texts}
        keys = {one.key for content in contents.values() for one in content.findings}
        known = await intake.store.read(lambda unit: unit.findings.known(sorted(keys)))
        exposed = intake.metrics.scrape().decode()
    assert set(reasons) == {text for text, content in contents.items() if content.notices}
    assert all(reasons.values())
    assert set(known) == keys
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    for service in SERVICES:
        found = [one for content in contents.values() for one in content.findings]
        many = sum(1 for one in found if one.producer.service == service)
        assert f'secbot_findings_received_total{{source="{service}"}} {many}.0' in exposed


def fits(expected: Expected, finding: Finding) -> None:
    """Hold a finding against what its payload says."""
    assert expected.id in {finding.native_id, finding.native_id.rpartition("/")[2]} or (
        finding.key.endswith(f"/{expected.id.rpartition('/')[2]}")
    )
    assert finding.account == expected.account
    assert finding.severity is expected.severity
    assert finding.title == expected.title
    assert finding.type
    assert all(one.type and one.id for one in finding.resources)
    for named in expected.resources:
        assert any(one.id.endswith(named) or one.name == named for one in finding.resources), named


@pytest.mark.parametrize("folder", BEARING)
def test_every_finding_in_a_payload_is_read_as_an_independent_reader_reads_it(folder: str) -> None:
    files = finding_files(folder)
    assert files
    for path in files:
        found, expected = read(text_of(path)).findings, expected_in(path)
        assert len(found) == len(expected), path
        for finding, each in zip(found, expected, strict=True):
            fits(each, finding)


def test_foreign_ocsf_is_told_by_its_product_and_is_no_finding() -> None:
    foreign = 0
    for path in finding_files(*OCSF_FOLDERS):
        value = json.loads(text_of(path))
        if "metadata" in value and is_foreign(value):
            foreign += 1
            content = read(text_of(path))
            assert content.findings == (), path
            assert value["metadata"]["product"]["name"] in content.notices[0].reason, path
    assert foreign > 20


def test_announcements_and_texts_are_notices() -> None:
    for path in finding_files(*SNS_FOLDERS):
        content = read(text_of(path))
        assert not [one for one in content.findings if one.producer.service in SERVICES], path
        assert content.notices or content.findings, path
        assert all(notice.reason for notice in content.notices), path


def test_an_event_of_security_hub_without_findings_is_a_notice() -> None:
    for path in finding_files("eventbridge_securityhub"):
        content = read(text_of(path))
        assert bool(content.notices) is not bool(content.findings), path
