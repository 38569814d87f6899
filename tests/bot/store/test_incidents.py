"""Incidents are numbered as they come, listed by what matters, and taken by one person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from bot.domain.answer import Answer, Sensitivity
from bot.domain.finding import Severity
from bot.domain.incident import Contained, Incident, Status, Verdict
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.store.schema import IS_OPEN, incident
from runbooks.kit.text import Text
from tests.bot.store.conftest import RACERS
from tests.bot.store.databases import plan_of, raw
from tests.bot.store.examples import HOSTILE, an_incident
from tests.clocks import MORNING

LATER = MORNING + timedelta(minutes=5)


async def test_new_incidents_are_numbered_in_the_order_given(store: Store) -> None:
    titles = [f"title {number}" for number in range(30)]
    numbers = await store.write(
        lambda unit: unit.incidents.open([an_incident(title=title) for title in titles])
    )

    kept = await store.read(lambda unit: unit.incidents.many(numbers))

    assert numbers == tuple(range(1, 31))
    assert [kept[number].title for number in numbers] == titles
    assert await store.write(lambda unit: unit.incidents.open([])) == ()


async def test_an_incident_comes_back_as_it_was(store: Store) -> None:
    incident = replace(
        an_incident(title=HOSTILE, owner="U0ANN", status=Status.ON_HOLD),
        verdict=Verdict.TRUE_POSITIVE,
        contained=Contained.PARTLY,
        has_card=False,
    )
    await store.write(lambda unit: unit.incidents.open([incident]))

    assert await store.read(lambda unit: unit.incidents.get(1)) == replace(incident, number=1)
    assert await store.read(lambda unit: unit.incidents.get(2)) is None


async def test_the_list_has_the_worst_first_then_the_oldest(store: Store) -> None:
    incidents = [
        an_incident(Severity.MEDIUM, minutes=0),
        an_incident(Severity.CRITICAL, minutes=2),
        an_incident(Severity.HIGH, minutes=3),
        an_incident(Severity.HIGH, minutes=1),
        an_incident(Severity.CRITICAL, minutes=0, status=Status.CLOSED),
    ]
    await store.write(lambda unit: unit.incidents.open(incidents))

    assert await _listed(store) == [2, 4, 3, 1]
    assert await _listed(store, floor=Severity.HIGH) == [2, 4, 3]
    assert await _listed(store, limit=2, offset=1) == [4, 3]


async def test_the_list_can_be_one_persons_or_nobodys(store: Store) -> None:
    incidents = [an_incident(owner="U0ANN"), an_incident(), an_incident(owner="U0BOB")]
    await store.write(lambda unit: unit.incidents.open(incidents))

    assert await _listed(store, owner="U0ANN") == [1]
    assert await _listed(store, owner="") == [2]
    assert await _listed(store, owner=None) == [1, 2, 3]


async def test_open_incidents_are_counted_by_severity(store: Store) -> None:
    incidents = [an_incident(), an_incident(), an_incident(Severity.LOW)]
    closed = an_incident(status=Status.CLOSED)
    await store.write(lambda unit: unit.incidents.open([*incidents, closed]))

    counts = await store.read(lambda unit: unit.incidents.count_open())

    assert counts == {Severity.HIGH: 2, Severity.LOW: 1}


async def test_the_counts_go_with_every_change_and_can_be_of_one_account(
    store: Store, address: str
) -> None:
    elsewhere = replace(an_incident(), account="444455556666")
    await store.write(lambda unit: unit.incidents.open([an_incident(), an_incident(), elsewhere]))

    async def counts(account: str = "") -> dict[Severity, int]:
        return dict(await store.read(lambda unit: unit.incidents.count_open(account)))

    async def change(number: int, change: Change) -> None:
        await store.write(lambda unit: unit.incidents.change(number, change, LATER))

    await change(1, Change(severity=Severity.CRITICAL))
    assert await counts() == {Severity.HIGH: 2, Severity.CRITICAL: 1}
    await change(1, Change(status=Status.CLOSED))
    await change(1, Change(status=Status.CLOSED, severity=Severity.LOW))
    assert await counts() == {Severity.HIGH: 2}
    await change(1, Change(status=Status.NEW))
    assert await counts() == {Severity.HIGH: 2, Severity.LOW: 1}
    await store.write(lambda unit: unit.incidents.take(2, LATER, ("U0ANN", "Ann")))
    await change(2, Change(status=Status.RESOLVED))
    assert await counts("444455556666") == {Severity.HIGH: 1}
    with raw(address) as connection:
        connection.execute(delete(incident).where(incident.c.number == 1))
    assert await counts() == {Severity.HIGH: 2}


async def test_a_change_that_is_undone_counts_nothing(store: Store) -> None:
    def close_and_fail(unit: Unit) -> None:
        unit.incidents.change(1, Change(status=Status.CLOSED), LATER)
        raise LookupError

    await store.write(lambda unit: unit.incidents.open([an_incident()]))
    with pytest.raises(LookupError):
        await store.write(close_and_fail)

    assert await store.read(lambda unit: unit.incidents.count_open()) == {Severity.HIGH: 1}


async def test_a_list_can_leave_some_out_and_be_counted_up_to_a_bound(store: Store) -> None:
    made = [an_incident(), an_incident(owner="U0ANN"), an_incident(Severity.LOW), an_incident()]
    await store.write(lambda unit: unit.incidents.open(made))

    async def count(owner: str | None = None, most: int = 9, besides: tuple[int, ...] = ()) -> int:
        return await store.read(
            lambda unit: unit.incidents.count_listed(
                floor=Severity.HIGH, owner=owner, most=most, besides=besides
            )
        )

    assert await _listed(store, besides=(1, 3)) == [2, 4]
    assert (await count(), await count(most=2), await count(besides=(1, 3))) == (3, 2, 2)
    assert (await count(owner="U0ANN"), await count(owner="")) == (1, 2)


async def test_a_change_names_only_what_it_changes_and_raises_the_revision(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()]))
    change = Change(status=Status.CLOSED, owner=("U0BOB", HOSTILE), contained=Contained.YES)
    await store.write(lambda unit: unit.incidents.change(1, change, LATER))

    changed = await store.read(lambda unit: unit.incidents.get(1))

    assert changed == replace(
        an_incident(),
        number=1,
        status=Status.CLOSED,
        owner="U0BOB",
        owner_name=HOSTILE,
        contained=Contained.YES,
        updated_at=LATER,
        revision=2,
    )


async def test_every_field_of_a_change_is_heeded(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()]))
    change = Change(verdict=Verdict.TEST, severity=Severity.LOW, title="new")
    await store.write(lambda unit: unit.incidents.change(1, change, LATER))

    changed = await store.read(lambda unit: unit.incidents.get(1))

    assert changed is not None
    assert (changed.verdict, changed.severity, changed.title) == (
        Verdict.TEST,
        Severity.LOW,
        "new",
    )


async def test_touching_raises_the_revisions_of_those_named(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()] * 3))
    await store.write(lambda unit: unit.incidents.touch([1, 3], LATER))

    kept = await store.read(lambda unit: unit.incidents.many([1, 2, 3]))

    assert [(kept[n].revision, kept[n].updated_at) for n in (1, 2, 3)] == [
        (2, LATER),
        (1, MORNING),
        (2, LATER),
    ]


async def test_of_many_who_take_an_incident_one_gets_it(
    store: Store, meet: Callable[[], None]
) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()]))

    def take(name: str) -> Callable[[Unit], bool]:
        def work(unit: Unit) -> bool:
            meet()
            return unit.incidents.take(1, LATER, (f"U0{name}", name)) is not None

        return work

    names = [f"P{number}" for number in range(RACERS)]
    taken = await asyncio.gather(*(store.write(take(name)) for name in names))
    incident = await store.read(lambda unit: unit.incidents.get(1))

    assert taken.count(True) == 1
    assert incident is not None
    assert (incident.owner_name, incident.status) == (
        names[taken.index(True)],
        Status.IN_PROGRESS,
    )
    assert incident.revision == 2


async def test_what_has_an_owner_or_is_not_new_is_not_taken(store: Store) -> None:
    owned, held = an_incident(owner="U0ANN"), an_incident(status=Status.ON_HOLD)
    await store.write(lambda unit: unit.incidents.open([owned, held]))

    assert not await store.write(lambda unit: unit.incidents.take(1, LATER, ("U0BOB", "Bob")))
    assert not await store.write(lambda unit: unit.incidents.take(2, LATER, ("U0BOB", "Bob")))


async def test_a_newer_answer_takes_the_place_of_the_older(store: Store) -> None:
    why = Text("DescribeTags denied in {account}").fill(account=HOSTILE)
    older = Answer("owner", None, why, "ec2:DescribeTags", MORNING, Sensitivity.MINIMAL)
    said = Text("open by {way}", ja="{way}により公開").fill(way=Text("ACL").fill())
    source = Text("tag {key}").fill(key="owner")
    newer = Answer("owner", "open by ACL", None, "tag owner", LATER, Sensitivity.FULL, said, source)
    name = Answer("name", HOSTILE, None, "ec2:DescribeInstances", MORNING)
    await store.write(lambda unit: unit.incidents.open([an_incident()]))

    await store.write(lambda unit: unit.incidents.set_answers(1, [older, name]))
    assert await store.read(lambda unit: unit.incidents.answers(1)) == (name, older)

    await store.write(lambda unit: unit.incidents.set_answers(1, [newer]))
    await store.write(lambda unit: unit.incidents.set_answers(1, []))
    assert await store.read(lambda unit: unit.incidents.answers(1)) == (name, newer)


async def test_findings_without_a_card_are_counted(store: Store) -> None:
    assert await store.read(lambda unit: unit.incidents.without_card()) == 0

    def count(unit: Unit) -> None:
        for severity in (Severity.LOW, Severity.LOW, Severity.MEDIUM):
            unit.incidents.count_without_card({severity: 3}, LATER)

    await store.write(count)

    assert await store.read(lambda unit: unit.incidents.without_card()) == 9


async def test_what_was_opened_since_is_counted_in_one_account_or_in_all(store: Store) -> None:
    opened = [
        an_incident(minutes=0),
        an_incident(minutes=1),
        an_incident(Severity.LOW, minutes=2, status=Status.CLOSED),
        replace(an_incident(minutes=3), account="444455556666"),
    ]
    await store.write(lambda unit: unit.incidents.open(opened))
    since = MORNING + timedelta(minutes=1)

    everywhere = await store.read(lambda unit: unit.incidents.opened_since(since))
    there = await store.read(lambda unit: unit.incidents.opened_since(since, "444455556666"))

    assert everywhere == {Severity.HIGH: 2, Severity.LOW: 1}
    assert there == {Severity.HIGH: 1}


def test_the_list_comes_sorted_from_an_index(address: str) -> None:
    order = (incident.c.severity, incident.c.opened_at, incident.c.number)
    is_wanted = (IS_OPEN, incident.c.severity <= Severity.HIGH)
    query = select(incident).where(*is_wanted).order_by(*order)
    a_day = select(incident.c.number).where(incident.c.opened_at >= MORNING)
    with raw(address) as connection:
        plan = plan_of(connection, query)
        assert "ix_incident_opened_at" in plan_of(connection, a_day)

    assert "ix_incident_open" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


async def _listed(
    store: Store,
    *,
    floor: Severity = Severity.INFORMATIONAL,
    owner: str | None = None,
    limit: int = 10,
    offset: int = 0,
    besides: tuple[int, ...] = (),
) -> list[int]:
    def work(unit: Unit) -> tuple[Incident, ...]:
        return unit.incidents.listed(
            floor=floor, owner=owner, limit=limit, offset=offset, besides=besides
        )

    return [incident.number for incident in await store.read(work)]
