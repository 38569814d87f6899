"""Holds to put in a store, and the executions and the incident that they are of."""

from __future__ import annotations

from typing import Any

from bot.domain.hold import USUAL, Grip, Hold, Mark
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.examples import an_ask, an_incident
from tests.clocks import MORNING

ACCOUNT = "111122223333"


def a_hold(execution: int = 1, **more: Any) -> Hold:
    values: dict[str, Any] = {
        "execution": execution,
        "incident": 1,
        "account": ACCOUNT,
        "region": "eu-west-1",
        "runbook": "isolate_instance",
        "target": f"arn:aws:ec2:eu-west-1:{ACCOUNT}:instance/i-{execution}",
        "state": Grip.HELD,
        "since": MORNING,
        "next_check_at": MORNING + USUAL,
        "held_at": MORNING,
        "checked_at": MORNING,
        "marks": {"groups": Mark.FIRM, "role": Mark.WEAK},
    }
    return Hold(**(values | more))


async def begin(store: Store, *holds: Hold) -> None:
    """Begin these holds, of executions of one incident that were asked for; names are the tails."""

    def work(unit: Unit) -> None:
        unit.incidents.open([an_incident()])
        for each in holds:
            unit.executions.ask(
                an_ask(undo_of=None),
                requester="ann@example.com",
                requester_name="Ann",
                at=MORNING,
                channel="C0SEC",
            )
            assert unit.holds.begin(each, [f"i-{each.execution}", "sg-shared"])

    await store.write(work)
