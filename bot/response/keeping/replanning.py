"""Takes a plan out of use, says why, and has the same wish planned again."""

from __future__ import annotations

from datetime import datetime

from bot.domain.execution import Execution, Stage
from bot.domain.ids import spell_plan
from bot.domain.posting import Sheet
from bot.domain.record import Record, What, spoken
from bot.domain.run import Work
from bot.ports.unit import Unit
from bot.response.keeping import containment, sheets
from runbooks.kit.text import Said


def replan(
    unit: Unit, execution: Execution, why: Said, differences: tuple[str, ...], now: datetime
) -> None:
    """Send an execution that has not begun back to be planned; its approvals are void."""
    number, plan = execution.number, execution.plan_number
    if not unit.executions.move(
        number, (Stage.WAITING, Stage.APPROVED), Stage.ASKED, now, plan=plan
    ):
        return
    body = {
        "plan": spell_plan(number, plan),
        "by": spell_plan(number, plan + 1),
        **spoken("why", why),
        "differences": list(differences),
    }
    incident = execution.ask.incident
    unit.records.write([Record(What.SUPERSEDED, now, "", incident, number, body)])
    unit.runs.start(Work.PLAN, number)
    containment.settle(unit, incident, now)
    sheets.want(unit, execution, now, Sheet.APPROVAL, Sheet.ALERT, Sheet.TIMELINE)
