"""What drills prove of a plan: the same code, and the calls that were made."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.drill import NEVER, Drilled, Proved, proved
from runbooks.kit.text import Text
from runbooks.kit.values import Plan, Power, Reach, Step
from tests.bot.domain.makers import ACCOUNT, NOW

SAYS = Text("as it was").fill()
MOVE, STOP = "ec2:ModifyNetworkInterfaceAttribute", "ec2:StopInstances"
DRILLED = Drilled(
    undo=4,
    execution=3,
    runbook="isolate_instance",
    account=ACCOUNT,
    code_hash="c1",
    actions=frozenset({MOVE}),
    at=NOW,
)
LATER = replace(DRILLED, undo=9, execution=8, at=NOW + timedelta(days=1))


def a_plan(*actions: str) -> Plan:
    steps = tuple(
        Step(
            key=f"{number}",
            action=action,
            resources=(),
            power=Power.CONTAIN,
            parameters={},
            says=SAYS,
        )
        for number, action in enumerate(actions)
    )
    return Plan(changes=(), steps=steps, undo=Reach.FULL, undo_says=SAYS)


def test_without_a_drill_nothing_is_proved() -> None:
    assert proved(a_plan(MOVE), "c1", ()) == NEVER
    assert not NEVER.holds


def test_the_newest_drill_of_the_same_code_is_told() -> None:
    found = proved(a_plan(MOVE, MOVE), "c1", (LATER, DRILLED))

    assert found == Proved(at=LATER.at, execution=8)
    assert found.holds


def test_a_call_that_no_drill_has_made_is_not_proved_until_one_has() -> None:
    found = proved(a_plan(MOVE, STOP), "c1", (DRILLED,))
    assert (found.missing, found.holds) == ((STOP,), False)

    with_stop = replace(LATER, actions=frozenset({STOP}))
    assert proved(a_plan(MOVE, STOP), "c1", (DRILLED, with_stop)).holds


def test_a_proof_of_other_code_proves_nothing_and_is_told() -> None:
    found = proved(a_plan(MOVE), "c2", (DRILLED,))

    assert found == Proved(older=NOW)
    assert not found.holds
