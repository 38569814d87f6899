"""All checks are made, whatever one of them does."""

from __future__ import annotations

from collections.abc import Iterator

from botocore.exceptions import ClientError, EndpointConnectionError

from bot.deploying.doctor.catalogue import CHECKS
from bot.deploying.doctor.contract import Check, Ground, Result, Row, passed
from bot.deploying.doctor.examining import examine
from bot.deploying.doctor.slack import SlackFault
from bot.domain.words import doctor_slack as words
from runbooks.kit.text import Text
from tests.bot.deploying.doctor.world import World, a_ground

TITLE = Text("something")


def failing(error: Exception) -> Check:
    """Return a check that finds one thing and then fails."""

    def look(_: Ground) -> Iterator[Row]:
        yield passed("before", words.PEOPLE_NONE.fill())
        raise error

    return Check(TITLE, look)


async def test_a_check_that_crashes_keeps_what_it_found_and_takes_no_other_with_it(
    world: World,
) -> None:
    crash = failing(ZeroDivisionError())

    first, second = examine(a_ground(world), (crash, failing(KeyError("secret-in-the-error"))))

    assert [row.result for row in first.rows] == [Result.PASSED, Result.NOT_AVAILABLE]
    assert "ZeroDivisionError" in first.rows[1].says.plain()
    assert "secret" not in second.rows[1].says.plain()


async def test_what_neither_aws_nor_slack_tells_is_not_fine(world: World) -> None:
    denied = ClientError({"Error": {"Code": "AccessDenied"}}, "ListThings")
    unreachable = EndpointConnectionError(endpoint_url="https://aws.example")
    silent = SlackFault("auth.test", "URLError")

    checks = [failing(error) for error in (denied, unreachable, silent)]
    rows = [each.rows[-1] for each in examine(a_ground(world), checks)]

    assert {row.result for row in rows} == {Result.NOT_AVAILABLE}
    assert [row.says.plain() for row in rows] == [
        "Could not look: ListThings got AccessDenied.",
        "Could not look: AWS got EndpointConnectionError.",
        "Could not look: auth.test got URLError.",
    ]
    assert all(row.mend for row in rows)


async def test_every_check_looks_once_and_they_stand_in_their_order(world: World) -> None:
    found = examine(a_ground(world), CHECKS)

    assert [each.title for each in found] == [check.title for check in CHECKS]
    assert len({check.title.en for check in CHECKS}) == len(CHECKS)
