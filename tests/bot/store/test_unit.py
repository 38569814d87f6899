"""Whatever is done through one unit is kept together or not at all."""

from __future__ import annotations

import pytest

from bot.domain.message import Depth
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.run import Work
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.examples import a_finding, a_message, an_ask, an_incident
from tests.clocks import MORNING

CARD = Wanted("C0PROD", Sheet.ALERT, "I-1")


def handle(unit: Unit) -> None:
    """Do something of everything that a finding sets off."""
    unit.inbox.add([a_message()])
    (incident,) = unit.incidents.open([an_incident()])
    unit.findings.add([(a_finding(), incident)], MORNING)
    unit.records.write([Record(What.FINDING_OPENED, MORNING, "ann@x", incident=incident)])
    unit.outbox.want([CARD], MORNING)
    unit.runs.start(Work.ENRICH, incident)
    unit.brakes.stop("*", "ann@x", "Ann", MORNING)
    unit.clicks.is_first("k", MORNING)
    unit.slots.claim("job", MORNING)
    unit.coverage.heard({("111122223333", "eu-west-1")}, MORNING)
    unit.errors.report(MORNING, "", "", "")
    unit.executions.ask(
        an_ask(incident), requester="ann@x", requester_name="Ann", at=MORNING, channel="C0PROD"
    )


def left(unit: Unit) -> list[object]:
    """Return what is there of it."""
    return [
        unit.inbox.depth() != Depth(0, None),
        unit.incidents.get(1),
        unit.findings.known([a_finding().key]),
        unit.records.since(0, 9),
        unit.outbox.depth() != Depth(0, None),
        unit.runs.status(1),
        unit.brakes.stops(),
        unit.people.identity_of("ann@x") != "ann@x",
        unit.slots.last("job"),
        unit.coverage.last_heard(),
        unit.errors.get(1),
        unit.executions.get(1),
    ]


async def test_everything_is_kept_together(store: Store) -> None:
    await store.write(handle)
    found = await store.read(left)

    assert [bool(each) for each in found] == [True] * 7 + [False] + [True] * 4


async def test_nothing_is_kept_of_what_failed_at_the_end(store: Store) -> None:
    def fail(unit: Unit) -> None:
        handle(unit)
        raise KeyError

    with pytest.raises(KeyError):
        await store.write(fail)

    assert not any(await store.read(left))
    await store.write(handle)
