"""What a containment alone is told with, and the modals in which it is asked for and confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.cards import WordCard
from bot.domain.record import What
from handlers.views.approval import approval
from handlers.views.night import alone_modal, review_modal
from handlers.views.word import word
from tests.handlers.views.checking import faults, view_faults, written
from tests.handlers.views.examples import LOOK, approval_card, record

HOSTILE = "<!channel> *x* `y` " + "z" * 3000


def told(what: What, **body: Any) -> tuple[str, list[str]]:
    values: dict[str, Any] = {
        "plan": 1,
        "account": "111122223333",
        "who": ["S0APPROVE"],
        "reason": HOSTILE,
    }
    values |= {"until": "2026-11-22T04:00:00+00:00", "runbook": "block_public_s3", "target": "b"}
    shown = word(WordCard(record(what, name="Ann", **(values | body)), "prod-payments"), LOOK)
    assert faults(shown) == []
    actions = [one for block in shown.blocks for one in block.get("elements", ())]
    return written(shown.blocks), [one["action_id"] for one in actions if "action_id" in one]


def test_it_is_told_with_who_is_called_a_stop_and_a_way_to_confirm() -> None:
    says, actions = told(What.ALONE)
    assert "contains alone, at night" in says
    assert "prod-payments 111122223333" in says
    assert actions == ["execution.stop", "execution.review"]


def test_that_nobody_came_is_told_with_the_same_ways() -> None:
    says, actions = told(What.UNCONFIRMED, minutes=60)
    assert "within 60 min" in says
    assert actions == ["execution.stop", "execution.review"]


@pytest.mark.parametrize("what", [What.CONFIRMED, What.DENIED])
def test_what_others_found_is_told_without_buttons(what: What) -> None:
    says, actions = told(what, says="a backup job")
    assert "a backup job" in says
    assert actions == []


def test_the_modals_are_within_slack_s_limits_and_the_one_to_contain_shows_no_digest() -> None:
    card = approval_card()
    alone, review = alone_modal(card, LOOK), review_modal(card, LOOK)
    assert view_faults(alone) == view_faults(review) == []
    assert card.proposal.short not in str(alone.view)
    inputs = [block["element"] for block in alone.view["blocks"] if block["type"] == "input"]
    assert [each["multiline"] for each in inputs] == [False, True]


@pytest.mark.parametrize("is_offered", [False, True])
def test_the_button_is_on_the_card_where_it_is_offered(
    is_offered: bool,  # noqa: FBT001 - a row of a table
) -> None:
    shown = approval(approval_card(alone=is_offered), LOOK)
    assert faults(shown) == []
    assert ("plan.alone" in str(shown.blocks)) is is_offered
