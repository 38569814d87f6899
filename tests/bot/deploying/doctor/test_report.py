"""The report: a table for people, JSON for scripts, an exit code for both."""

from __future__ import annotations

import json

from bot.deploying.doctor import report
from bot.deploying.doctor.contract import Row, failed, passed, unseen, warned
from bot.deploying.doctor.examining import Examined
from bot.domain.words import doctor as words
from bot.domain.words import doctor_slack

FINE = passed("db", words.DATABASE_NEW.fill(place="secbot.db"))
KNOWN = warned("", words.POLICY_NONE.fill(), words.POLICY_NONE_MEND.fill())
FAULT = failed("C0SEC", doctor_slack.CHANNEL_OUTSIDE.fill(name="sec"), words.CLOCK_MEND.fill())
UNSEEN = unseen("", words.POLICY_FIRST.fill(), words.POLICY_FIRST_MEND.fill())


def found(*rows: Row) -> tuple[Examined, ...]:
    return (Examined(words.DATABASE, rows),)


def test_the_exit_code_is_0_only_where_nothing_is_to_mend() -> None:
    assert report.code(found(FINE, KNOWN)) == 0
    assert report.code(found(FINE, FAULT)) == 1
    assert report.code(found(UNSEEN)) == 1


def test_a_mend_is_one_line_however_long_so_that_it_can_be_copied() -> None:
    mend = words.ANCHOR_LOCK_MEND.fill(bucket="b" * 60, lock="{}" * 60)
    lines = report.table(found(failed("", words.POLICY_FIRST.fill(), mend))).splitlines()

    assert lines[1].strip() == f"mend: {mend.plain()}"


def test_what_is_said_is_folded_under_its_mark() -> None:
    long = words.DATABASE_UNOPENED.fill(place="secbot.db", why="because " * 30)
    lines = report.table(found(failed("", long, words.CLOCK_MEND.fill()))).splitlines()

    assert lines[0].startswith("FAILED         database: ")
    assert lines[1].startswith(" " * 15)
    assert all(len(line) <= 110 for line in lines)


def test_the_last_line_sums_up() -> None:
    assert report.table(found(FINE, KNOWN)).splitlines()[-1] == (
        "No fault: 1 check passed, 1 to know about."
    )
    assert report.table(found(FINE, FAULT, UNSEEN)).splitlines()[-1] == (
        "2 to mend, 1 passed, 0 to know about."
    )


def test_json_holds_each_row() -> None:
    told = json.loads(report.as_json(found(FINE, FAULT)))

    assert told["faults"] == 1
    assert told["checks"][1] == {
        "check": "database",
        "subject": "C0SEC",
        "result": "FAILED",
        "says": "The bot is not in #sec.",
        "mend": "sudo timedatectl set-ntp true",
    }
