"""What nobody takes is due again and again, the most severe first, until its steps are used up."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.escalating import STEPS, Alone
from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.domain.snoozing import Ended
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.domain.test_snoozing import a_snooze
from tests.bot.triage.examples import an_incident, minutes

HIGH = Severity.HIGH


async def due(store: Store, minute: int, limit: int = 9) -> tuple[Alone, ...]:
    return await store.read(lambda unit: unit.escalations.due(minutes(minute), HIGH, limit))


async def test_the_worst_comes_first_and_each_waits_anew_after_its_call(store: Store) -> None:
    made = [an_incident(), an_incident(severity=Severity.CRITICAL)]
    high, worst = await store.write(lambda unit: unit.incidents.open(made))

    assert await due(store, -1) == ()
    assert await due(store, 0) == (Alone(worst, 0), Alone(high, 0))
    assert await due(store, 0, limit=1) == (Alone(worst, 0),)
    await store.write(lambda unit: unit.escalations.step(Alone(worst, 0), minutes(5)))
    assert await due(store, 4) == (Alone(high, 0),)
    assert await due(store, 5) == (Alone(worst, 1), Alone(high, 0))
    await store.write(lambda unit: unit.escalations.step(Alone(worst, STEPS - 1), minutes(9)))
    assert await due(store, 99) == (Alone(high, 0),)


async def test_what_was_taken_begins_anew_and_what_was_not_goes_on(store: Store) -> None:
    def call(unit: Unit) -> tuple[int, ...]:
        numbers = unit.incidents.open([an_incident(), an_incident()])
        for number in numbers:
            unit.escalations.step(Alone(number, 1), minutes(5))
        unit.incidents.change(numbers[0], Change(status=Status.IN_PROGRESS), minutes(6))
        unit.escalations.settle()
        unit.incidents.change(numbers[0], Change(status=Status.NEW), minutes(7))
        return numbers

    first, second = await store.write(call)

    assert set(await due(store, 99)) == {Alone(first, 0), Alone(second, 2)}


async def test_what_somebody_has_snoozed_is_not_due_until_the_snooze_ends(store: Store) -> None:
    (number,) = await store.write(lambda unit: unit.incidents.open([an_incident()]))
    begun = replace(a_snooze(), incident=number)
    snooze = await store.write(lambda unit: unit.snoozes.begin(begun))
    assert await due(store, 99) == ()

    await store.write(lambda unit: unit.snoozes.end(snooze, Ended.OVER, minutes(61)))
    assert await due(store, 99) == (Alone(number, 0),)
