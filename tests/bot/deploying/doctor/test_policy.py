"""The policy file, and what nobody could approve under it."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from bot.domain.words import logs, outage, paging, retention
from bot.domain.words import policy as policy_words
from tests.bot.deploying.doctor.world import World


async def test_no_file_is_a_way_to_begin_and_said_to_change_nothing(world: World) -> None:
    world.environ["SECBOT_POLICY"] = ""

    (row,) = await world.of("policy file")

    assert row.result is Result.WARNING
    assert "nothing in AWS can be changed" in row.says.plain()


async def test_what_nobody_could_approve_is_told_and_no_fault(world: World) -> None:
    world.write_policy(roles=[{"role": "approver", "members": ["U0BOB", "U0RYO"]}])

    gap, unpaged, passed = await world.of("policy file")

    assert (gap.result, passed.result) == (Result.WARNING, Result.PASSED)
    assert "class D needs 2" in gap.says.plain()
    assert (unpaged.result, unpaged.says) == (Result.WARNING, outage.UNPAGED.fill())


async def test_each_fault_of_the_file_is_a_row(world: World) -> None:
    world.write_policy(surprises=True, teams="T0RANGE")

    rows = await world.of("policy file")

    assert [row.result for row in rows] == [Result.FAILED, Result.FAILED]


async def test_logs_that_nothing_asks_yet_are_told_and_no_fault(world: World) -> None:
    world.write_policy(logs={"waf": "aws-waf-logs-*"})

    rows = await world.of("policy file")

    assert (Result.WARNING, logs.UNUSED.fill(named="waf")) in [(r.result, r.says) for r in rows]


async def test_how_long_findings_are_kept_is_told_and_what_outlives_them_is_warned_of(
    world: World,
) -> None:
    world.write_policy(retention={"findings": "400d"})

    rows = [(row.result, row.says) for row in await world.of("policy file")]

    assert (Result.PASSED, retention.DOCTOR.fill(days=400)) in rows
    assert (Result.WARNING, policy_words.POLICY_RAW_FOREVER.fill()) in rows


async def test_where_pages_go_is_resolved_and_told_by_its_host_alone(world: World) -> None:
    endless = "x." * 200 + "example.com"
    for host, result, text in (
        ("1.1.1.1", Result.PASSED, paging.RESOLVES),
        (endless, Result.FAILED, paging.UNRESOLVED),
    ):
        world.write_policy(on_call={"page": {"webhook": f"https://{host}/page/T0KEN"}})

        rows = await world.of("policy file")

        assert (result, text.fill(host=host)) in [(row.result, row.says) for row in rows]
        assert not any("T0KEN" in row.says.plain() for row in rows)
        assert paging.OPEN.fill(path=world.folder / "policy.yaml") in [row.says for row in rows]
        assert outage.UNPAGED.fill() not in [row.says for row in rows]
