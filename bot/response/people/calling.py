"""Whether a call that comes late still calls somebody: after an outage much is settled already."""

from __future__ import annotations

from bot.domain.execution import Stage
from bot.domain.ids import spell_plan
from bot.domain.record import What, Written
from bot.ports.unit import Unit


def is_over(unit: Unit, record: Written) -> bool:
    """Say whether what a record calls people to has somebody, or waits for nobody any more."""
    if record.what is What.ESCALATED and record.incident is not None:
        incident = unit.incidents.get(record.incident)
        return incident is None or not incident.is_open or bool(incident.owner)
    if record.what is What.STORM_ESCALATED:
        return unit.storms.untaken(int(str(record.body["storm"]))).many == 0
    if record.what is What.PAGED and record.execution is not None:
        execution = unit.executions.get(record.execution)
        if execution is None or execution.stage is not Stage.WAITING:
            return True
        return record.body.get("plan") != spell_plan(execution.number, execution.plan_number)
    return False
