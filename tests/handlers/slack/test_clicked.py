"""A button finds the card that it stands on as it is now, or tells why it does not."""

from __future__ import annotations

import pytest

from bot.domain.words import deciding, reply, retention
from runbooks.kit.text import Text
from tests.clocks import MORNING
from tests.handlers.slack.front import ANN, EVE, Front
from tests.handlers.slack.scenes import empty
from tests.journeys.messages import has

ISOLATE = "runbook.ask:isolate_instance"
BUTTONS = {
    ISOLATE: "I-ZZ:1",
    "plan.open": "A-ZZ.1:9f31c2",
    "execution.undo": "A-ZZ:1",
    "batch.open": "B-ZZ.1:9f31c2",
}
"""A button of each kind of card, and the id of what is gone."""


@pytest.mark.parametrize(("who", "told"), [(ANN, reply.OLD_BUTTON), (EVE, deciding.GUEST)])
async def test_of_what_is_gone_ours_are_told_that_the_button_is_old_and_strangers_nothing(
    front: Front, who: str, told: Text
) -> None:
    await front.incidents()
    card = await front.show_alert()

    for action, gone in BUTTONS.items():
        assert has(await front.click_as(who, card, action_id=action, value=gone), told)

    assert front.slack.workspace.views.top(who) is None


async def test_what_is_there_opens_for_whoever_may_see_it(front: Front) -> None:
    await front.incidents()
    proposal = await front.waiting()

    view = await front.open_modal(ANN, await front.show_approval(proposal), "plan.open")

    assert proposal.id in str(view)


async def test_a_button_on_the_card_of_deleted_findings_says_that_nothing_is_left(
    front: Front,
) -> None:
    await front.incidents()
    card = await front.show_alert()
    await front.store.write(lambda unit: empty(unit, MORNING))

    told = await front.click_as(ANN, card, action_id=ISOLATE, value="I-1:1")

    assert has(told, retention.NOTHING_LEFT)
    assert front.slack.workspace.views.top(ANN) is None
