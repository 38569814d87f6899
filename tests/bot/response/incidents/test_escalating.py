"""An incident that nobody takes calls, step by step, once for each; an ack stops it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.domain.cards import Look, WordCard
from bot.domain.escalating import Coming
from bot.domain.finding import Severity
from bot.domain.incident import Incident, Status
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.posting import Sheet
from bot.domain.record import What, Written
from bot.domain.restriction import Named, Restriction
from bot.domain.rota import OnCall, Rotation
from bot.domain.run import Run, Work
from bot.durable.bell import LocalBell
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.incidents.duty import DutyDesk, SwapWish
from bot.response.incidents.escalating import Paging, coming, escalate
from bot.triage.sorting import sort
from handlers.views.word import word
from tests.bot.domain.makers import ANN, BOB, a_policy
from tests.bot.triage.examples import a_finding, an_incident, minutes
from tests.clocks import FrozenClock
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


def change_at(unit: Unit, number: int, change: Change, minute: int) -> None:
    unit.incidents.change(number, change, minutes(minute))


def spoken(record: Written) -> str:
    return word(WordCard(record), Look()).text


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
    assert wanted.count == 4  # each call, and the card, which says whom it calls next


async def test_an_ack_stops_it_and_what_is_nobodys_again_begins_anew(tmp_path: Path) -> None:
    taken = Change(status=Status.IN_PROGRESS, owner=("U0BOB", "Bob"))
    back = Change(status=Status.NEW, owner=("", ""))
    async with a_store(tmp_path) as store:
        number = (await opened(store)).number
        await at(store, 15)
        await store.write(lambda unit: unit.incidents.change(number, taken, minutes(16)))
        assert len(await at(store, 60)) == 1
        await store.write(lambda unit: unit.incidents.change(number, back, minutes(70)))

        assert len(await at(store, 84)) == 1
        assert await at(store, 85) == [["U0ANN"], ["U0ANN"]]


async def test_what_was_taken_and_given_back_between_two_looks_begins_anew(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        number = (await opened(store)).number
        for minute in (15, 30, 45):
            await at(store, minute)
        for status, minute in ((Status.CLOSED, 50), (Status.NEW, 51)):
            change = Change(status=status)
            await store.write(partial(change_at, number=number, change=change, minute=minute))

        assert len(await at(store, 65)) == 3
        assert (await at(store, 66))[3:] == [["U0ANN"]]


async def test_what_grows_more_severe_while_it_waits_waits_no_longer(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        number = (await opened(store)).number
        worse = Change(status=Status.NEW, severity=Severity.CRITICAL, owner=("", ""))
        await store.write(partial(change_at, number=number, change=worse, minute=14))

        assert await at(store, 15) == [["U0ANN"]]


async def named_in(store: Store, *names: str) -> Incident:
    """Open an incident whose finding names these, of whom secbot knows each."""
    incident = await opened(store)

    def know(unit: Unit) -> None:
        unit.findings.add([(a_finding(principals=names), incident.number)], minutes(0))
        for name in names:
            unit.people.know(Person(f"U0{name[:3].upper()}", "T0", name, name[:3].title()))

    await store.write(know)
    return incident


async def test_who_is_on_call_and_named_by_the_finding_is_passed_over_and_that_is_said(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        incident = await named_in(store, "ann@example.com")
        shown = await store.read(lambda unit: coming(unit, POLICY, incident))
        called = [await at(store, minute) for minute in (15, 30, 45, 60)][-1]
        records = await store.read(lambda unit: unit.records.since(0, 99))

    assert shown == Coming(minutes(15))
    assert called == [["U0RYO"], ["U0RYO"], ["U0RYO"]]
    assert [each.body["passed"] for each in records if each.what is What.ESCALATED] == [
        *("Ann", "", "Ann"),
    ]
    assert "Ann, on call, was passed over" in spoken(records[-1])


async def test_where_the_finding_names_all_on_call_the_approvers_are_called(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await named_in(store, "ann@example.com", "ryo@example.com")

        assert await at(store, 15) == [["S0APPROVE"]]


async def test_the_card_says_whom_it_calls_next_and_when(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        incident = await opened(store)
        ryo = Person("U0RYO", "T0", "ryo@example.com", "Ryo")
        await store.write(lambda unit: unit.people.know(ryo))
        shown = []
        for minute in (0, 15, 30, 45):
            await at(store, minute)
            shown.append(await store.read(lambda unit: coming(unit, POLICY, incident)))

    assert shown == [
        Coming(minutes(15)),
        Coming(minutes(30), ("Ryo",)),
        Coming(minutes(45), is_everybody=True),
        None,
    ]


@pytest.mark.parametrize(
    ("on_call", "shown"),
    [
        (OnCall(group="S0ALL", escalate_after=AFTER), Coming(minutes(15), is_group=True)),
        (OnCall(ROTATION), None),
        (None, None),
    ],
)
async def test_a_group_is_called_as_one_and_without_a_time_nobody_is(
    tmp_path: Path, on_call: OnCall | None, shown: Coming | None
) -> None:
    async with a_store(tmp_path) as store:
        incident = await opened(store)
        policy = a_policy(on_call=on_call)

        assert await store.read(lambda unit: coming(unit, policy, incident)) == shown


async def test_what_rises_when_all_were_called_in_vain_begins_anew(tmp_path: Path) -> None:
    finding = a_finding()
    worse = replace(finding, severity=Severity.CRITICAL, updated_at=minutes(70))
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: sort(unit, [finding], "C0SEC", minutes(0)))
        for minute in (15, 30, 45, 60):
            await at(store, minute)
        await store.write(lambda unit: sort(unit, [worse], "C0SEC", minutes(71)))

        assert len(await at(store, 72)) == 4


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


async def test_no_one_alone_keeps_another_from_being_called(tmp_path: Path) -> None:
    desk_policy = a_policy(on_call=POLICY.on_call)
    async with a_store(tmp_path) as store:
        await opened(store)
        clock = FrozenClock(minutes(0))
        desk = DutyDesk(store, LocalBell(), clock, policy=desk_policy, channel="C0SEC")
        assert (await desk.swap(BOB, SwapWish(BOB, time(23)))).done

        assert await at(store, 15) == [["U0BOB", "U0ANN"]]


async def test_whoever_hands_it_over_themselves_sleeps_on(tmp_path: Path) -> None:
    desk_policy = a_policy(on_call=POLICY.on_call)
    async with a_store(tmp_path) as store:
        await opened(store)
        clock = FrozenClock(minutes(0))
        desk = DutyDesk(store, LocalBell(), clock, policy=desk_policy, channel="C0SEC")
        assert (await desk.swap(ANN, SwapWish(BOB, time(23)))).done

        assert await at(store, 15) == [["U0BOB"]]


async def test_a_swap_edits_the_cards_that_say_whom_they_call(tmp_path: Path) -> None:
    policy = a_policy(on_call=POLICY.on_call)
    async with a_store(tmp_path) as store:
        incident = await opened(store)
        desk = DutyDesk(store, LocalBell(), FrozenClock(minutes(1)), policy=policy, channel="C0SEC")
        await desk.swap(ANN, SwapWish(BOB, time(23)))
        shown = await store.read(lambda unit: coming(unit, policy, incident))
        wanted = await store.read(lambda unit: unit.outbox.about(incident.number))

    assert shown == Coming(minutes(15), ("Bob",))
    assert [each.sheet for each in wanted] == [Sheet.ALERT]
