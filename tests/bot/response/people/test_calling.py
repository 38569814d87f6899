"""A call that comes late calls only while somebody is still needed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.incident import Status
from bot.domain.record import Record, What
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from bot.response.deciding.expiring import expire
from bot.response.people.calling import is_over
from tests.bot.response.works import Works
from tests.clocks import MORNING


def told(unit: Unit, record: Record) -> bool:
    (number,) = unit.records.write([record])
    return is_over(unit, unit.records.since(number - 1, 1)[0])


@pytest.mark.parametrize(
    ("change", "over"),
    [
        (Change(title="still nobody's"), False),
        (Change(owner=("U0BOB", "Bob")), True),
        (Change(status=Status.CLOSED), True),
    ],
)
async def test_who_was_to_take_an_incident_is_called_until_somebody_has_it(
    works: Works, change: Change, *, over: bool
) -> None:
    incident = await works.incident()
    await works.store.write(lambda unit: unit.incidents.change(incident, change, MORNING))
    called = Record(What.ESCALATED, MORNING, incident=incident, body={"whom": ["U0ANN"]})

    assert await works.store.write(lambda unit: told(unit, called)) is over


async def test_who_was_to_approve_is_called_until_the_plan_has_its_end(works: Works) -> None:
    await works.ask(incident=await works.incident())
    await works.work()
    paged = Record(What.PAGED, MORNING, execution=1, body={"plan": "A-1.1", "whom": ["U0BOB"]})
    other = Record(What.PAGED, MORNING, execution=1, body={"plan": "A-1.9", "whom": ["U0BOB"]})

    assert not await works.store.write(lambda unit: told(unit, paged))
    assert await works.store.write(lambda unit: told(unit, other))
    later = works.clock.now() + timedelta(days=1)
    await works.store.write(lambda unit: expire(unit, later))
    assert await works.store.write(lambda unit: told(unit, paged))


async def test_what_calls_nobody_is_never_over(works: Works) -> None:
    assert not await works.store.write(lambda unit: told(unit, Record(What.STOPPED, MORNING)))
