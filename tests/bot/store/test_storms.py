"""Storms in both stores: one process at a time in a channel, groups added up, places given once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.domain.finding import Severity
from bot.domain.storm import LINES, MOST_LINES, Group, Kind, Storm, Weather
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.domain.storms import CHANNEL, a_group, a_storm
from tests.bot.store.conftest import RACERS
from tests.bot.store.examples import an_incident
from tests.clocks import MORNING

SECOND = timedelta(seconds=1)


async def open_many(store: Store, many: int) -> tuple[int, ...]:
    made = [replace(an_incident(), has_card=False) for _ in range(many)]
    return await store.write(lambda unit: unit.incidents.open(made))


async def begun(store: Store, kind: Kind = Kind.FOUND) -> Storm:
    storm = a_storm(kind=kind)
    return replace(storm, number=await store.write(lambda unit: unit.storms.begin(storm)))


def _keep(weather: Weather, unit: Unit) -> None:
    unit.storms.weather(weather.channel, weather.kind)
    unit.storms.keep(weather)


async def gather(
    store: Store, storm: Storm, *groups: Group, resources: tuple[str, ...] = ()
) -> int:
    return (await gathered(store, storm, *groups, resources=resources)).named


async def gathered(
    store: Store, storm: Storm, *groups: Group, resources: tuple[str, ...] = ()
) -> Storm:
    return await store.write(lambda unit: unit.storms.gather(storm, groups, resources))


async def test_a_channel_is_kept_as_it_stands(store: Store) -> None:
    storm = await begun(store)
    weather = Weather(CHANNEL, (MORNING, MORNING + SECOND), (MORNING,), storm.number)
    assert await store.write(lambda unit: unit.storms.weather(CHANNEL, Kind.FOUND)) == Weather(
        CHANNEL
    )
    await store.write(lambda unit: unit.storms.keep(weather))
    assert await store.write(lambda unit: unit.storms.weather(CHANNEL, Kind.FOUND)) == weather
    assert await store.read(lambda unit: unit.storms.on()) == (storm.number,)


async def test_what_is_claimed_and_what_a_route_names_have_weather_of_their_own(
    store: Store,
) -> None:
    for kind in (Kind.CLAIMED, Kind.ROUTED):
        storm = await begun(store, kind)
        weather = Weather(CHANNEL, (MORNING,), (), storm.number, kind)
        await store.write(partial(_keep, weather))
    found = await store.write(lambda unit: unit.storms.weather(CHANNEL, Kind.FOUND))
    assert found == Weather(CHANNEL)
    assert await store.read(lambda unit: unit.storms.on()) == (1, 2)
    assert await store.read(lambda unit: unit.storms.on(Kind.CLAIMED)) == (1,)
    assert await store.read(lambda unit: unit.storms.on(Kind.FOUND)) == ()


async def test_a_day_has_a_line_for_every_group_and_says_which_posts_have_changed(
    store: Store,
) -> None:
    numbers = await open_many(store, LINES + 1)
    day = await begun(store, Kind.ROUTED)
    groups = [
        a_group(severity=Severity.LOW, type=f"Recon:EC2/{number}", incident=number)
        for number in numbers
    ]
    day = await gathered(store, day, *groups)
    assert (day.named, day.stale) == (LINES + 1, (1, 2))
    day = await gathered(store, replace(day, stale=()), groups[-1])
    assert (day.named, day.stale) == (LINES + 1, (2,))


async def test_made_up_types_fill_no_thread_for_ever(store: Store) -> None:
    numbers = await open_many(store, 3)
    most = MOST_LINES[Kind.CLAIMED]
    claims = replace(await begun(store, Kind.CLAIMED), named=most - 1)
    groups = [a_group(type=f"Made/{number}", incident=number) for number in numbers]
    assert await gather(store, claims, *groups) == most
    found = replace(await begun(store), named=most - 1)
    assert await gather(store, found, *groups) == most + 2


async def test_two_processes_count_one_after_the_other(
    store: Store, meet: Callable[[], None]
) -> None:
    await store.write(lambda unit: unit.storms.weather(CHANNEL, Kind.FOUND))

    def opens(unit: Unit) -> None:
        meet()
        weather = unit.storms.weather(CHANNEL, Kind.FOUND)
        unit.storms.keep(weather.after(1, 0, MORNING))

    await asyncio.gather(*(store.write(opens) for _ in range(RACERS)))
    weather = await store.write(lambda unit: unit.storms.weather(CHANNEL, Kind.FOUND))
    assert len(weather.opened) == RACERS


async def test_a_storm_is_kept_as_it_goes_on(store: Store) -> None:
    storm = await begun(store)
    later = replace(
        storm,
        stormy_at=MORNING + SECOND,
        shown_at=MORNING + SECOND,
        ended_at=MORNING + 2 * SECOND,
        findings=9,
        named=4,
        told=3,
        shown=2,
        whom=("U0ANN",),
        stale=(1, 2),
        waits_since=MORNING,
        calls=2,
    )
    await store.write(lambda unit: unit.storms.change(later))
    assert await store.read(lambda unit: unit.storms.get(storm.number)) == later
    assert await store.read(lambda unit: unit.storms.get(99)) is None


async def test_types_are_counted_and_none_is_left_out(store: Store) -> None:
    await store.write(lambda unit: unit.storms.count({"Recon:A": 2, "Trojan:B": 1}))
    await store.write(lambda unit: unit.storms.count({"Recon:A": 3}))
    seen = await store.read(lambda unit: unit.storms.seen(["Recon:A", "Never:C"]))
    assert seen == {"Recon:A": 5, "Never:C": 0}


async def test_groups_add_up_and_a_severe_one_has_one_line_for_ever(store: Store) -> None:
    one, two, three = await open_many(store, 3)
    storm = await begun(store)
    calm = a_group(severity=Severity.MEDIUM, weight=2, incident=one)
    other = a_group(region="us-east-1", incident=two, weight=4)
    assert await gather(store, storm, calm, other, other) == 1
    storm = replace(storm, named=1)
    worse = replace(calm, severity=Severity.CRITICAL, weight=5, incident=three)
    assert await gather(store, storm, worse) == 2
    assert await gather(store, replace(storm, named=2), calm, other) == 2
    lines = await store.read(lambda unit: unit.storms.lines(storm.number, 1, 9))
    assert lines == (
        replace(other, many=3, place=1),
        replace(worse, many=3, place=2),
    )
    assert await store.read(lambda unit: unit.storms.lines(storm.number, 2, 2)) == lines[1:]


async def test_what_a_storm_is_about_as_a_whole(store: Store) -> None:
    first, second, third = await open_many(store, 3)
    storm = await begun(store)
    await gather(
        store,
        storm,
        a_group(incident=first, weight=3, seen=9),
        a_group(incident=second, weight=3, seen=9),
        a_group(incident=third, type="Rare:B", account="222233334444", weight=5, seen=0),
        resources=("i-1", "i-2", "i-1"),
    )
    extent = await store.read(lambda unit: unit.storms.extent(storm.number, 1))
    assert (extent.resources, extent.accounts, extent.mostly) == (2, 2, "Recon:EC2/Portscan")
    assert extent.groups == 2
    assert [each.incident for each in extent.top] == [third]
    assert extent.left == 3


async def test_only_what_nobody_has_and_has_no_card_waits_the_weightiest_first(
    store: Store,
) -> None:
    numbers = await open_many(store, 5)
    storm = await begun(store)
    weights = zip(numbers, (3, 5, 5, 4, 9), (1, 9, 2, 0, 0), strict=True)
    groups = [a_group(incident=each, weight=weight, seen=seen) for each, weight, seen in weights]
    await gather(store, storm, *groups)
    shown, taken = numbers[4], numbers[3]
    await store.write(lambda unit: unit.incidents.change(shown, Change(has_card=True), MORNING))
    await store.write(lambda unit: unit.incidents.take(taken, MORNING, ("U0ANN", "Ann")))
    waiting = await store.read(
        lambda unit: unit.storms.waiting(storm.number, Severity.HIGH, None, 9)
    )
    assert waiting == (numbers[2], numbers[1], numbers[0])
    assert not await store.read(
        lambda unit: unit.storms.waiting(storm.number, Severity.CRITICAL, None, 9)
    )
    later = MORNING + timedelta(days=1)
    assert not await store.read(
        lambda unit: unit.storms.waiting(storm.number, Severity.HIGH, later, 9)
    )
    gathered = await store.read(lambda unit: unit.storms.gathered([*numbers, 99]))
    assert gathered == {*numbers} - {shown}


async def test_hostile_names_fit_into_the_keys(store: Store) -> None:
    (number,) = await open_many(store, 1)
    storm = await begun(store)
    hostile = a_group(
        type="\0\ud800" * 100, account="\U0001f32a" * 64, region="\0" * 64, incident=number
    )
    await gather(store, storm, hostile, resources=("\0" * 400,))
    (found,) = await store.read(lambda unit: unit.storms.lines(storm.number, 1, 1))
    assert (found.type, found.account, found.region) == (
        hostile.type,
        hostile.account,
        hostile.region,
    )
