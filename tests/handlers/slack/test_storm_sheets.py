"""What a storm's messages show is gathered from its rows, and names nothing that is restricted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.incident import Incident
from bot.domain.restriction import Named, Restriction
from bot.domain.storm import StormCard, StormPage
from bot.ports.store import Store
from bot.ports.unit import Unit
from handlers.slack.storm_sheets import storm_sheet
from tests.bot.domain.storms import a_group, a_storm
from tests.bot.triage.examples import an_incident
from tests.clocks import MORNING
from tests.stores import a_store

NAMES = {"111122223333": "prod"}


def _blow(unit: Unit) -> tuple[int, ...]:
    """Gather two incidents of two groups in one storm."""
    made: list[Incident] = [an_incident(has_card=False)] * 2
    first, second = unit.incidents.open(made)
    storm = replace(a_storm(), number=unit.storms.begin(a_storm()))
    groups = [a_group(incident=first), a_group(incident=second, region="us-east-1")]
    unit.storms.gather(storm, groups, ["i-1"])
    return first, second


async def sheet(store: Store, subject: str) -> StormCard | StormPage | None:
    return await store.read(lambda unit: storm_sheet(unit, subject, NAMES))


async def test_the_card_and_the_posts_of_its_thread_are_gathered(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        first, second = await store.write(_blow)
        card, page = await sheet(store, "storm-1"), await sheet(store, "storm-1.1")
        assert isinstance(card, StormCard)
        assert [each.incident for each in card.top] == [first, second]
        assert card.opens == {first, second}
        assert card.names == NAMES
        assert isinstance(page, StormPage)
        assert [each.incident for each in page.groups] == [first, second]


async def test_of_what_is_not_there_nothing_is_said(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await store.write(_blow)
        assert await sheet(store, "storm-9") is None
        assert await sheet(store, "storm-1.2") is None
        with pytest.raises(ValueError, match="I-1"):
            await sheet(store, "I-1")


async def test_what_is_restricted_is_not_among_the_weightiest(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        first, second = await store.write(_blow)
        ann = Named("ann@example.com", "U0ANN", "Ann")
        restriction = Restriction(
            first, (ann,), "C0ALERTS", "ann@example.com", "Ann", MORNING, "theirs"
        )
        await store.write(lambda unit: unit.restrictions.keep(restriction))
        card, page = await sheet(store, "storm-1"), await sheet(store, "storm-1.1")
        assert isinstance(card, StormCard)
        assert [each.incident for each in card.top] == [second]
        assert isinstance(page, StormPage)
        assert page.restricted == {first}
