"""A storm is gone on with: cards for the weightiest, groups named once, an end, and no card twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.finding import Resource, Severity
from bot.domain.incident import Incident
from bot.domain.posting import Sheet, Wanted
from bot.domain.run import Run, Work
from bot.domain.storm import AFTERWARDS, LINES, OWN_CARDS, QUIET, RARE, Storm
from bot.domain.words import storm as words
from bot.durable.bell import LocalBell
from bot.ports.incidents import Change
from bot.response.incidents.storming import PAUSE, StormDesk, Storming, go_on, start_all
from tests.bot.domain.makers import ANN, EVE, a_policy
from tests.bot.triage.examples import a_finding, minutes
from tests.bot.triage.sorted_store import Triage, a_triage
from tests.clocks import FrozenClock

START = minutes(1)
SOON = START + timedelta(seconds=2)
OVER = START + QUIET


async def blow(
    triage: Triage, many: int, severity: Severity = Severity.CRITICAL, prefix: str = "c"
) -> tuple[int, ...]:
    """Let so many incidents come at once, each of a group of its own."""
    findings = [
        a_finding(
            key=f"guardduty:{prefix}{at}",
            native_id=f"{prefix}{at}",
            region=f"region-{at:03}",
            severity=severity,
            resources=(Resource("AwsEc2Instance", f"i-{prefix}{at}"),),
        )
        for at in range(many)
    ]
    return (await triage.sort(*findings)).opened


async def go(triage: Triage, at_second: float) -> bool:
    now = START + timedelta(seconds=at_second)
    return await triage.store.write(lambda unit: go_on(unit, 1, now)) is not None


async def storm(triage: Triage) -> Storm:
    found = await triage.store.read(lambda unit: unit.storms.get(1))
    assert found is not None
    return found


async def carded(triage: Triage, numbers: tuple[int, ...]) -> list[int]:
    found = await triage.store.read(lambda unit: unit.incidents.many(numbers))
    return [number for number, each in found.items() if each.has_card]


async def test_five_critical_ones_a_minute_have_cards_and_no_more(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        opened = await blow(triage, 20)
        early = len(await carded(triage, opened))
        assert early < OWN_CARDS
        assert await go(triage, 2)
        assert await go(triage, 4)
        assert len(await carded(triage, opened)) == OWN_CARDS


async def test_each_severe_group_is_named_once_in_posts_of_25_lines(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await blow(triage, LINES + 3, Severity.HIGH)
        await blow(triage, 9, Severity.MEDIUM, "m")
        await blow(triage, LINES + 3, Severity.HIGH, "again")
        await go(triage, 2)
        assert not (await storm(triage)).pages()
        brought = await triage.deliver(SOON)
        pages = [subject for sheet, subject, _ in brought if sheet is Sheet.GROUPS]
        assert pages == ["storm-1.1", "storm-1.2"]
        lines = await triage.store.read(lambda unit: unit.storms.lines(1, 1, 99))
        assert [each.region for each in lines] == [f"region-{at:03}" for at in range(LINES + 3)]
        assert {each.many for each in lines} == {2, 3}


async def test_what_comes_late_fills_the_last_post_and_begins_the_next(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await blow(triage, LINES - 1, Severity.HIGH)
        await go(triage, 2)
        await triage.deliver(SOON)
        later = [
            a_finding(
                key=f"guardduty:late{at}",
                native_id=f"late{at}",
                resources=(),
                type=f"Late:EC2/{at}",
            )
            for at in range(3)
        ]
        await triage.sort(*later, at=SOON)
        await go(triage, 4)
        brought = await triage.deliver(SOON + timedelta(minutes=1))
        named = [(subject, edit) for sheet, subject, edit in brought if sheet is Sheet.GROUPS]
        assert sorted(named) == [("storm-1.1", True), ("storm-1.2", False)]


async def test_its_card_is_edited_at_most_every_few_seconds(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await blow(triage, 9, Severity.MEDIUM)
        await triage.deliver(START)
        edits = []
        for second in range(1, 10):
            more = a_finding(key=f"guardduty:n{second}", severity=Severity.MEDIUM)
            await triage.sort(more, at=START + timedelta(seconds=second))
            await go(triage, second)
            waits = await triage.store.read(lambda unit: unit.outbox.depth())
            edits.append(waits.count)
        assert edits == [0] * 5 + [1] * 4


async def test_it_is_over_after_calm_minutes_and_the_worst_that_nobody_has_get_cards(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        for at in range(RARE):  # so that no type is rare
            await triage.sort(
                a_finding(key=f"guardduty:old{at}", native_id=f"old{at}", resources=()),
                at=minutes(-9 - at),
            )
        high = await blow(triage, AFTERWARDS, Severity.HIGH, "h")
        critical = await blow(triage, 12)
        await go(triage, 2)
        taken, own = critical[-1], await carded(triage, critical)
        await triage.change(taken, Change(owner=("U0ANN", "Ann")), SOON)
        assert await go(triage, QUIET.total_seconds() - 1)
        assert not await go(triage, QUIET.total_seconds())
        assert not await go(triage, QUIET.total_seconds() + 1)
        after = set(await carded(triage, (*high, *critical))) - {*own}
        free = [each for each in critical if each not in own and each != taken]
        assert after == {*free, *high[: AFTERWARDS - len(free)]}
        assert (await storm(triage)).ended_at == OVER
        assert await triage.store.read(lambda unit: unit.storms.on()) == ()
        extent = await triage.store.read(lambda unit: unit.storms.extent(1, 10))
        assert extent.left == len(high) - (AFTERWARDS - len(free))


async def test_the_next_storm_is_another_one(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await blow(triage, 9, Severity.MEDIUM)
        await go(triage, QUIET.total_seconds())
        again = [
            a_finding(key=f"guardduty:a{at}", native_id=f"a{at}", resources=()) for at in range(9)
        ]
        await triage.sort(*again, at=OVER + timedelta(minutes=1))
        assert await triage.store.read(lambda unit: unit.storms.on()) == (2,)


async def test_a_storm_goes_on_with_another_process_where_it_stood(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        opened = await blow(triage, 20)
        await go(triage, 2)
    async with a_triage(tmp_path) as triage:
        more = await blow(triage, 20, prefix="after")
        await go(triage, 4)
        assert len(await carded(triage, (*opened, *more))) == OWN_CARDS
        assert (await storm(triage)).findings == 40
        assert await triage.store.read(lambda unit: unit.storms.on()) == (1,)


async def test_its_run_is_put_off_as_long_as_it_is_on_and_a_lost_one_is_begun_anew(
    tmp_path: Path,
) -> None:
    clock = FrozenClock(SOON)
    async with a_triage(tmp_path) as triage:
        await blow(triage, 9)
        running = Storming(triage.store, LocalBell(), clock)
        run = Run(1, Work.STORM, 1, 1, 1)
        assert await running(run) == PAUSE
        await triage.runs(finish=True)
        await triage.store.write(start_all)
        assert ("storm", 1) in await triage.runs()
        clock.set(OVER)
        assert await running(run) is None
        assert await running(Run(2, Work.STORM, 7, 1, 1)) is None


async def test_who_opens_what_was_gathered_brings_its_one_card(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        (number, *_) = await blow(triage, 9, Severity.HIGH)
        desk = StormDesk(triage.store, LocalBell(), FrozenClock(SOON), policy=a_policy())
        opened = await desk.open(ANN, number)
        assert (opened.done, opened.says.text) == (True, words.OPENED)
        again = await desk.open(ANN, number)
        assert (again.done, again.says.text) == (False, words.NOT_GATHERED)
        assert ("enrich", number) in await triage.runs()
        brought = await triage.deliver(SOON)
        incident = await triage.incident(number)
        alerts = [subject for sheet, subject, _ in brought if sheet is Sheet.ALERT]
        assert alerts == [incident.id]
        assert await _about(triage, incident) == {Sheet.ALERT, Sheet.STORM}


async def _about(triage: Triage, incident: Incident) -> set[Sheet]:
    wanted: tuple[Wanted, ...] = await triage.store.read(
        lambda unit: unit.outbox.about(incident.number)
    )
    return {each.sheet for each in wanted}


@pytest.mark.parametrize("is_stranger", [True, False])
async def test_neither_strangers_nor_wrong_ids_open_anything(
    tmp_path: Path, *, is_stranger: bool
) -> None:
    async with a_triage(tmp_path) as triage:
        (number, *_) = await blow(triage, 9, Severity.HIGH)
        desk = StormDesk(triage.store, LocalBell(), FrozenClock(SOON), policy=a_policy())
        who, what = (EVE, number) if is_stranger else (ANN, 999)
        assert not (await desk.open(who, what)).done
        assert await carded(triage, (number,)) == []
