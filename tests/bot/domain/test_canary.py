"""Which canaries count, when a place is silent, and how the daily check tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain import canary
from bot.domain.canary import Way
from bot.domain.policy import Account
from bot.domain.posture import Checked, Standing
from bot.domain.proving import places
from bot.domain.words import canary as words
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.clocks import MORNING

REGION, ELSEWHERE = "eu-west-1", "us-east-1"
PROD = Account(ACCOUNT, "prod-payments")
SIX = timedelta(hours=6)
WHY = words.REFUSED.fill(code="InternalFailure")
HEARD = Way(ACCOUNT, REGION, MORNING, "n1", heard_at=MORNING)
ONCE = canary.sent(HEARD, "n2", MORNING + SIX)
TWICE = canary.sent(ONCE, "n3", MORNING + 2 * SIX)
THRICE = MORNING + 2 * SIX + canary.GRACE


def test_each_one_that_is_sent_is_missed_until_it_comes() -> None:
    assert (ONCE.missed, ONCE.since, ONCE.before) == (1, MORNING + SIX, "n1")
    assert (TWICE.missed, TWICE.since, TWICE.before) == (2, MORNING + SIX, "n2")
    came = canary.answered(TWICE, "n3", THRICE)
    assert came is not None
    assert (came.missed, came.since, came.heard_at) == (0, None, THRICE)


@pytest.mark.parametrize(
    ("nonce", "after", "counts"),
    [
        ("n3", timedelta(minutes=59), True),
        ("n3", timedelta(minutes=61), False),
        ("n2", timedelta(minutes=1), False),
        ("n1", timedelta(minutes=1), None),
        ("made-up", timedelta(minutes=1), None),
        ("", timedelta(minutes=1), None),
    ],
)
def test_only_the_last_one_counts_and_only_for_an_hour_and_a_made_up_one_is_nobodys(
    nonce: str, after: timedelta, *, counts: bool | None
) -> None:
    found = canary.answered(TWICE, nonce, TWICE.at + after)

    assert (None if found is None else found != TWICE) is counts


def test_what_could_not_be_sent_was_not_missed() -> None:
    first = canary.unsent(ONCE, WHY)
    second = canary.unsent(TWICE, WHY)

    assert (first.missed, first.since, first.nonce, first.why) == (0, None, "", WHY)
    assert (second.missed, second.since, second.nonce) == (1, MORNING + SIX, "")


@pytest.mark.parametrize(
    ("way", "heard", "now", "silent"),
    [
        (TWICE, None, THRICE, True),
        (TWICE, MORNING, THRICE, True),
        (TWICE, MORNING + 2 * SIX, THRICE, False),
        (TWICE, None, THRICE - timedelta(minutes=1), False),
        (ONCE, None, THRICE, False),
        (HEARD, None, THRICE, False),
        (replace(TWICE, heard_at=None), None, THRICE, False),
    ],
)
def test_two_in_a_row_are_silence_unless_a_finding_came_or_none_ever_did(
    way: Way, heard: datetime | None, now: datetime, *, silent: bool
) -> None:
    assert canary.is_silent(way, heard, SIX, now) is silent


def test_no_canary_is_sent_from_where_every_detector_is_off() -> None:
    off = [
        Checked(key, ACCOUNT, region, standing, WHY, MORNING)
        for key, region, standing in (
            ("guardduty", REGION, Standing.FAILED),
            ("security_hub", REGION, Standing.WARNING),
            ("guardduty", ELSEWHERE, Standing.FAILED),
            ("security_hub", ELSEWHERE, Standing.FAILED),
        )
    ]
    found = canary.places([PROD], off, {ACCOUNT: (REGION, ELSEWHERE, "ap-south-1")})

    assert found == ((ACCOUNT, REGION), (ACCOUNT, "ap-south-1"))


def test_canaries_are_sent_at_first_and_then_after_their_time() -> None:
    assert canary.is_due(None, SIX, MORNING)
    assert not canary.is_due(MORNING, SIX, MORNING + SIX - timedelta(minutes=1))
    assert canary.is_due(MORNING, SIX, MORNING + SIX)


def test_a_silence_is_a_finding_of_its_own_that_proves_no_way() -> None:
    finding = canary.silence(TWICE, "sandbox-3", MORNING, MORNING + timedelta(hours=26))

    assert finding.title == "sandbox-3 eu-west-1 silent for 26 h: canaries from there do not arrive"
    assert finding.key != canary.silence(replace(TWICE, since=THRICE), "x", None, THRICE).key
    assert places([finding]) == frozenset()


@pytest.mark.parametrize(
    ("way", "standing", "says"),
    [
        (None, Standing.NOT_AVAILABLE, words.NEVER_SENT),
        (HEARD, Standing.PASSED, words.HEARD),
        (canary.sent(HEARD, "n", THRICE), Standing.PASSED, words.HEARD),
        (ONCE, Standing.WARNING, words.MISSED),
        (
            canary.sent(Way(ACCOUNT, REGION, THRICE), "n", THRICE),
            Standing.NOT_AVAILABLE,
            words.FLIES,
        ),
        (replace(TWICE, incident=7), Standing.FAILED, words.SILENT),
        (canary.unsent(ONCE, WHY), Standing.NOT_AVAILABLE, words.NOT_SENT),
    ],
)
def test_the_daily_check_tells_how_each_way_stands(
    way: Way | None, standing: Standing, says: object
) -> None:
    ways = () if way is None else (way,)
    (check,) = canary.checked(a_policy(canary=SIX), "", ways, THRICE)

    assert check.standing is standing
    assert check.says is not None
    assert check.says.text == says
    assert list(canary.checked(a_policy(), "", ways, THRICE)) == []
    assert list(canary.checked(a_policy(canary=SIX), "444455556666", ways, THRICE)) == []
