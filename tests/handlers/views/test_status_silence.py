"""What is kept from people stands on the sheet by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.finding import Severity
from bot.domain.status import Cleared, StatusCard
from bot.domain.syncing import Fate, Settled
from bot.domain.words import silencing as words
from handlers.views.status import status
from tests.bot.domain.pictures import PROD, WHY, a_picture
from tests.bot.domain.test_snoozing import a_snooze
from tests.bot.domain.test_syncing import a_telling
from tests.bot.triage.examples import an_incident, minutes
from tests.clocks import MORNING
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import HUGE, LOOK

SNOOZE = a_snooze(key="Recon:EC2/Portscan", hidden=14, until=minutes(60))
CLEARED = Cleared(an_incident(severity=Severity.LOW), "Bob", "", "our own scanner", MORNING)


def said(**changes: Any) -> str:
    shown = status(StatusCard(a_picture(names={PROD: "prod"}, **changes)), LOOK)
    assert faults(shown) == []
    assert live(shown.blocks) == set()
    return written(shown.blocks)


@pytest.mark.parametrize(
    ("agreed", "told"),
    [
        (
            "Bob",
            (
                "Snoozed 💤 type Recon:EC2/Portscan in prod until 2026-11-22 10:00 UTC, by Ann, "
                "agreed by Bob: “a test” · 14 hidden · /sec wake I-1"
            ),
        ),
        ("", "until 2026-11-22 10:00 UTC, by Ann: “a test” · 14 hidden · /sec wake I-1"),
    ],
)
def test_a_snooze_is_told_with_who_until_when_why_and_how_much_it_hides(
    agreed: str, told: str
) -> None:
    assert told in said(snoozes=(replace(SNOOZE, agreed_name=agreed),))


@pytest.mark.parametrize(
    ("asked_by", "told"),
    [("", "· prod · by Bob"), ("Ann", "· prod · asked by Ann, agreed by Bob")],
)
def test_a_false_positive_is_told_with_who_and_why(asked_by: str, told: str) -> None:
    sheet = said(cleared=(replace(CLEARED, asked_by=asked_by),))

    assert "False positives since yesterday I-1 LOW EC2 instance" in sheet
    assert told in sheet
    assert sheet.count("“our own scanner”") == 1


def test_where_nothing_is_silent_nothing_is_said_and_what_is_not_known_is_told() -> None:
    assert "Snoozed" not in said()
    assert "False positives" not in said()
    told = said(snoozes=WHY, cleared=WHY)
    assert told.count(WHY.says.plain()) == 2


def test_strangers_words_and_many_rows_leave_the_sheet_readable() -> None:
    hostile = replace(SNOOZE, key=HUGE, why="<!channel>", by_name="<@U0BOB>")
    told = said(snoozes=(hostile,) * 200, cleared=(replace(CLEARED, why=HUGE),) * 200)
    assert words.STATUS_HEAD.en.strip("*") in told


def test_what_others_settled_upstream_and_what_could_not_be_told_there_is_listed() -> None:
    settled = Settled(1, "SUPPRESSED", MORNING)
    untold = a_telling(why="AWS refused it: AccessDenied", fate=Fate.FAILED)
    told = said(settled=(settled,), untold=(untold,))

    assert "I-1 was made SUPPRESSED upstream" in told
    assert "could not be told RESOLVED: AWS refused it: AccessDenied" in told
    assert "Upstream" not in said()
    assert WHY.says.plain() in said(settled=WHY)
    assert WHY.says.plain() in said(untold=WHY)
