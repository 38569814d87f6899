"""The three roles of each account."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from tests.bot.deploying.doctor.world import CONTAIN, READ, RELEASE, World

ANYTHING = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"},
}


async def test_without_an_external_id_in_the_policy_a_role_is_entered_and_that_is_told(
    world: World,
) -> None:
    world.write_policy(accounts={world.account: {"name": "prod", "environment": "prod"}})
    for role in (READ, CONTAIN, RELEASE):
        world.trust(role, external_id=None)
    world.empower(ANYTHING)

    rows = await world.of("roles")

    assert [row.result for row in rows] == [Result.WARNING] * 3


async def test_where_the_read_role_is_shut_the_others_are_told_apart_as_far_as_can_be(
    world: World,
) -> None:
    for role in (READ, CONTAIN):
        world.trust(role, external_id="another-external-id")

    read, contain, release = await world.of("roles")

    assert [read.result, contain.result, release.result] == [
        Result.FAILED,
        Result.FAILED,
        Result.PASSED,
    ]
    assert "it is not there, or does not trust" in contain.says.plain()


async def test_a_throttled_aws_is_not_a_shut_door(world: World) -> None:
    world.environ["AWS_ENDPOINT_URL_STS"] = "http://127.0.0.1:9"

    rows = await world.of("roles")

    assert {row.result for row in rows} == {Result.NOT_AVAILABLE}


async def test_a_web_that_should_enter_no_role_does_not_look_at_them(world: World) -> None:
    world.half = "web"

    assert await world.of("roles") == []
    assert await world.of("rights") == []


async def test_an_open_trust_is_found_although_the_bots_own_policy_asks_for_the_id(
    world: World,
) -> None:
    world.trust(CONTAIN, external_id=None)

    (row,) = [row for row in await world.of("roles") if row.result is Result.FAILED]

    assert row.subject == f"prod {CONTAIN}"


async def test_where_no_trust_can_be_read_the_bot_tries_the_open_door(world: World) -> None:
    world.empower(ANYTHING)
    world.trust(CONTAIN, external_id=None)
    world.deny("GetRole", world.account)

    results = {row.subject: row.result for row in await world.of("roles")}

    assert results == {
        f"prod {READ}": Result.PASSED,
        f"prod {CONTAIN}": Result.FAILED,
        f"prod {RELEASE}": Result.PASSED,
    }
