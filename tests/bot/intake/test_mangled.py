"""Published payloads with fields taken out, put wrong or blown up: each is a finding or a notice."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from functools import cache
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.domain.finding import Finding, Severity
from bot.intake.formats.sources import Content, read
from bot.intake.formats.tolerant import LONGEST_LINE, LONGEST_TEXT, MOST_CHILDREN
from bot.intake.pieces import LONGEST_TEXT as LONGEST_NOTICE
from bot.intake.pieces import LONGEST_TITLE
from tests.bot.intake.doors import an_intake
from tests.bot.intake.formats.events import ROOT, called, signed_in
from tests.bot.intake.formats.examples import (
    as_guardduty_event,
    as_hub_event,
    as_hub_v2_event,
    asff,
    guardduty,
    guardduty_as_asff,
    ocsf,
)
from tests.bot.intake.formats.test_access_analyzer import reached
from tests.bot.intake.formats.test_acm import told as certificate
from tests.bot.intake.formats.test_cloudwatch import alarm
from tests.bot.intake.formats.test_config import changed
from tests.bot.intake.formats.test_control_tower import did
from tests.bot.intake.formats.test_health import told as health_told
from tests.bot.intake.formats.test_inspector2 import sent as vulnerable
from tests.bot.intake.formats.test_macie import opened
from tests.bot.intake.formats.test_opensearch import alert
from tests.bot.intake.formats.test_trusted_advisor import refreshed
from tests.findings_here import findings_folder

EXAMPLES = int(os.environ.get("TEST_EXAMPLES", "200"))
"""How many mangled payloads each test tries; CONTRIBUTING.md says how to have more."""
GENEROUS_SECONDS = 30
KEPT = TypeAdapter(Finding)

JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**400,
    1e308,
    "",
    "x",
    "\x00\u202e\ud83d",
    "NaN",
    "9" * 400,
    [],
    {},
    [[[[[[[[[[[[]]]]]]]]]]]],
    {"a": {"a": {"a": {"a": {"a": {"a": {}}}}}}},
    ["x"] * 700,
    [{"id": "x", "Id": "x", "uid": "x"}] * 700,
    {f"k{n}": n for n in range(300)},
    "long " * 5_000,
)
"""What stands where something else belongs."""

Cuts = list[tuple[int, int]]


def of_services() -> tuple[dict[str, Any], ...]:
    """Return an event of each other service, and what an alarm and a monitor send themselves."""
    return (
        vulnerable(),
        opened(),
        reached(),
        changed(),
        health_told(),
        refreshed("Exposed Access Keys", "ERROR", {"Access Key ID": "AKIAEXAMPLE00000001"}),
        alarm(),
        did("DisableGuardrail"),
        certificate(),
        alert(),
        called("cloudtrail", "StopLogging", {"name": "org"}),
        called("ec2", "CreateTags", {"tagSet": {"items": [{"key": "secbot:drill"}]}}),
        signed_in(ROOT),
    )


@cache
def corpus() -> tuple[str, ...]:
    """Return payloads of ours, each with one finding or more."""
    ours = (
        as_guardduty_event(),
        guardduty(),
        as_hub_event(asff(), guardduty_as_asff()),
        {"Findings": [asff(), guardduty()]},
        as_hub_v2_event(ocsf(), ocsf()),
        ocsf(),
        *of_services(),
    )
    return tuple(json.dumps(value) for value in ours)


@cache
def published() -> tuple[str, ...]:
    files = sorted(findings_folder().glob("*/*.json"))
    return tuple(path.read_text(encoding="utf-8") for path in files)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in a value, as its holder and its name or number there."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        here = waiting.pop()
        names = list(here) if isinstance(here, dict) else range(len(here))
        for name in names:
            found.append((here, name))
            if isinstance(here[name], (dict, list)):
                waiting.append(here[name])
    return found


def mangled(text: str, cuts: Cuts) -> str:
    """Return a payload in which each cut has taken out or replaced what stands in one place."""
    value = json.loads(text)
    for where, what in cuts:
        there = places(value)
        if not there:
            break
        holder, name = there[where % len(there)]
        if what < len(JUNK):
            holder[name] = json.loads(json.dumps(JUNK[what]))
        else:
            del holder[name]
    return json.dumps(value)


def is_sound(content: Content) -> None:
    """Hold what was read against what everything behind intake relies on."""
    assert content.findings or content.notices or content.quiet
    for finding in content.findings:
        assert finding.key
        assert finding.native_id
        assert isinstance(finding.severity, Severity)
        assert finding.title.isprintable()
        assert len(finding.title) <= LONGEST_LINE
        assert len(finding.resources) <= 2 * MOST_CHILDREN
        assert all(len(one.name) <= LONGEST_TEXT for one in finding.resources)
        assert len(finding.process) <= LONGEST_LINE
        assert KEPT.validate_json(KEPT.dump_json(finding)) == finding
        assert finding.revision
    for notice in content.notices:
        assert notice.reason
        assert len(notice.title) <= LONGEST_TITLE
        assert len(notice.text) <= LONGEST_NOTICE


CUTS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, len(JUNK) + 8)), max_size=12)
QUICK = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@QUICK
@given(st.integers(0, 10**6), CUTS)
def test_no_payload_of_ours_that_is_mangled_breaks_a_parser(
    caplog: pytest.LogCaptureFixture, which: int, cuts: Cuts
) -> None:
    texts = corpus()
    is_sound(read(mangled(texts[which % len(texts)], cuts)))
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@QUICK
@given(st.integers(0, 10**6), CUTS)
def test_no_published_payload_that_is_mangled_breaks_a_parser(
    caplog: pytest.LogCaptureFixture, which: int, cuts: Cuts
) -> None:
    texts = published()
    is_sound(read(mangled(texts[which % len(texts)], cuts)))
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_mangled_payloads_are_taken_over_http_and_all_are_filed_or_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    texts = [
        mangled(text, [(7919 * turn, turn), (104_729 * turn, 5 * turn % len(JUNK))])
        for turn in range(len(JUNK) + 3)
        for text in corpus()
    ]
    async with an_intake(tmp_path) as intake:
        codes = await asyncio.gather(*(intake.publish(text) for text in texts))
        assert set(codes) == {HTTPStatus.OK}
        await intake.read_all()
        assert await intake.unread() == ()
        keys = sorted({one.key for text in texts for one in read(text).findings})
        known = await intake.store.read(lambda unit: unit.findings.known(keys))
    assert sorted(known) == keys
    assert len(keys) >= len(corpus())
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@QUICK
@given(st.integers(0, 10**6), st.floats(0, 1))
def test_a_payload_that_is_cut_off_is_kept_with_its_reason(which: int, part: float) -> None:
    texts = corpus()
    text = texts[which % len(texts)]
    content = read(text[: int(len(text) * part)])
    is_sound(content)
    assert content.findings == () or part == 1


@pytest.mark.parametrize(
    "body",
    [
        as_hub_event(asff(Resources=[{"Type": "Other", "Id": f"r{n}"} for n in range(20_000)])),
        as_hub_event(guardduty_as_asff(ProductFields={f"aws/guardduty/service/{n}": "x" for n in range(20_000)})),
        as_hub_v2_event(ocsf(resources=[{"uid": f"r{n}", "type": "AWS::" * 2_000} for n in range(50)])),
        as_hub_v2_event(ocsf(evidences=[{"src_endpoint": {"ip": f"{n}"}} for n in range(20_000)])),
        as_guardduty_event(title="A" * 300_000, description="\u202e" * 300_000),
        {"Findings": [asff(Id=f"f{n}") for n in range(1_500)]},
        {f"key{n}": {"detail-type": "x", "source": "y", "account": "1", "detail": {}} for n in range(5_000)},
    ],
)  # fmt: skip
def test_what_is_huge_is_read_in_bounded_time(body: dict[str, Any]) -> None:
    text = json.dumps(body)
    began = monotonic()
    is_sound(read(text))
    assert monotonic() - began < GENEROUS_SECONDS
