"""The verdict: quiet is only what is proved, and what is not known is never quiet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.finding import Severity
from bot.domain.posture import Checked, Standing
from bot.domain.status import (
    Brake,
    Calm,
    Day,
    Picture,
    Unknown,
    Waiting,
    judge,
    known,
    tallied,
)
from bot.domain.words import status as words
from tests.bot.triage.examples import an_incident
from tests.clocks import MORNING

WHY = Unknown(words.PART_BROKE.fill())
PASSED, FAILED = Standing.PASSED, Standing.FAILED
WARNING, NOT_AVAILABLE = Standing.WARNING, Standing.NOT_AVAILABLE
UNOWNED = {"open": {Severity.LOW: 1}, "unowned": (an_incident(),)}
WAITS = Waiting("A-1.1", "isolate_instance", "i-0abc", "111122223333", "Ann", 0, 1, MORNING)
BRAKE = Brake("", "Ann", MORNING)


def proof(*standings: Standing) -> tuple[Checked, ...]:
    says = words.NEVER_LOOKED.fill()
    return tuple(
        Checked(f"check {at}", "", "", standing, says, MORNING)
        for at, standing in enumerate(standings)
    )


def a_picture(**changes: Any) -> Picture:
    quiet = Picture(
        at=MORNING,
        account="",
        names={},
        open={},
        unowned=(),
        waiting=(),
        undo=(),
        brakes=(),
        day=Day(MORNING, {}, {}, 0),
        looked_at=MORNING,
        heard={},
        proof=proof(PASSED, PASSED),
    )
    return replace(quiet, **changes)


@pytest.mark.parametrize(
    ("changes", "calm", "is_proved"),
    [
        ({}, Calm.QUIET, True),
        ({"proof": ()}, Calm.QUIET, False),
        ({"proof": proof(PASSED, FAILED)}, Calm.QUIET, False),
        ({"proof": proof(PASSED, WARNING)}, Calm.QUIET, False),
        ({"proof": proof(PASSED, NOT_AVAILABLE)}, Calm.QUIET, False),
        ({"open": {Severity.LOW: 1}}, Calm.TAKEN, True),
        ({"open": {Severity.LOW: 1}, "proof": proof(WARNING)}, Calm.TAKEN, False),
        (UNOWNED, Calm.NEEDS, True),
        (UNOWNED | {"proof": proof(FAILED)}, Calm.NEEDS, False),
        ({"waiting": (WAITS,)}, Calm.NEEDS, True),
        ({"brakes": (BRAKE,)}, Calm.NEEDS, True),
        ({"open": WHY}, Calm.UNKNOWN, True),
        ({"unowned": WHY}, Calm.UNKNOWN, True),
        ({"waiting": WHY}, Calm.UNKNOWN, True),
        ({"brakes": WHY}, Calm.UNKNOWN, True),
        ({"open": {Severity.LOW: 1}, "waiting": WHY}, Calm.UNKNOWN, True),
        (UNOWNED | {"waiting": WHY}, Calm.NEEDS, True),
        ({"day": WHY, "undo": WHY}, Calm.QUIET, True),
        ({"day": Day(MORNING, {Severity.CRITICAL: 3}, {}, 0)}, Calm.QUIET, True),
    ],
)
def test_the_verdict_of_each_picture(changes: dict[str, Any], calm: Calm, is_proved: bool) -> None:  # noqa: FBT001 - a column of the table
    verdict = judge(a_picture(**changes))

    assert (verdict.calm, verdict.is_proved) == (calm, is_proved)


def test_the_verdict_counts_what_it_speaks_of() -> None:
    verdict = judge(
        a_picture(
            **UNOWNED,
            waiting=(WAITS, WAITS),
            brakes=(BRAKE,),
            proof=proof(PASSED, WARNING, FAILED, NOT_AVAILABLE, WARNING),
        )
    )

    assert (verdict.open, verdict.unowned, verdict.waiting, verdict.brakes) == (1, 1, 2, 1)
    assert list(verdict.tally.items()) == [
        (FAILED, 1),
        (NOT_AVAILABLE, 1),
        (WARNING, 2),
        (PASSED, 1),
    ]
    assert verdict.checks == 5


def test_a_part_that_is_not_known_is_told_from_one_that_is_empty() -> None:
    assert known(WHY, (1,)) == (1,)
    assert known((), (1,)) == ()
    assert tallied(()) == {}
