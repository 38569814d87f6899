"""Somebody empties a bucket: who it was is found out, for hours if need be, and contains nothing."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.execution import Outcome, Stage
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.words import alert, progress
from practice.aws.estate import Estate
from practice.aws.server import SimulatedAws
from practice.scenarios.emptied_bucket import EmptiedBucket
from practice.slack.messages import Message
from runbooks.kit import investigation
from tests.journeys import policies
from tests.journeys.messages import has
from tests.journeys.stage import ANN
from tests.journeys.world import World, a_world

HOURS = 5 * 3600.0
HOSTILE = "<!channel> <@U0ANN> *owned* `x` https://evil.example/x \u202e"


def named(built: Estate) -> str:
    """Return the usual policy, with the home account as the security admin."""
    made = policies.policy(built)
    made["accounts"][built.home] = {"name": "security"}
    return policies.written(made | {"organization": {"security_admin": built.home}})


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path, policy=named) as made:
        yield made
    aws.detective.takes_seconds = 0.0


async def emptied(world: World) -> tuple[EmptiedBucket, str]:
    """Play the attack, and return it with the ts of its card."""
    scenario = EmptiedBucket(world.aws, world.estate)
    scenario.attack()
    await world.until(lambda: bool(world.cards()))
    return scenario, world.cards()[0].ts


async def look(world: World, card: str) -> None:
    """Press what finds out who it was; nobody has to approve it."""
    await world.open_modal(ANN, card, "runbook.ask:detective_context")
    await world.submit(ANN, "who was it")


def started(world: World) -> int:
    calls = world.aws.calls(account=world.estate.home)
    return sum(one.operation == "StartInvestigation" and not one.error for one in calls)


def live(message: Message) -> list[dict[str, Any]]:
    """Return every element of a message that can be pressed, followed, or calls somebody."""

    def walk(value: Any) -> Iterator[dict[str, Any]]:
        for one in value if isinstance(value, list) else value.values():
            if isinstance(one, dict) and one.get("type") in {"link", "user", "broadcast"}:
                yield one
            if isinstance(one, list | dict):
                yield from walk(one)

    return list(walk(message.content.blocks))


async def test_a_look_outlives_a_restart_begins_once_and_contains_nothing(world: World) -> None:
    scenario, card = await emptied(world)
    world.aws.detective.takes_seconds = HOURS
    world.aws.detective.plant(
        scenario.role_arn,
        {
            "IndicatorType": "NEW_USER_AGENT",
            "IndicatorDetail": {"NewUserAgentDetail": {"UserAgent": HOSTILE}},
        },
    )
    await look(world, card)
    reply = await world.reply_that_says(card, investigation.RUNNING)
    assert (await world.execution()).stage is Stage.RUNNING

    await world.restart()
    world.aws.detective.pass_time(HOURS)
    ended = await world.ended()
    assert ended.outcome is Outcome.SUCCESS
    assert started(world) == 1
    assert await world.records(1, What.DECIDED) == ()

    said = await world.until_says(reply.ts, progress.FOUND, scenario.role_arn, "DeleteObject")
    assert "198.51.100[.]23" in said
    assert f"acts in security {world.estate.home}" in said
    assert "<!channel> <@U0ANN> *owned* `x` https://evil.example/x" in said
    links = live(world.message(reply.ts))
    assert {one["type"] for one in links} == {"link"}
    assert all(one["url"].startswith("https://console.aws.amazon.com/") for one in links)
    assert (await world.incident()).contained is Contained.NO
    assert not has(world.card(card), alert.PROVED)


async def test_a_look_can_be_typed_and_its_plan_names_the_other_account(world: World) -> None:
    account = world.estate.prod.account
    await world.type(
        ANN, f"/sec run detective_context user/carol account={account} plan who is carol really"
    )
    await world.ended()
    plan = await world.proposal()
    assert plan.risk.value == "A"
    assert plan.plan.steps[0].parameters["EntityArn"] == f"arn:aws:iam::{account}:user/carol"
    await world.until(
        lambda: any(world.estate.home in json.dumps(each.content.blocks) for each in world.cards())
    )
    assert started(world) == 0
