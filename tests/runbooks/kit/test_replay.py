"""The record is replayed against a plan: what it would have stopped, broken and missed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from runbooks.kit import replay
from runbooks.kit.recalling import Call, Heard
from runbooks.kit.replay import DATA, NOTHING, Denies, Replay
from runbooks.kit.text import Text
from tests.bot.domain.makers import NOW

CI = "arn:aws:iam::111122223333:user/ci-deploy"
ROLE = "arn:aws:iam::111122223333:role/web"
SESSION = "arn:aws:sts::111122223333:assumed-role/web/{name}"
THEIRS = "198.51.100.7"
WEEK = timedelta(days=7)
OF_CI = Denies(arns=frozenset({CI}))
OF_ROLE = Denies(arns=frozenset({ROLE}))
OF_MACHINE = Denies(session="i-0abc", follows=False)
INTO = "arn:aws:iam::444455556666:role/admin"


def by_ci(name: str = "PutObject", address: str = "10.0.0.9", **more: object) -> Call:
    return Call.model_validate(
        {"name": name, "at": NOW, "who": "ci-deploy", "arn": CI, "address": address, **more}
    )


def in_role(name: str, address: str = "10.0.0.9") -> Call:
    arn = SESSION.format(name=name)
    return Call(name="ListUsers", at=NOW, who=name, arn=arn, issuer=ROLE, address=address)


def heard(*calls: Call, days: float = 7, is_cut: bool = False) -> Heard:
    return Heard(calls=calls, since=NOW - timedelta(days=days), until=NOW, is_cut=is_cut)


@pytest.mark.parametrize(
    ("denies", "calls", "found"),
    [
        (OF_CI, [by_ci(), by_ci()], Replay(broken={"ci-deploy": 2})),
        (OF_CI, [by_ci(address=THEIRS)], Replay(stopped={THEIRS: 1})),
        (OF_CI, [by_ci(is_refused=True)], Replay()),
        (OF_CI, [by_ci("GetCallerIdentity")], Replay()),
        (OF_CI, [in_role("i-0abc")], Replay()),
        (
            OF_CI,
            [by_ci("AssumeRole", THEIRS, opened=INTO), by_ci("AssumeRole", opened=INTO)],
            Replay(stopped={THEIRS: 1}, broken={"ci-deploy": 1}, chained=(INTO, INTO)),
        ),
        (
            OF_CI,
            [by_ci("AssumeRole", opened=INTO, is_refused=True)],
            Replay(),
        ),
        (OF_ROLE, [in_role("i-0abc"), in_role("ann")], Replay(broken={"i-0abc": 1, "ann": 1})),
        (OF_ROLE.model_copy(update={"is_of_sessions": True}), [in_role("ann")], None),
        (OF_CI.model_copy(update={"is_of_sessions": True}), [by_ci()], Replay()),
        (OF_MACHINE, [in_role("i-0abc"), in_role("i-0def")], Replay(broken={"i-0abc": 1})),
        (OF_MACHINE, [in_role("i-0abc", THEIRS)], Replay(missed={THEIRS: 1})),
        (OF_MACHINE, [by_ci(who="i-0abc")], Replay()),
    ],
)
def test_what_a_plan_would_have_done_to_calls(
    denies: Denies, calls: list[Call], found: Replay | None
) -> None:
    wanted = found if found is not None else Replay(broken={"ann": 1})

    assert replay.replay(denies, heard(*calls), frozenset({THEIRS})) == wanted


def said(denies: Denies, record: Heard) -> list[str]:
    return [each.plain() for each in replay.tell(denies, record, frozenset({THEIRS}))]


def test_it_is_told_what_is_stopped_broken_and_missed() -> None:
    theirs = [by_ci(address=THEIRS)] * 40
    opening = by_ci("AssumeRole", THEIRS, opened=INTO)
    routine = [by_ci()] * (312 * 7)

    assert said(OF_CI, heard(*theirs, opening, *routine)) == [
        f"Would have stopped 41 calls from {THEIRS}, which the finding names",
        "Would have broken ci-deploy: 312 calls a day",
        "Would have missed 1 chained sessions: it opened them in admin, and they go on",
        "By CloudTrail's management events from 2026-11-15 03:00 UTC to 2026-11-22 03:00 UTC",
        DATA.en,
    ]


def test_a_copy_of_a_machines_credentials_is_missed_and_that_is_told() -> None:
    told = said(OF_MACHINE, heard(in_role("i-0abc", THEIRS)))

    assert told[0].startswith(f"Would have missed 1 call from {THEIRS}")


def test_a_record_that_is_cut_tells_no_rate_beyond_what_was_read() -> None:
    told = said(OF_CI, heard(by_ci(), by_ci(), days=0.1, is_cut=True))

    assert told[0] == "Would have broken ci-deploy: 2 calls"
    assert "newest management events alone" in told[1]


@pytest.mark.parametrize(
    ("record", "says", "never"),
    [
        (heard(), NOTHING, "unknown: AccessDenied"),
        (Heard(why_not=Text("{code} said").fill(code="AccessDenied")), replay.UNREAD, NOTHING.en),
    ],
)
def test_no_calls_and_no_answer_are_not_the_same(record: Heard, says: Text, never: str) -> None:
    told = said(OF_CI, record)

    assert any(each.startswith(says.en.partition(":")[0]) for each in told)
    assert never not in told


def test_of_many_callers_the_most_frequent_are_named_and_the_rest_is_counted() -> None:
    calls = [in_role(name) for name in ("a", "b", "c", "d", "e", "e")]
    told = said(OF_ROLE, heard(*calls))

    assert told[0].startswith("Would have broken e")
    assert "Would have broken 2 more callers" in told
