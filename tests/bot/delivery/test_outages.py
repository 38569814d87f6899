"""Slack that takes nothing for minutes is an outage: told once in each channel, then cards by rank."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.delivery import outages
from bot.domain.finding import Severity
from bot.domain.outage import Outage
from bot.domain.policy import Policy
from bot.domain.posting import Sheet
from bot.domain.restriction import place_of
from bot.domain.run import Work
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from practice.slack.failures import Failure
from tests.bot.delivery.post_office import (
    OTHER_CHANNEL,
    POST,
    PostOffice,
    a_post_office,
    refused,
    shown_on,
)
from tests.bot.domain.makers import a_policy
from tests.clocks import MORNING

TOPIC = "arn:aws:sns:eu-west-1:999988887777:secbot-guard"
PAGED = a_policy(page_topic=TOPIC)
TOOK_NOTHING = "Slack took nothing"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Yield a post office."""
    async with a_post_office(tmp_path) as made:
        yield made


async def fail_for(office: PostOffice, minutes: int, policy: Policy = PAGED) -> None:
    """Let Slack take nothing for so many minutes; the schedule ticks each minute."""
    office.slack.failures.add(Failure("*", "cut_before", times=100_000))
    courier = office.courier()
    for _ in range(minutes * 6):
        await courier.deliver_once()
        office.clock.advance(timedelta(seconds=10))
        now = office.clock.now()
        await office.store.write(partial(outages.look, policy=policy, now=now))
    office.slack.failures.clear()


def rate(unit: Unit, number: int, severity: Severity) -> None:
    unit.incidents.change(number, Change(severity=severity), MORNING)


async def live(office: PostOffice) -> Outage | None:
    return await office.store.read(lambda unit: unit.outages.live())


async def test_after_an_outage_each_channel_is_told_once_and_then_comes_what_is_worst(
    office: PostOffice,
) -> None:
    (low, worst) = await office.want_cards(2)
    await office.want_cards(1, OTHER_CHANNEL)
    for number, severity in ((1, Severity.LOW), (2, Severity.CRITICAL)):
        await office.store.write(partial(rate, number=number, severity=severity))
    await fail_for(office, 6)
    assert office.cards() == []

    await office.settle(office.courier(), office.courier())

    told = [shown_on(card) for card in office.cards()]
    assert [TOOK_NOTHING in each for each in told] == [True, False, False]
    assert "late" not in told[0]
    assert [worst in told[1], low in told[2]] == [True, True]
    assert all("late" in each for each in told[1:])
    assert [TOOK_NOTHING in shown_on(card) for card in office.cards(OTHER_CHANNEL)] == [True, False]
    assert await live(office) is None


async def test_a_minute_of_failures_is_a_stumble_and_told_to_nobody(office: PostOffice) -> None:
    await office.want_cards()
    await fail_for(office, 1)
    await office.settle(office.courier())

    assert len(office.cards()) == 1
    assert TOOK_NOTHING not in shown_on(office.cards()[0])
    assert await live(office) is None


async def test_an_outage_that_nothing_has_declared_counts_by_how_long_it_was(
    office: PostOffice,
) -> None:
    await office.want_cards()
    for _ in range(2):
        office.fail(Failure(POST, "cut_before"))
        await office.courier().deliver_once()
        office.clock.advance(timedelta(minutes=4))
    await office.settle(office.courier())

    assert sorted(TOOK_NOTHING in shown_on(card) for card in office.cards()) == [False, True]


@pytest.mark.parametrize(("code", "is_down"), [("not_in_channel", False), ("invalid_auth", True)])
async def test_a_channel_that_the_bot_is_not_in_is_no_outage_but_a_token_that_is_dead_is(
    office: PostOffice, code: str, *, is_down: bool
) -> None:
    await office.want_cards()
    courier = office.courier()
    for _ in range(40):
        office.fail(refused(code))
        await courier.deliver_once()
        office.slack.failures.clear()
        office.clock.advance(timedelta(seconds=10))

    assert (await live(office) is not None) is is_down


async def test_what_needs_nothing_any_more_proves_nothing_of_slack(office: PostOffice) -> None:
    await office.store.write(lambda unit: unit.outages.failed(MORNING))
    await office.want(Sheet.NOTICE, "2026-11-22")
    assert await office.courier().deliver_once() == 1

    assert await office.pending() == 0
    assert await live(office) is not None


async def test_a_conversation_of_named_people_is_told_nothing_of_it(office: PostOffice) -> None:
    people = place_of(("U0ANN", "U0BOB"))
    await office.store.write(lambda unit: unit.outages.failed(MORNING))
    await office.want_cards(1, people)
    later = MORNING + timedelta(minutes=4)

    def find(unit: Unit) -> frozenset[str]:
        unit.outages.failed(later)
        outages.look(unit, PAGED, later)
        return unit.outages.told_in(1)

    assert await office.store.write(find) == frozenset()
    outage = await live(office)
    assert outage is not None
    assert outage.is_on


@pytest.mark.parametrize(("policy", "pages"), [(PAGED, True), (a_policy(), False)])
async def test_only_with_a_topic_is_there_anything_to_page(
    office: PostOffice, policy: Policy, *, pages: bool
) -> None:
    await office.want_cards()
    await fail_for(office, 5, policy)
    begun = await office.store.write(lambda unit: unit.runs.due("me", 1, timedelta(minutes=1)))

    assert [run.work for run in begun] == [Work.OUTAGE] * pages
    await office.settle(office.courier())
    await office.store.write(lambda unit: outages.look(unit, policy, office.clock.now()))
    owed = await office.store.read(lambda unit: unit.outages.owed())
    assert bool(owed) is pages
