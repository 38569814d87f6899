"""What readiness is made of, and what the gauges are set to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.finding import Severity
from bot.domain.posting import Sheet, Wanted
from bot.domain.proving import OLDEST_IN_OUTBOX
from bot.ports.store import Store, StoreError
from handlers.http.health import Check
from handlers.http.metrics import Metrics
from handlers.http.reach import Reach
from handlers.http.watch import Watch
from runbooks.kit.text import Text
from tests.clocks import MORNING, FrozenClock
from tests.handlers.slack.front import BreakingStore
from tests.handlers.slack.scenes import CHANNEL, open_incidents
from tests.stores import a_store

SECOND = timedelta(seconds=1)
TEAMS = frozenset({"T0OURS", "T0ALSO"})
PLACE = ("111122223333", "eu-west-1")
HEARTBEAT = '{account="111122223333",region="eu-west-1"}'


@asynccontextmanager
async def a_watch(
    folder: Path, teams: frozenset[str] = TEAMS
) -> AsyncIterator[tuple[Watch, Store, FrozenClock, Metrics]]:
    """Yield a watch and what it looks at."""
    clock, metrics = FrozenClock(), Metrics()
    async with a_store(folder) as store:
        yield Watch(store, clock, metrics, teams, Reach(clock).check), store, clock, metrics


async def named(watch: Watch) -> dict[str, Check]:
    """Return the checks by name."""
    return {check.name: check for check in await watch.checks()}


async def want(store: Store) -> None:
    """Let a message wait to be brought out."""
    wanted = [Wanted(CHANNEL, Sheet.ALERT, "I-1")]
    await store.write(lambda unit: unit.outbox.want(wanted, MORNING))


async def test_where_nothing_waits_all_is_well(tmp_path: Path) -> None:
    async with a_watch(tmp_path) as (watch, _, _, _):
        found = await named(watch)
    assert list(found) == ["database", "teams", "slack", "inbox", "outbox", "dispatch"]
    assert all(check.is_well for check in found.values())
    assert found["teams"].detail == "T0ALSO, T0OURS"
    assert found["inbox"].detail == "0, 0 s"


async def test_without_a_team_nobody_s_click_counts(tmp_path: Path) -> None:
    async with a_watch(tmp_path, frozenset()) as (watch, _, _, _):
        found = await named(watch)
    assert [check.name for check in found.values() if not check.is_well] == ["teams"]


async def test_slack_being_away_is_not_well(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        reach = Reach(FrozenClock())
        watch = Watch(store, FrozenClock(), Metrics(), TEAMS, reach.check)
        reach.count("auth.test", "unreachable")
        found = await named(watch)
    assert [check.name for check in found.values() if not check.is_well] == ["slack"]


async def test_an_outbox_that_is_stuck_is_not_well(tmp_path: Path) -> None:
    async with a_watch(tmp_path) as (watch, store, clock, _):
        await want(store)
        clock.advance(OLDEST_IN_OUTBOX)
        assert (await named(watch))["outbox"].is_well
        clock.advance(SECOND)
        outbox = (await named(watch))["outbox"]
    assert outbox == Check("outbox", is_well=False, detail="1, 121 s")


async def test_an_outage_that_any_process_has_found_is_not_well_until_it_is_over(
    tmp_path: Path,
) -> None:
    async with a_watch(tmp_path) as (watch, store, _, _):
        outage = await store.write(lambda unit: unit.outages.failed(MORNING))
        assert (await named(watch))["dispatch"].is_well
        await store.write(lambda unit: unit.outages.declare(outage.number))
        found = (await named(watch))["dispatch"]
        await store.write(lambda unit: unit.outages.end(outage.number, MORNING))
        assert (await named(watch))["dispatch"].is_well
    assert found == Check("dispatch", is_well=False, detail=MORNING.isoformat())


async def test_a_database_that_can_t_be_read_is_named() -> None:
    error = StoreError(Text("The database is locked.").fill())
    watch = Watch(BreakingStore(error), FrozenClock(), Metrics(), TEAMS, Reach(FrozenClock()).check)
    found = await named(watch)
    assert found["database"] == Check("database", is_well=False, detail="The database is locked.")
    assert list(found) == ["database", "teams", "slack"]


async def test_the_gauges_are_set_to_what_there_is(tmp_path: Path) -> None:
    async with a_watch(tmp_path) as (watch, store, clock, metrics):
        await store.write(lambda unit: open_incidents(unit, 3))
        await want(store)
        await store.write(lambda unit: unit.coverage.heard([PLACE], MORNING))
        clock.advance(5 * SECOND)
        await watch.refresh()
    text = metrics.scrape().decode()
    assert f'secbot_incidents_open{{severity="{Severity.HIGH}"}} 3.0' in text
    assert "secbot_outbox_pending 1.0" in text
    assert "secbot_outbox_oldest_seconds 5.0" in text
    assert f"secbot_heartbeat_age_seconds{HEARTBEAT} 5.0" in text


async def test_gauges_of_a_database_that_can_t_be_read_are_not_guessed() -> None:
    error = StoreError(Text("The database is locked.").fill())
    with pytest.raises(StoreError):
        await Watch(
            BreakingStore(error), FrozenClock(), Metrics(), TEAMS, Reach(FrozenClock()).check
        ).refresh()
