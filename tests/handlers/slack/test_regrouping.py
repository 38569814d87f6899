"""`/sec split` and `/sec merge` as people type them, and what the cards say afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.domain.words import joining, reply
from bot.domain.words import regrouping as words
from tests.bot.response.office import a_finding, open_incident
from tests.handlers.slack.front import ANN, BOB, Front
from tests.journeys.messages import has


async def two(front: Front, severity: Severity = Severity.MEDIUM) -> None:
    """Open an incident of two findings, and another of one."""
    first, second, third = (
        replace(a_finding(), key=f"guardduty:{n}", native_id=f"{n}", severity=severity)
        for n in range(3)
    )
    await front.store.write(lambda unit: open_incident(unit, first, second, severity=severity))
    await front.store.write(lambda unit: open_incident(unit, third, severity=severity))


@pytest.mark.parametrize("typed", ["split F-2 another machine", "SPLIT i-1 another machine"])
async def test_a_finding_is_split_off(front: Front, typed: str) -> None:
    await two(front)
    assert has(await front.type(ANN, typed), words.SPLIT)
    assert has(await front.type(ANN, "why I-3"), joining.WHY_MOVED)


async def test_two_incidents_are_merged_and_the_card_of_one_says_where_it_goes_on(
    front: Front,
) -> None:
    await two(front)
    assert has(await front.type(ANN, "merge I-1 I-2 the same intruder"), words.MERGED)
    assert has(await front.type(ANN, "show I-2"), words.STUB)
    assert has(await front.type(ANN, "why I-2"), words.WHY_MERGED)
    assert "F-3" in await front.type(ANN, "show I-1")


async def test_a_merge_of_what_is_high_waits_for_another_and_the_card_says_so(
    front: Front,
) -> None:
    await two(front, Severity.HIGH)
    assert has(await front.type(ANN, "merge I-2 I-1 the same intruder"), words.ASKED)
    assert "merge it into I-1" in await front.type(ANN, "show I-2")
    assert (await front.incident(2)).status is Status.NEW
    assert has(await front.type(BOB, "merge I-2 I-1"), words.MERGED)
    assert (await front.incident(2)).merged_into == 1


@pytest.mark.parametrize("typed", ["split", "split A-1 why", "merge I-1", "merge I-1 x why"])
async def test_what_is_not_typed_as_it_goes_is_told_how(front: Front, typed: str) -> None:
    await two(front)
    assert has(await front.type(ANN, typed), reply.WRONG_USE)


async def test_findings_of_two_incidents_do_not_leave_as_one(front: Front) -> None:
    await two(front)
    assert has(await front.type(ANN, "split F-1 F-3 another machine"), words.NOT_OF_ONE)
