"""Sheets of the daily check as values, typical ones, whose fields a test changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.execution import Outcome
from bot.domain.finding import Severity
from bot.domain.posture import Checked, Standing
from bot.domain.status import Brake, Day, Picture, Undoable, Unknown, Waiting
from bot.domain.words import status as words
from runbooks.kit.text import Text
from tests.bot.triage.examples import an_incident
from tests.clocks import MORNING

GUARDDUTY = Text("GuardDuty on")
WHY = Unknown(words.PART_BROKE.fill())
PASSED, FAILED = Standing.PASSED, Standing.FAILED
WARNING, NOT_AVAILABLE = Standing.WARNING, Standing.NOT_AVAILABLE
UNOWNED = {"open": {Severity.LOW: 1}, "unowned": (an_incident(),)}
WAITS = Waiting("A-1.1", "isolate_instance", "i-0abc", "111122223333", "Ann", 0, 1, MORNING)
BRAKE = Brake("", "Ann", MORNING)
PROD = "111122223333"
UNDO = Undoable("A-2", "block_public_s3", "arn:aws:s3:::pay", PROD, Outcome.SUCCESS, MORNING)
NIGHT: dict[str, Any] = UNOWNED | {
    "names": {PROD: "prod"},
    "waiting": (WAITS,),
    "undo": (UNDO,),
    "day": Day(MORNING, {Severity.LOW: 1, Severity.HIGH: 2}, {Outcome.PARTIAL: 1}, 0),
}


def proof(*standings: Standing) -> tuple[Checked, ...]:
    says = words.PART_BROKE.fill()
    return tuple(
        Checked(f"check {at}", "", "", standing, says, MORNING)
        for at, standing in enumerate(standings)
    )


def a_picture(**changes: Any) -> Picture:
    quiet = Picture(
        at=MORNING,
        account="",
        names={},
        titles={"guardduty_on": GUARDDUTY},
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
