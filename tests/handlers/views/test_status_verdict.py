from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Severity
from bot.domain.posture import Standing
from bot.domain.status import judge
from handlers.views.rich import rich, shown
from handlers.views.status_verdict import tally, verdict
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


def said(**changes: Any) -> str:
    found = verdict(judge(a_picture(**changes)))
    return "".join(shown(element) for element in rich(found, "en").elements)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "🟢 Quiet, and proved: nothing is open, and all 2 checks passed."),
        (
            {"proof": proof(PASSED, FAILED, WARNING, WARNING)},
            "🟠 Nothing is open, but the quiet is not proved: 1 FAILED, 2 WARNING of 4 checks.",
        ),
        (
            {"proof": ()},
            "🟠 Nothing is open, but the quiet is not proved: nothing was checked.",
        ),
        (
            {"open": {Severity.LOW: 1}},
            (
                "🟠 1 incident is open, and somebody has it. "
                "The rest is quiet, and proved: all 2 checks passed."
            ),
        ),
        (
            {"open": {Severity.LOW: 1, Severity.HIGH: 2}, "proof": proof(NOT_AVAILABLE)},
            (
                "🟠 3 incidents are open, and somebody has each. "
                "That the rest is quiet is not proved: 1 NOT_AVAILABLE of 1 check."
            ),
        ),
        (
            UNOWNED | {"waiting": (WAITS, WAITS), "brakes": (BRAKE,)},
            (
                "🔴 1 brake is pulled, 1 incident needs an owner, 2 plans wait for approval. "
                "The rest is quiet, and proved: all 2 checks passed."
            ),
        ),
        (
            {"waiting": (WAITS,), "proof": proof(FAILED)},
            (
                "🔴 1 plan waits for approval. "
                "That the rest is quiet is not proved: 1 FAILED of 1 check."
            ),
        ),
        (
            {"open": WHY},
            "⚫ It is not known what is open: see below. And 1 NOT_AVAILABLE of 3 checks.",
        ),
    ],
)
def test_the_first_line_of_each_verdict(changes: dict[str, Any], says: str) -> None:
    assert said(**changes) == says


def test_no_verdict_is_green_but_the_one_that_is_quiet_and_proved() -> None:
    for standing in Standing:
        assert said(proof=proof(PASSED, standing)).startswith("🟢") is (standing is PASSED)
    assert len(tally({FAILED: 1, PASSED: 2}).fields) == 2
