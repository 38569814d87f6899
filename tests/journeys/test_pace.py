"""A stolen session that clicks without end does not keep the approvers from deciding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.domain.execution import Outcome
from bot.domain.record import What
from bot.domain.words import responding
from practice.aws.server import SimulatedAws
from practice.slack.rates import Rates
from tests.journeys.messages import has
from tests.journeys.stage import ANN, BOB
from tests.journeys.world import a_world

CLICKS = 30
"""More than the questions about a group that Slack answers in a minute."""
GROUPS = "usergroups.users.list"


async def test_who_clicks_without_end_is_refused_and_the_approver_still_approves(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> None:
    async with a_world(aws, account_numbers, tmp_path, rates=Rates()) as world:
        card = await world.find_open_bucket()
        approval = await world.ask(ANN, card, "block_public_s3")
        for _ in range(CLICKS // 2):
            await world.approve(ANN, approval)
        digest = (await world.proposal(1)).short
        typed = [await world.type(ANN, f"/sec approve A-1 {digest}") for _ in range(CLICKS // 2)]
        assert has(typed[-1], responding.TOO_FAST)
        await world.told(ANN, responding.TOO_FAST)

        await world.approve(BOB, approval)

        assert (await world.ended()).outcome is Outcome.SUCCESS
        limited = [each for each in world.slack.workspace.asked if each.error == "ratelimited"]
        assert [each.method for each in limited if each.method == GROUPS] == []
        refused = await world.records(1, What.CLICK_REFUSED)
        assert len(refused) >= CLICKS // 2
        assert {each.actor_name for each in refused} == {"Ann"}
