"""Who the bot is to AWS."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from tests.bot.deploying.doctor.world import World


async def test_a_region_that_nobody_set_is_told(world: World) -> None:
    del world.environ["AWS_REGION"]

    passed, region = await world.of("AWS identity")

    assert (passed.result, region.result) == (Result.PASSED, Result.WARNING)
    assert "us-east-1" in region.says.plain()


async def test_an_aws_that_gives_no_answer_says_nothing_of_the_key(world: World) -> None:
    world.environ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9"

    (row,) = await world.of("AWS identity")

    assert row.result is Result.NOT_AVAILABLE


async def test_a_refusal_that_is_not_about_the_key_is_no_fault_of_it(world: World) -> None:
    world.deny("GetCallerIdentity")

    (row,) = await world.of("AWS identity")

    assert row.result is Result.NOT_AVAILABLE
