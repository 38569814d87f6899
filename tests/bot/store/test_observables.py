"""Where observables are named is found again, counted, and forgotten."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.domain.finding import Resource
from bot.domain.incident import Status
from bot.domain.observable import Kind, Observable
from bot.ports.incidents import Change
from bot.ports.observables import Sighting
from bot.ports.store import Store
from bot.triage.sorting import sort
from tests.bot.store.examples import HOSTILE, an_incident
from tests.bot.triage.examples import CHANNEL, a_finding
from tests.clocks import MORNING

KEY = Observable(Kind.KEY, HOSTILE, "here")
OTHER = Observable(Kind.KEY, HOSTILE, "there")
EARLIER, SOON = MORNING - timedelta(hours=1), MORNING + timedelta(minutes=1)
LATER = MORNING + timedelta(hours=1)


async def test_each_incident_is_found_with_how_many_findings_name_it(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()] * 2))
    await store.write(lambda unit: unit.observables.add([(1, KEY), (2, KEY), (1, KEY)], MORNING))
    await store.write(lambda unit: unit.observables.add([(2, KEY), (2, OTHER)], LATER))

    seen = await store.read(lambda unit: unit.observables.seen([KEY, OTHER], MORNING))
    assert dict(seen) == {
        KEY: (Sighting(1, 2, MORNING), Sighting(2, 2, LATER)),
        OTHER: (Sighting(2, 1, LATER),),
    }
    assert not await store.read(lambda unit: unit.observables.seen([KEY], LATER))
    await store.write(lambda unit: unit.observables.drop(1))
    seen = await store.read(lambda unit: unit.observables.seen([KEY], MORNING))
    assert [each.incident for each in seen[KEY]] == [2]


async def test_what_ended_long_ago_is_forgotten_and_what_is_open_is_not(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()] * 3))
    rows = [(number, KEY) for number in (1, 2, 3)]
    await store.write(lambda unit: unit.observables.add(rows, MORNING))
    ended = Change(status=Status.CLOSED)
    for number in (1, 2):
        await store.write(lambda unit, n=number: unit.incidents.change(n, ended, MORNING))  # type: ignore[misc]

    assert await store.write(lambda unit: unit.observables.forget(EARLIER, MORNING, 9)) == 0
    assert await store.write(lambda unit: unit.observables.forget(SOON, LATER, 9)) == 0
    assert await store.write(lambda unit: unit.observables.forget(MORNING, LATER, 1)) == 1
    assert await store.write(lambda unit: unit.observables.forget(MORNING, LATER, 9)) == 1
    seen = await store.read(lambda unit: unit.observables.seen([KEY], MORNING))
    assert [each.incident for each in seen[KEY]] == [3]


async def test_findings_that_two_processes_read_at_once_are_one_incident(store: Store) -> None:
    shared = (Resource("AwsIamAccessKey", "AKIAIOSFODNN7EXAMPLE"),)
    findings = [a_finding(key=f"k{n}", native_id=f"{n}", resources=shared) for n in range(6)]

    async def read(n: int) -> None:
        await store.write(lambda unit: sort(unit, [findings[n]], CHANNEL, MORNING))

    await asyncio.gather(*(read(n) for n in range(6)))
    known = await store.read(lambda unit: unit.findings.known([each.key for each in findings]))
    assert {each.incident for each in known.values()} == {1}


async def test_findings_are_counted_numbered_and_given_to_another_incident(store: Store) -> None:
    finding = a_finding()
    await store.write(lambda unit: unit.incidents.open([an_incident()] * 2))
    both = [(replace(finding, key=f"k{n}"), 1) for n in range(2)]
    await store.write(lambda unit: unit.findings.add(both, MORNING))

    one, two = await store.read(lambda unit: unit.findings.numbered(1))
    await store.write(lambda unit: unit.findings.give([two.number], 2))
    assert await store.read(lambda unit: unit.findings.sizes([1, 2, 3])) == {1: 1, 2: 1}
    assert await store.read(lambda unit: unit.findings.numbered(1)) == (one,)
    held = await store.read(lambda unit: unit.incidents.many([1, 2]))
    assert await store.write(lambda unit: unit.incidents.held([1, 2])) == held
