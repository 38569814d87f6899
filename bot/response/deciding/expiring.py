"""Rejects what nobody has decided in time: an expired plan never runs."""

from __future__ import annotations

from datetime import datetime

from bot.domain.execution import Stage
from bot.domain.ids import spell_plan
from bot.domain.posting import Sheet
from bot.domain.record import Record, What, spoken
from bot.domain.words import endings as words
from bot.ports.unit import Unit
from bot.response.keeping import batches, containment, drilling, sheets


def expire(unit: Unit, now: datetime) -> int:
    """End every plan that has waited past its time, and return how many there were.

    A batch ends with the first of its plans.
    """
    expired = 0
    due = unit.executions.waiting(now)
    together = {one.number: one for each in due for one in batches.fellows(unit, each)}
    for execution in together.values():
        number, plan = execution.number, execution.plan_number
        why = words.EXPIRED.fill()
        if not unit.executions.move(
            number, (Stage.WAITING,), Stage.EXPIRED, now, plan=plan, why=why
        ):
            continue
        expired += 1
        body = {"plan": spell_plan(number, plan), **spoken("why", why)}
        incident = execution.ask.incident
        unit.records.write([Record(What.EXPIRED, now, "", incident, number, body)])
        containment.settle(unit, incident, now)
        sheets.want(unit, execution, now, Sheet.APPROVAL, Sheet.ALERT, Sheet.TIMELINE)
        drilling.stir(unit, execution)
    return expired
