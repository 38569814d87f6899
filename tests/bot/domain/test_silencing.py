"""What each act makes of an incident, who may do it, and when it takes two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.domain.matter import Refused
from bot.domain.people import WISH_GOOD_FOR, Person
from bot.domain.silencing import Act, Wish, after, may_silence, takes_two
from bot.domain.words import deciding
from bot.domain.words import silencing as words
from runbooks.kit.text import Text
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, EVE, NOW, RYO, a_policy
from tests.bot.triage.examples import an_incident

NEW, PROGRESS, HOLD, RESOLVED, CLOSED = Status
TURNS: list[tuple[Status, Act, Status | Text]] = [
    (NEW, Act.ASSIGN, PROGRESS),
    (PROGRESS, Act.ASSIGN, PROGRESS),
    (HOLD, Act.ASSIGN, PROGRESS),
    (RESOLVED, Act.ASSIGN, words.ENDED),
    (CLOSED, Act.ASSIGN, words.ENDED),
    (NEW, Act.CLOSE, CLOSED),
    (PROGRESS, Act.CLOSE, CLOSED),
    (HOLD, Act.CLOSE, CLOSED),
    (RESOLVED, Act.CLOSE, CLOSED),
    (CLOSED, Act.CLOSE, words.ENDED),
    (NEW, Act.FALSE_POSITIVE, CLOSED),
    (PROGRESS, Act.FALSE_POSITIVE, CLOSED),
    (HOLD, Act.FALSE_POSITIVE, CLOSED),
    (RESOLVED, Act.FALSE_POSITIVE, CLOSED),
    (CLOSED, Act.FALSE_POSITIVE, words.ENDED),
    (NEW, Act.REOPEN, words.NOT_ENDED),
    (PROGRESS, Act.REOPEN, words.NOT_ENDED),
    (HOLD, Act.REOPEN, words.NOT_ENDED),
    (RESOLVED, Act.REOPEN, NEW),
    (CLOSED, Act.REOPEN, NEW),
    (NEW, Act.SNOOZE, NEW),
    (PROGRESS, Act.SNOOZE, PROGRESS),
    (HOLD, Act.SNOOZE, HOLD),
    (RESOLVED, Act.SNOOZE, words.ENDED),
    (CLOSED, Act.SNOOZE, words.ENDED),
    (NEW, Act.SPLIT, NEW),
    (PROGRESS, Act.SPLIT, PROGRESS),
    (HOLD, Act.SPLIT, HOLD),
    (RESOLVED, Act.SPLIT, words.ENDED),
    (CLOSED, Act.SPLIT, words.ENDED),
    (NEW, Act.MERGE, NEW),
    (PROGRESS, Act.MERGE, NEW),
    (HOLD, Act.MERGE, NEW),
    (RESOLVED, Act.MERGE, words.ENDED),
    (CLOSED, Act.MERGE, words.ENDED),
    *((status, act, status) for status in Status for act in (Act.WIDEN, Act.UNRESTRICT)),
]


@pytest.mark.parametrize(("status", "act", "makes"), TURNS)
def test_an_act_makes_of_each_status_another_or_is_refused(
    status: Status, act: Act, makes: Status | Text
) -> None:
    found = after(an_incident(status=status), act)

    assert (found.why.text if isinstance(found, Refused) else found) == makes


def test_the_table_has_every_status_with_every_act() -> None:
    assert {(status, act) for status, act, _ in TURNS} == {(s, a) for s in Status for a in Act}


@pytest.mark.parametrize("act", Act)
def test_nothing_is_done_any_more_to_what_was_merged_into_another(act: Act) -> None:
    found = after(an_incident(status=CLOSED, merged_into=7), act)

    assert isinstance(found, Refused)
    assert found.why == words.MERGED.fill(incident="I-1", into="I-7")


@pytest.mark.parametrize(
    ("act", "severity", "is_held", "was_contained", "two"),
    [
        (Act.CLOSE, Severity.CRITICAL, False, False, False),
        (Act.CLOSE, Severity.LOW, True, True, True),
        (Act.CLOSE, Severity.LOW, False, True, False),
        (Act.FALSE_POSITIVE, Severity.MEDIUM, False, False, False),
        (Act.FALSE_POSITIVE, Severity.HIGH, False, False, True),
        (Act.FALSE_POSITIVE, Severity.CRITICAL, False, False, True),
        (Act.FALSE_POSITIVE, Severity.LOW, False, True, True),
        (Act.FALSE_POSITIVE, Severity.LOW, True, False, True),
        (Act.ASSIGN, Severity.CRITICAL, True, True, False),
        (Act.REOPEN, Severity.CRITICAL, True, True, False),
    ],
)
def test_ending_takes_two_where_it_would_blind_others(
    act: Act,
    severity: Severity,
    is_held: bool,  # noqa: FBT001 - columns of the table
    was_contained: bool,  # noqa: FBT001
    two: bool,  # noqa: FBT001
) -> None:
    assert takes_two(act, severity, is_held=is_held, was_contained=was_contained) is two


@pytest.mark.parametrize("act", Act)
def test_what_hides_it_from_others_upstream_takes_two_whatever_it_is(act: Act) -> None:
    found = takes_two(act, Severity.LOW, is_held=False, was_contained=False, silences_upstream=True)
    assert found is (act in {Act.CLOSE, Act.FALSE_POSITIVE})


NEWCOMER = replace(BOB, new_in=frozenset({"S0APPROVE"}))


@pytest.mark.parametrize(
    ("person", "asked_by", "refused"),
    [
        (ANN, "", None),
        (BOB, "", None),
        (BOB, "Ann", None),
        (ANN, "Bob", words.NEEDS_APPROVER),
        (NEWCOMER, "Ann", words.NEEDS_APPROVER),
        (NEWCOMER, "", None),
        (replace(ANN, groups=frozenset()), "", words.NEEDS_RESPONDER),
        (replace(ANN, groups=None), "", deciding.NO_ANSWER),
        (EVE, "", deciding.GUEST),
        (replace(BOB, team="T0OTHER"), "Ann", deciding.NOT_OURS),
        (RYO, "", deciding.IMPLICATED),
        (RYO, "Ann", deciding.IMPLICATED),
    ],
)
def test_a_responder_whom_it_does_not_name_may_and_an_approver_agrees(
    person: Person, asked_by: str, refused: Text | None
) -> None:
    found = may_silence(person, ACCOUNT, frozenset({RYO.identity}), a_policy(), asked_by)

    assert (found and found.why.text) == refused


def test_without_an_address_one_person_could_be_two() -> None:
    nameless = replace(ANN, email="")
    refused = may_silence(nameless, ACCOUNT, frozenset(), a_policy(email_domain=""))
    assert refused is not None
    assert refused.why.text is deciding.NO_ADDRESS


def test_a_role_everywhere_counts_in_an_account_that_the_policy_does_not_know() -> None:
    assert may_silence(ANN, "999999999999", frozenset(), a_policy()) is None


WISH = Wish(1, Act.CLOSE, ANN.identity, ANN.slack_id, "Ann", NOW, "rebuilt")


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        (timedelta(), True),
        (WISH_GOOD_FOR - timedelta(seconds=1), True),
        (WISH_GOOD_FOR, False),
        (timedelta(seconds=-1), False),
    ],
)
def test_a_wish_waits_half_an_hour_and_a_clock_that_goes_back_ends_it(
    later: timedelta,
    stands: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert WISH.stands(NOW + later) is stands


def test_one_person_with_two_accounts_or_two_addresses_is_one() -> None:
    assert WISH.is_of(replace(ANN, slack_id="U9"))
    assert WISH.is_of(replace(ANN, email="other@example.com"))
    assert not WISH.is_of(BOB)
