"""What a route sends to the thread of a day: incidents without cards, and no weather."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.finding import Finding, Resource, Severity, Workflow
from bot.domain.incident import Status, Verdict
from bot.domain.policy import Morning, Policy
from bot.domain.posting import Sheet
from bot.domain.routes import Match, Mode, Route
from bot.domain.storm import DAY_SHOWN_EVERY, Cause, Kind, Storm
from bot.ports.incidents import Change
from bot.response.incidents.storming import go_on
from tests.bot.domain.test_snoozing import a_snooze
from tests.bot.triage.examples import CHANNEL, a_finding, minutes
from tests.bot.triage.sorted_store import Triage, a_triage
from tests.clocks import MORNING

CALM = frozenset({Severity.LOW, Severity.MEDIUM})
QUIET = Route(Match(severities=CALM), mode=Mode.THREAD)
POLICY = Policy(digest="", routes=(QUIET,), morning=Morning(time(9), "Asia/Tokyo"))
MANY = 14
END = datetime.combine(MORNING.date(), time(15), UTC)
"""The next midnight in Tokyo."""


def quiet(at: int, **changes: Any) -> Finding:
    about: dict[str, Any] = {
        "key": f"guardduty:q{at}",
        "native_id": f"q{at}",
        "severity": Severity.LOW,
        "region": f"region-{at % 5}",
        "resources": (Resource("AwsEc2Instance", f"i-q{at}"),),
    }
    return a_finding(**{**about, **changes})


async def sort(triage: Triage, *findings: Finding, at: datetime = MORNING) -> tuple[int, ...]:
    return (await triage.sort(*findings, at=at, policy=POLICY)).opened


async def day(triage: Triage, number: int = 1) -> Storm:
    found = await triage.store.read(lambda unit: unit.storms.get(number))
    assert found is not None
    return found


async def go(triage: Triage, at: datetime, number: int = 1) -> Storm | None:
    return await triage.store.write(lambda unit: go_on(unit, number, at))


async def carded(triage: Triage, *numbers: int) -> list[int]:
    return [each for each in numbers if (await triage.incident(each)).has_card]


async def test_a_day_of_a_route_is_one_message_with_a_line_for_each_group(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        opened = await sort(triage, *map(quiet, range(MANY)))
        assert len(opened) == MANY
        assert await carded(triage, *opened) == []
        assert [sheet for sheet, _, _ in await triage.deliver(MORNING)] == [Sheet.STORM]
        later = MORNING + DAY_SHOWN_EVERY
        assert await go(triage, later)
        brought = await triage.deliver(later)
        assert sorted(brought) == [
            (Sheet.GROUPS, "storm-1.1", False),
            (Sheet.STORM, "storm-1", True),
        ]
        lines = await triage.store.read(lambda unit: unit.storms.lines(1, 1, 99))
        assert [each.many for each in lines] == [3, 3, 3, 3, 2]
        found = await day(triage)
        assert (found.kind, found.cause, found.whom) == (Kind.ROUTED, Cause.ROUTE, ())


async def test_its_incidents_are_listed_counted_by_their_route_and_call_nobody(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        opened = await sort(triage, *map(quiet, range(MANY)))
        listed = await triage.store.read(
            lambda unit: unit.incidents.listed(floor=Severity.LOW, owner="", limit=99, offset=0)
        )
        assert {each.number for each in listed} == {*opened}
        (aside,) = await triage.store.read(lambda unit: unit.asides.since("2000-01-01"))
        assert (aside.route, aside.mode, aside.many) == (QUIET.told, Mode.THREAD, MANY)
        assert await triage.store.read(lambda unit: unit.storms.gathered(opened)) == {*opened}
        due = await triage.store.read(
            lambda unit: unit.escalations.due(MORNING + timedelta(days=1), Severity.LOW, 99)
        )
        assert due == ()
        assert await triage.runs() == [("storm", 1)]


async def test_it_is_shown_again_once_a_minute_and_only_where_something_came(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        await sort(triage, quiet(0))
        await triage.deliver(MORNING)
        edits = []
        for second in range(10, 200, 10):
            now = MORNING + timedelta(seconds=second)
            if second <= 100:
                await sort(triage, quiet(second), at=now)
            await go(triage, now)
            edits.append(len(await triage.deliver(now)))
        assert sum(1 for each in edits if each) == 2


async def test_a_storm_goes_on_beside_it_and_it_is_no_weather(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await sort(triage, *map(quiet, range(MANY)))
        loud = [quiet(100 + at, severity=Severity.HIGH) for at in range(6)]
        early = await sort(triage, *loud[:5])
        assert await carded(triage, *early) == [*early]
        late = await sort(triage, loud[5])
        assert await carded(triage, *late) == []
        assert await triage.store.read(lambda unit: unit.storms.on()) == (1, 2)
        assert (await day(triage)).findings == MANY
        assert (await day(triage, 2)).kind is Kind.FOUND


async def test_a_day_ends_at_midnight_of_the_status_brings_no_card_and_the_next_begins_anew(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        first = await sort(triage, quiet(0, severity=Severity.MEDIUM))
        assert (await day(triage)).until == END
        assert await go(triage, END - timedelta(seconds=1))
        (second,) = await sort(triage, quiet(1), at=END)
        assert await go(triage, END) is None
        assert (await day(triage)).ended_at == END
        assert await carded(triage, *first, second) == []
        assert await triage.store.read(lambda unit: unit.storms.on()) == (2,)
        assert (await day(triage, 2)).findings == 1


@pytest.mark.parametrize(
    ("worse", "has_card"),
    [
        ({"severity": Severity.MEDIUM}, False),
        ({"severity": Severity.HIGH}, True),
        ({"severity": Severity.CRITICAL}, True),
        ({"resources": (Resource("AwsIamAccessKey", "AKIAIOSFODNN7EXAMPLE"),)}, True),
        ({"count": 9}, False),
    ],
)
async def test_what_gets_worse_than_its_route_says_or_another_case_has_its_own_card(
    tmp_path: Path, worse: dict[str, Any], *, has_card: bool
) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = await sort(triage, quiet(0))
        await sort(triage, quiet(0, updated_at=minutes(5), **worse), at=minutes(6))
        assert await carded(triage, number) == ([number] if has_card else [])
        (line,) = await triage.store.read(lambda unit: unit.storms.lines(1, 1, 9))
        told = Severity.LOW if has_card else worse.get("severity", Severity.LOW)
        assert line.severity is told


async def test_what_comes_back_has_its_own_card(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = await sort(triage, quiet(0, workflow=Workflow.NEW))
        closed = Change(status=Status.CLOSED, verdict=Verdict.TRUE_POSITIVE)
        await triage.change(number, closed, minutes(2))
        again = quiet(0, updated_at=minutes(5), severity=Severity.MEDIUM)
        await sort(triage, again, at=minutes(6))
        assert await carded(triage, number) == [number]


async def test_nothing_joins_what_has_no_card_and_it_joins_what_has_one(tmp_path: Path) -> None:
    key = (Resource("AwsIamAccessKey", "AKIAIOSFODNN7EXAMPLE"),)
    async with a_triage(tmp_path) as triage:
        first, second = await sort(triage, quiet(0, resources=key), quiet(1, resources=key))
        (loud,) = await sort(triage, quiet(2, resources=key, severity=Severity.HIGH))
        assert await carded(triage, first, second, loud) == [loud]
        assert await sort(triage, quiet(3, resources=key)) == ()
        assert (await day(triage)).findings == 2


async def test_a_snooze_changes_nothing_of_the_thread_and_brings_no_card_when_it_ends(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        (number,) = await sort(triage, quiet(0))
        snooze = a_snooze(incident=number, until=minutes(30))
        await triage.store.write(lambda unit: unit.snoozes.begin(snooze))
        await sort(triage, quiet(0, updated_at=minutes(5), count=9), at=minutes(6))
        uncovered = await triage.store.read(lambda unit: unit.snoozes.uncovered(minutes(99), 9))
        assert uncovered == ()
        assert await carded(triage, number) == []


async def test_two_channels_have_a_day_each(tmp_path: Path) -> None:
    other = Route(Match(severities=CALM, type="Recon:*"), channel="C0NOISE", mode=Mode.THREAD)
    file = Policy(digest="", routes=(other, QUIET))
    async with a_triage(tmp_path) as triage:
        await triage.sort(quiet(0), quiet(1, type="Recon:EC2/Portscan"), at=MORNING, policy=file)
        channels = [(await day(triage, number)).channel for number in (1, 2)]
        assert sorted(channels) == [CHANNEL, "C0NOISE"]
        midnight = datetime.combine(MORNING.date() + timedelta(days=1), time(), UTC)
        assert (await day(triage)).until == midnight
