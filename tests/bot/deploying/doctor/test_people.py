"""The groups that roles are given to."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from practice.slack.failures import Failure
from tests.bot.deploying.doctor.world import World


async def test_roles_of_named_people_ask_for_no_group(world: World) -> None:
    world.write_policy(roles=[{"role": "approver", "members": ["U0BOB", "U0RYO"]}])

    (row,) = await world.of("people")

    assert row.result is Result.PASSED


async def test_a_group_that_slack_does_not_tell_of_is_not_taken_for_empty(world: World) -> None:
    failure = Failure("usergroups.users.list", "refused", code="fatal_error")
    world.slack.failures.add(failure)

    (row,) = await world.of("people")

    assert row.result is Result.NOT_AVAILABLE
