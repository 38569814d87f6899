"""An incident that nobody takes calls, step by step, once for each; an ack stops it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.domain.finding import Severity
from bot.domain.incident import Incident, Status
from bot.domain.policy import Policy
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.domain.rota import OnCall, Rotation
from bot.domain.run import Run, Work
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.escalating import Paging, escalate
from tests.bot.domain.makers import a_policy
from tests.bot.triage.examples import an_incident, minutes
from tests.stores import a_store

AFTER = timedelta(minutes=15)
ROTATION = Rotation(("U0ANN", "U0RYO"), date(2026, 11, 2), 700, time(10), "UTC")
TOPIC = "arn:aws:sns:eu-west-1:999988887777:secbot-guard"
POLICY = a_policy(on_call=OnCall(ROTATION, escalate_after=AFTER), page_topic=TOPIC)
LEASE = timedelta(minutes=1)


@dataclass
class Pages:
    """Fulfils the pager port: what was paged."""

    texts: list[str] = field(default_factory=list)

    async def page(self, subject: str, text: str) -> None:
        self.texts.append(text)


async def opened(store: Store, **changes: object) -> Incident:
    made = an_incident(**changes)
    (number,) = await store.write(lambda unit: unit.incidents.open([made]))
    return replace(made, number=number)


async def at(store: Store, minute: int, policy: Policy = POLICY) -> list[list[str]]:
    """Tick at a minute after the morning; return who was ever called, call by call."""
    await store.write(lambda unit: escalate(unit, policy, minutes(minute)))
    records = await store.read(lambda unit: unit.records.since(0, 99))
    return [list(one.body["whom"]) for one in records if one.what is What.ESCALATED]


async def test_who_is_on_call_is_called_then_the_next_then_all_and_then_it_is_still(
    tmp_path: Path,
) -> None:
    ann, ryo = "U0ANN", "U0RYO"
    async with a_store(tmp_path) as store:
        await opened(store)
        seen = [len(await at(store, minute)) for minute in (14, 15, 16, 29, 30, 45, 60, 90)]
        found = await at(store, 120)
        wanted = await store.read(lambda unit: unit.outbox.depth())

    assert seen == [0, 1, 1, 1, 2, 3, 3, 3]
    assert found == [[ann], [ryo], [ann, ryo]]
    assert wanted.count == 3


async def test_an_ack_stops_it_and_what_is_nobodys_again_begins_anew(tmp_path: Path) -> None:
    taken = Change(status=Status.IN_PROGRESS, owner=("U0BOB", "Bob"))
    back = Change(status=Status.NEW, owner=("", ""))
    async with a_store(tmp_path) as store:
        number = (await opened(store)).number
        await at(store, 15)
        await store.write(lambda unit: unit.incidents.change(number, taken, minutes(16)))
        assert len(await at(store, 60)) == 1
        await store.write(lambda unit: unit.incidents.change(number, back, minutes(70)))

        assert await at(store, 71) == [["U0ANN"], ["U0ANN"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"severity": Severity.MEDIUM},
        {"has_card": False},
        {"status": Status.CLOSED},
        {"status": Status.IN_PROGRESS, "owner": "U0BOB"},
        {"owner": "U0BOB"},
    ],
)
async def test_what_is_less_severe_has_no_card_or_is_somebodys_calls_nobody(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    async with a_store(tmp_path) as store:
        await opened(store, **changes)

        assert await at(store, 600) == []


@pytest.mark.parametrize("on_call", [None, OnCall(ROTATION)])
async def test_without_a_time_in_the_policy_file_nobody_is_called(
    tmp_path: Path, on_call: OnCall | None
) -> None:
    async with a_store(tmp_path) as store:
        await opened(store)

        assert await at(store, 600, a_policy(on_call=on_call)) == []


async def test_each_call_is_paged_beyond_slack_unless_somebody_has_it_by_then(
    tmp_path: Path,
) -> None:
    pages = Pages()
    async with a_store(tmp_path) as store:
        incident = await opened(store)
        await at(store, 15)
        runs = await store.write(lambda unit: unit.runs.due("w1", 9, LEASE))
        (run,) = [each for each in runs if each.work is Work.PAGE]
        await Paging(store, pages)(run)
        await Paging(store, None)(run)
        owner = Change(owner=("U0BOB", "Bob"))
        await store.write(lambda unit: unit.incidents.change(incident.number, owner, minutes(16)))
        await Paging(store, pages)(run)

    assert isinstance(run, Run)
    (told,) = pages.texts
    assert told.startswith(f"secbot: {incident.id} (HIGH) was left alone for 15 min.")
    assert told.endswith(f"/sec ack {incident.id}")


async def test_without_a_topic_nothing_is_paged(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await opened(store)
        await at(store, 15, replace(POLICY, page_topic=""))
        runs = await store.write(lambda unit: unit.runs.due("w1", 9, LEASE))

    assert [each.work for each in runs if each.work is Work.PAGE] == []


async def test_a_restricted_incident_calls_those_whom_it_is_for_and_nobody_else(
    tmp_path: Path,
) -> None:
    named = tuple(Named(f"U0{name}", f"{name}@example.com", name) for name in ("CY", "BOB"))
    async with a_store(tmp_path) as store:
        incident = await opened(store)
        kept = Restriction(
            incident.number, named, incident.channel, "b@x", "Bob", minutes(0), "an insider"
        )
        await store.write(lambda unit: unit.restrictions.keep(kept))

        assert await at(store, 15) == [["U0BOB", "U0CY"]]


async def test_while_slack_is_down_a_call_has_no_page_of_its_own(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await opened(store)

        def fail(unit: Unit) -> None:
            unit.outages.declare(unit.outages.failed(minutes(1)).number)

        await store.write(fail)
        assert len(await at(store, 15)) == 1
        runs = await store.write(lambda unit: unit.runs.due("me", 9, LEASE))

    assert [run.work for run in runs] == []
