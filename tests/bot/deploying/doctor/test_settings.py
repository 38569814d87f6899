"""Settings, each fault a row, and a `.env` that is its owner's alone."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from tests.bot.deploying.doctor.world import World


async def test_each_setting_at_fault_is_named(world: World) -> None:
    del world.environ["SECBOT_CHANNEL"]
    world.environ["PORT"] = "many"

    rows = await world.of("settings")

    assert {row.subject for row in rows} == {"SECBOT_CHANNEL", "PORT"}
    assert {row.result for row in rows} == {Result.FAILED}


async def test_what_env_cant_hand_to_aws_is_named(world: World) -> None:
    world.environ["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/secbot"

    rows = await world.of("settings")

    assert [row.subject for row in rows if row.result is Result.FAILED] == ["AWS_ROLE_ARN"]
