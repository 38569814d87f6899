"""A restriction comes back as it was kept; the next takes its place, or it is forgotten."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.restriction import Named, Restriction
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.examples import HOSTILE, an_incident
from tests.clocks import MORNING

ANN, BOB = Named("U0ANN", "ann@x", HOSTILE), Named("U0BOB", "bob@x", "Bob")
KEPT = Restriction(1, (ANN, BOB), "C0SEC", "ann@x", HOSTILE, MORNING, HOSTILE)


async def test_a_restriction_is_kept_widened_and_dropped(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()] * 2))
    wider = replace(KEPT, named=(ANN, BOB, Named("U0CAT", "cat@x", "Cat")))
    for each in (KEPT, wider, replace(KEPT, incident=2)):
        await store.write(lambda unit, each=each: unit.restrictions.keep(each))  # type: ignore[misc]

    assert await store.read(lambda unit: unit.restrictions.of(1)) == wider
    assert await store.read(lambda unit: unit.restrictions.of(None)) is None
    both = await store.read(lambda unit: unit.restrictions.all())
    assert dict(both) == {1: wider, 2: replace(KEPT, incident=2)}
    await store.write(lambda unit: unit.restrictions.drop(1))
    assert await store.read(lambda unit: unit.restrictions.of(1)) is None


async def test_every_message_about_an_incident_is_found_wherever_it_stands(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()] * 2))

    def speak(unit: Unit) -> tuple[Wanted, ...]:
        records = [Record(What.INCIDENT_TAKEN, MORNING, "ann@x", number) for number in (1, 2)]
        mine, others = unit.records.write(records)
        about = (
            Wanted("C0SEC", Sheet.ALERT, "I-1"),
            Wanted("C0SEC", Sheet.TIMELINE, "I-1", "I-1"),
            Wanted("C0SEC", Sheet.APPROVAL, "A-7.1", "I-1"),
            Wanted("C0SEC", Sheet.WORD, str(mine)),
            Wanted("people:U0ANN,U0BOB", Sheet.ALERT, "I-1"),
            Wanted("C0SEC", Sheet.STATUS, MORNING.isoformat()),
        )
        other = (Wanted("C0SEC", Sheet.ALERT, "I-2"), Wanted("C0SEC", Sheet.WORD, str(others)))
        unit.outbox.want([*about, *other], MORNING)
        return about

    about = await store.write(speak)

    assert set(await store.read(lambda unit: unit.outbox.about(1))) == set(about)
    waits = await store.read(lambda unit: unit.outbox.waits_since("people:U0ANN,U0BOB"))
    assert waits == MORNING
    assert await store.read(lambda unit: unit.outbox.waits_since("people:U0ANN")) is None


async def test_an_incident_and_its_executions_are_heard_elsewhere(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()]))
    place = Change(channel=KEPT.place)
    await store.write(lambda unit: unit.incidents.change(1, place, MORNING))

    found = await store.read(lambda unit: unit.incidents.get(1))
    assert found is not None
    assert found.channel == KEPT.place
