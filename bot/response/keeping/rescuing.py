"""Ends what no run works on any more: nothing that was asked for is left hanging."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.execution import Stage
from bot.domain.words import endings as words
from bot.ports.unit import Unit
from bot.response.keeping import ending
from bot.response.keeping.ending import Halt, ReadBack
from bot.response.limits.breaker import Breaker
from runbooks.kit.text import Text

WHY: Mapping[Stage, Text] = {
    Stage.ASKED: words.NEVER_PLANNED,
    Stage.APPROVED: words.NEVER_RAN,
}


def rescue(unit: Unit, now: datetime, breaker: Breaker) -> int:
    """End every execution whose run has died, and return how many there were.

    A run dies where its process did, again and again; whatever made it die would do so anew,
    so nothing is tried here, and AWS is not asked.
    """
    rescued = 0
    for execution in unit.executions.stranded():
        if execution.stage is Stage.RUNNING:
            halt = Halt(words.BROKE_DOWN.fill())
            rescued += ending.finish(unit, execution, ReadBack(), halt, now) is not None
            breaker.watch(unit, execution, now)
        else:
            why = WHY[execution.stage].fill()
            rescued += ending.unrun(unit, execution, Stage.REFUSED, why, now)
    return rescued
