"""The worker serves every kind of run that there is: one that nobody does would wait for ever."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.domain.run import RunState, Work
from tests.bot.test_app import a_slack, running, settings_for
from tests.journeys.waiting import eventually

NOBODY = 900_001
PAGES = """\
on_call: {page: {sns: "arn:aws:sns:eu-west-1:111122223333:pages", webhook: "https://1.1.1.1/x"}}
"""


async def test_each_kind_of_run_is_taken_up_and_ends_where_there_is_nothing_to_do(
    tmp_path: Path,
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(PAGES, encoding="utf-8")
    async with (
        a_slack() as slack,
        running(replace(settings_for(tmp_path, slack.api_url), policy_path=path)) as (bot, _),
    ):
        numbers = await bot.store.write(
            lambda unit: [unit.runs.start(work, NOBODY) for work in Work]
        )

        async def are_done() -> bool:
            states = await bot.store.read(
                lambda unit: {unit.runs.status(number) for number in numbers}
            )
            return states == {RunState.DONE}

        assert await eventually(are_done)
