"""The verdict: quiet is only what is proved, and what is not known is never quiet."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Severity
from bot.domain.hold import Grasp
from bot.domain.status import (
    Calm,
    Day,
    judge,
    known,
    tallied,
)
from tests.bot.domain.pictures import (
    BRAKE,
    FAILED,
    NOT_AVAILABLE,
    PASSED,
    UNOWNED,
    WAITS,
    WARNING,
    WHY,
    a_picture,
    proof,
)
from tests.clocks import MORNING


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
        ({"holds": Grasp(held=1, slipped=1)}, Calm.NEEDS, True),
        ({"holds": Grasp(held=1, unknown=1)}, Calm.QUIET, True),
        ({"holds": WHY}, Calm.UNKNOWN, False),
        ({"open": WHY}, Calm.UNKNOWN, False),
        ({"unowned": WHY}, Calm.UNKNOWN, False),
        ({"waiting": WHY}, Calm.UNKNOWN, False),
        ({"brakes": WHY}, Calm.UNKNOWN, False),
        ({"open": {Severity.LOW: 1}, "waiting": WHY}, Calm.UNKNOWN, False),
        (UNOWNED | {"waiting": WHY}, Calm.NEEDS, False),
        ({"day": WHY}, Calm.QUIET, False),
        ({"undo": WHY}, Calm.QUIET, False),
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
    assert judge(a_picture(day=WHY, undo=WHY)).tally == {NOT_AVAILABLE: 2, PASSED: 2}
