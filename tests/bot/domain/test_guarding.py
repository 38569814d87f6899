"""Which uses of secbot's roles are known, as a table of what somebody might do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import guarding
from bot.domain.execution import Execution, Stage
from bot.domain.guarding import (
    NOTHING,
    Call,
    Own,
    Reading,
    Use,
    checked,
    execution_of,
    incident_of,
    telling,
    unknown,
)
from bot.domain.posture import Standing
from bot.domain.record import What, Written
from bot.domain.words import guarding as words
from runbooks.kit.text import Text
from runbooks.kit.values import Power
from tests.bot.domain.makers import ACCOUNT
from tests.bot.domain.test_syncing import a_telling
from tests.bot.store.examples import an_ask
from tests.clocks import MORNING

MINUTE = timedelta(minutes=1)
POWERS = {"secbot-contain": Power.CONTAIN, "secbot-release": Power.RELEASE}
ENTRY = Use(
    event_id="e-1",
    account=ACCOUNT,
    region="eu-west-1",
    role="secbot-contain",
    session="secbot-A-19X",
    key="ASIA1",
    action="sts:AssumeRole",
    at=MORNING + MINUTE,
    enters=True,
)
CALL = replace(ENTRY, event_id="e-2", action="iam:AttachUserPolicy", request_id="r-1", enters=False)
MADE = Call("iam:AttachUserPolicy", MORNING + MINUTE, "r-1")
OURS = Own(frozenset({ACCOUNT}), frozenset({"contain"}), MORNING, MORNING + 5 * MINUTE, (MADE,))
NUMBER = execution_of("secbot-A-19X") or 0
HOUR = 60 * MINUTE


def whys(*uses: Use, ours: Own | None = OURS) -> list[Text]:
    found = unknown(uses, POWERS, {NUMBER: ours}, MORNING + HOUR)
    return [why.text for _, why in found]


@pytest.mark.parametrize(
    ("use", "why"),
    [
        (ENTRY, None),
        (CALL, None),
        (replace(ENTRY, session="admin"), words.NO_EXECUTION),
        (replace(ENTRY, session="secbot-A-77"), words.NO_EXECUTION),
        (replace(ENTRY, session="secbot-I-19X"), words.NO_EXECUTION),
        (replace(ENTRY, session="secbot-doctor"), words.NO_EXECUTION),
        (replace(ENTRY, session="secbot-doctor", policy=NOTHING), None),
        (replace(ENTRY, session="x", policy="{not json"), words.NO_EXECUTION),
        (replace(ENTRY, account="444455556666"), words.OTHER_ACCOUNT),
        (replace(ENTRY, role="secbot-release"), words.OTHER_ROLE),
        (replace(ENTRY, at=MORNING - 3 * MINUTE), words.OTHER_TIME),
        (replace(ENTRY, at=MORNING + 8 * MINUTE), words.OTHER_TIME),
        (replace(CALL, request_id="r-2"), words.NO_INTENT),
        (replace(CALL, request_id=""), words.NO_INTENT),
        (replace(CALL, request_id="r-2", by_service=True), None),
        (replace(CALL, request_id="r-2", code="AccessDenied"), words.NO_INTENT),
    ],
)
def test_a_use_is_ours_if_the_record_knows_of_it(use: Use, why: Text | None) -> None:
    assert whys(use) == ([why] if why else [])


@pytest.mark.parametrize(
    ("call", "is_ours"),
    [
        (CALL, True),
        (replace(CALL, at=MORNING + 4 * MINUTE), False),
        (replace(CALL, action="iam:DetachUserPolicy"), False),
    ],
)
def test_while_no_answer_has_told_the_request_its_action_and_time_must_do(
    call: Use, *, is_ours: bool
) -> None:
    waiting = replace(OURS, calls=(replace(MADE, request_id=""),))

    assert whys(call, ours=waiting) == ([] if is_ours else [words.NO_INTENT])


def test_what_an_execution_that_never_started_is_said_to_do_is_not_ours() -> None:
    assert whys(ENTRY, ours=None) == [words.NO_EXECUTION]


def test_what_a_session_tries_that_may_do_nothing_is_not_told_either() -> None:
    tried = replace(ENTRY, session="secbot-doctor", policy=NOTHING)

    assert whys(tried, replace(CALL, session="secbot-doctor")) == []


def an_execution() -> Execution:
    ask = replace(an_ask(), account=ACCOUNT)
    return Execution(
        number=NUMBER,
        ask=ask,
        requester="ann@example.com",
        requester_name="Ann",
        asked_at=MORNING,
        stage=Stage.RUNNING,
        plan_number=1,
        outcome=None,
        why=None,
        before=None,
        after=None,
        ended_at=None,
        channel="C0SEC",
    )


def record(what: What, minutes: int, **body: str) -> Written:
    at = MORNING + minutes * MINUTE
    return Written(minutes, what, at, "", "", None, NUMBER, body, "", "")


def test_the_record_tells_of_an_execution_what_it_called_and_what_was_answered() -> None:
    execution = an_execution()
    found = guarding.own(
        execution,
        [
            record(What.STARTED, 1, power="contain, release"),
            record(What.INTENT, 2, action="ec2:StopInstances"),
            record(What.RESULT, 3, action="ec2:StopInstances", request_id="r-9"),
            record(What.INTENT, 4, action="ec2:CreateTags"),
        ],
    )

    assert found is not None
    assert found.began_at == MORNING + MINUTE
    assert found.powers == {"contain", "release"}
    assert [(one.action, one.request_id) for one in found.calls] == [
        ("ec2:StopInstances", "r-9"),
        ("ec2:CreateTags", ""),
    ]
    assert guarding.own(execution, []) is None


def a_reading(**changed: object) -> Reading:
    usual = Reading(ACCOUNT, "eu-west-1", MORNING - guarding.LATE, MORNING)
    return replace(usual, **changed)  # type: ignore[arg-type]  # a test's fields


@pytest.mark.parametrize(
    ("readings", "told", "minutes", "expected", "says"),
    [
        ([a_reading()], None, 5, Standing.PASSED, words.ALL_KNOWN),
        ([], None, 5, Standing.NOT_AVAILABLE, words.NEVER_READ),
        ([a_reading()], None, 46, Standing.NOT_AVAILABLE, words.READ_LONG_AGO),
        ([a_reading(why=words.TOO_MUCH.fill())], None, 5, Standing.NOT_AVAILABLE, words.UNREAD),
        ([a_reading(until=None)], None, 5, Standing.NOT_AVAILABLE, words.READ_LONG_AGO),
        ([a_reading()], MORNING, 5, Standing.FAILED, words.UNKNOWN_SINCE),
        (
            [a_reading(at=MORNING + 7 * 24 * HOUR)],
            MORNING,
            7 * 1440,
            Standing.PASSED,
            words.ALL_KNOWN,
        ),
    ],
)
def test_it_passes_only_where_all_is_read_and_known(
    readings: list[Reading], told: object, minutes: int, expected: Standing, says: Text
) -> None:
    now = MORNING + minutes * MINUTE
    found = checked(ACCOUNT, readings, told, now)  # type: ignore[arg-type]  # a moment or none

    assert found.standing is expected
    assert found.says is not None
    assert found.says.text is says


TOLD = replace(CALL, role="secbot-sync", session="secbot-I-7", action="guardduty:ArchiveFindings")
TELLING = Own(
    frozenset({ACCOUNT}),
    frozenset({"sync"}),
    MORNING,
    MORNING + 5 * MINUTE,
    (replace(MADE, action="guardduty:ArchiveFindings"),),
)


@pytest.mark.parametrize(
    ("use", "told", "why"),
    [
        (TOLD, TELLING, []),
        (replace(TOLD, enters=True), TELLING, []),
        (TOLD, None, [words.NO_EXECUTION]),
        (replace(TOLD, request_id="r-2"), TELLING, [words.NO_INTENT]),
        (replace(TOLD, at=MORNING + HOUR / 2), TELLING, [words.OTHER_TIME]),
        (replace(TOLD, role="secbot-contain"), TELLING, [words.OTHER_ROLE]),
        (replace(TOLD, session="secbot-A-7"), TELLING, [words.NO_EXECUTION]),
    ],
)
def test_what_is_told_upstream_is_ours_if_the_incidents_record_knows_of_it(
    use: Use, told: Own | None, why: list[Text]
) -> None:
    powers = {**POWERS, "secbot-sync": Power.SYNC}
    found = unknown([use], powers, {}, MORNING + HOUR, {7: told})
    assert [each.text for _, each in found] == why


def test_an_incident_of_which_nothing_was_to_be_told_knows_of_no_use() -> None:
    ended = a_telling(at=MORNING, ended_at=MORNING + MINUTE)
    intent = record(What.SYNC_INTENT, 1, action="guardduty:ArchiveFindings")
    made = record(What.SYNC_RESULT, 2, action="guardduty:ArchiveFindings", request_id="r-1")

    assert telling([], [intent]) is None
    known = telling([ended], [intent, made])
    assert known is not None
    assert (known.began_at, known.ended_at) == (MORNING, MORNING + MINUTE)
    assert known.calls[0].request_id == "r-1"
    waits = telling([ended, a_telling(at=MORNING)], [])
    assert waits is not None
    assert waits.ended_at is None
    assert incident_of("secbot-I-7") == 7
    assert incident_of("secbot-A-7") is incident_of("I-7") is None
