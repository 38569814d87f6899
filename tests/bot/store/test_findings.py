"""Findings are kept once by key, come back as they were, and know their incident."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.domain.finding import Severity
from bot.ports.findings import Known
from bot.ports.store import Store, StoreError
from bot.store.batches import SIZE
from bot.store.types import unpacked
from tests.bot.store.databases import raw
from tests.bot.store.examples import HOSTILE, a_finding, an_incident
from tests.clocks import MORNING


async def test_a_finding_comes_back_as_it_was(store: Store) -> None:
    finding = replace(a_finding(title=HOSTILE), confirmed_at=MORNING, score=None)
    await store.write(lambda unit: unit.incidents.open([an_incident()]))
    await store.write(lambda unit: unit.findings.add([(finding, 1)], MORNING))

    known = await store.read(lambda unit: unit.findings.known([finding.key, "other"]))

    assert known == {finding.key: Known(1, 1, finding)}
    assert known[finding.key].finding.revision == finding.revision


async def test_a_finding_that_was_kept_plainly_before_is_read(store: Store, address: str) -> None:
    finding = a_finding(title=HOSTILE)
    await store.write(lambda unit: unit.findings.add([(finding, None)], MORNING))
    with raw(address) as connection:
        packed = connection.exec_driver_sql("SELECT body FROM finding").scalar_one()
        plainly = text("UPDATE finding SET body = :body")
        connection.execute(plainly, {"body": unpacked(packed)})

    known = await store.read(lambda unit: unit.findings.known([finding.key]))

    assert known[finding.key].finding == finding


async def test_a_key_may_be_longer_than_an_index_takes(store: Store) -> None:
    finding = a_finding(key=HOSTILE * 2000)
    await store.write(lambda unit: unit.findings.add([(finding, None)], MORNING))

    assert finding.key in await store.read(lambda unit: unit.findings.known([finding.key]))


async def test_more_keys_than_a_statement_takes_are_found(store: Store) -> None:
    findings = [(a_finding(key=f"key {number}"), None) for number in range(SIZE + 1)]
    await store.write(lambda unit: unit.findings.add(findings, MORNING))

    known = await store.read(lambda unit: unit.findings.known([f.key for f, _ in findings]))

    assert len(known) == SIZE + 1


async def test_the_same_key_can_not_be_added_twice(store: Store) -> None:
    await store.write(lambda unit: unit.findings.add([(a_finding(), None)], MORNING))

    with pytest.raises(StoreError):
        await store.write(lambda unit: unit.findings.add([(a_finding(), None)], MORNING))


async def test_a_newer_revision_takes_the_place_of_the_older(store: Store) -> None:
    newer = replace(a_finding(), count=5, severity=Severity.CRITICAL)
    await store.write(lambda unit: unit.findings.add([(a_finding(), None)], MORNING))
    await store.write(lambda unit: unit.findings.replace([newer], MORNING))

    known = await store.read(lambda unit: unit.findings.known([newer.key]))

    assert known == {newer.key: Known(1, None, newer)}


async def test_findings_are_told_by_incident_oldest_first(store: Store) -> None:
    one, two, three = (a_finding(key=key) for key in ("one", "two", "three"))
    await store.write(lambda unit: unit.incidents.open([an_incident(), an_incident()]))
    await store.write(lambda unit: unit.findings.add([(one, 1), (two, 2), (three, 1)], MORNING))

    held = await store.read(lambda unit: unit.findings.of_incidents([1, 2, 3]))

    assert held == {1: (one, three), 2: (two,)}
    assert await store.read(lambda unit: unit.findings.incident_of(2)) == 2
    assert await store.read(lambda unit: unit.findings.incident_of(9)) is None


async def test_only_what_has_no_incident_is_adopted(store: Store) -> None:
    kept, quiet = a_finding(key="kept"), a_finding(key="quiet")
    await store.write(lambda unit: unit.incidents.open([an_incident(), an_incident()]))
    await store.write(lambda unit: unit.findings.add([(kept, 1), (quiet, None)], MORNING))
    await store.write(lambda unit: unit.findings.adopt({"kept": 2, "quiet": 2, "unknown": 2}))

    held = await store.read(lambda unit: unit.findings.of_incidents([1, 2]))

    assert held == {1: (kept,), 2: (quiet,)}


async def test_a_finding_can_not_name_an_incident_that_is_not_there(store: Store) -> None:
    with pytest.raises(StoreError):
        await store.write(lambda unit: unit.findings.add([(a_finding(), 7)], MORNING))


async def test_nothing_to_keep_is_no_work(store: Store) -> None:
    await store.write(lambda unit: unit.findings.add([], MORNING))
    await store.write(lambda unit: unit.findings.replace([], MORNING))
    await store.write(lambda unit: unit.findings.adopt({}))

    assert await store.read(lambda unit: unit.findings.known([])) == {}
