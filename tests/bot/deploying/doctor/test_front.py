"""`web` must have no way into any account."""

from __future__ import annotations

from bot.deploying import own
from bot.deploying.doctor.contract import Result
from bot.deploying.place import Place
from tests.bot.deploying.doctor.world import World


async def test_a_web_without_the_right_to_enter_roles_is_proved_powerless(world: World) -> None:
    world.empower(own.web(own.Needs(roles=(), topics=(world.topic,)), Place("aws", world.home)))
    world.half = "web"

    rows = await world.of("power of web")

    assert [row.result for row in rows] == [Result.PASSED] * 3
    assert await world.faults() == []


async def test_a_worker_is_not_asked(world: World) -> None:
    world.half = "worker"

    assert await world.of("power of web") == []


async def test_an_aws_that_gives_no_answer_proves_nothing(world: World) -> None:
    world.half = "web"
    world.environ["AWS_ENDPOINT_URL_STS"] = "http://127.0.0.1:9"

    (row,) = await world.of("power of web")

    assert row.result is Result.NOT_AVAILABLE
