from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.clocks import FrozenClock
from tests.practice.slack.tiny_bot import a_range, an_input, client, modal, section

HOME = {"type": "home", "blocks": [section("home")]}


async def test_a_trigger_opens_one_modal_for_its_person() -> None:
    async with a_range() as slack:
        web = client(slack)
        trigger = slack.workspace.triggers.issue("U0ANN")
        opened = await web.views_open(trigger_id=trigger, view=modal(an_input("reason")))

        top = slack.workspace.views.top("U0ANN")
        assert top is not None
        assert opened["view"]["id"] == top.id
        with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
            await web.views_open(trigger_id=trigger, view=modal())
        with pytest.raises(SlackApiError, match="invalid_trigger_id"):
            await web.views_open(trigger_id="1.2.3", view=modal())


async def test_a_trigger_of_four_seconds_ago_has_expired() -> None:
    clock = FrozenClock()
    async with a_range(now=clock.now) as slack:
        trigger = slack.workspace.triggers.issue("U0ANN")
        clock.advance(timedelta(seconds=4))

        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await client(slack).views_open(trigger_id=trigger, view=modal())


async def test_a_refused_view_does_not_use_its_trigger_up() -> None:
    async with a_range() as slack:
        trigger = slack.workspace.triggers.issue("U0ANN")
        for view in (HOME, modal({"type": "table", "rows": []})):
            with pytest.raises(SlackApiError, match="invalid_arguments"):
                await client(slack).views_open(trigger_id=trigger, view=view)

        await client(slack).views_open(trigger_id=trigger, view=modal())


async def test_a_modal_is_pushed_and_updated() -> None:
    async with a_range() as slack:
        web, triggers = client(slack), slack.workspace.triggers
        first = (await web.views_open(trigger_id=triggers.issue("U0ANN"), view=modal()))["view"]
        second = (await web.views_push(trigger_id=triggers.issue("U0ANN"), view=modal()))["view"]

        assert second["previous_view_id"] == first["id"]
        changed = await web.views_update(
            view_id=first["id"], hash=first["hash"], view=modal(section("new"))
        )
        assert changed["view"]["blocks"][0]["text"]["text"] == "new"
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await web.views_update(view_id=first["id"], hash=first["hash"], view=modal())
        with pytest.raises(SlackApiError, match="not_found"):
            await web.views_update(view_id="V0GONE", view=modal())


async def test_a_home_tab_is_published_for_one_person() -> None:
    async with a_range() as slack:
        await client(slack).views_publish(user_id="U0ANN", view=HOME)

        assert set(slack.workspace.views.homes) == {"U0ANN"}
        with pytest.raises(SlackApiError, match="invalid_arguments"):
            await client(slack).views_publish(user_id="U0ANN", view=modal())


@pytest.mark.parametrize(
    ("given", "code", "pointer"),
    [
        ({"blocks": [{"type": "x"}]}, "invalid_blocks", "/0/type"),
        ({"message": {"blocks": [{"type": "x"}]}}, "invalid_message", "/blocks/0/type"),
        ({"view": modal({"type": "x"})}, "invalid_view", "/view/blocks/0/type"),
    ],
)
async def test_blocks_messages_and_views_can_be_validated(
    given: dict[str, Any], code: str, pointer: str
) -> None:
    async with a_range() as slack:
        with pytest.raises(SlackApiError) as refused:
            await client(slack).api_call("blocks.validate", json=given)

        assert refused.value.response["error"] == code
        assert refused.value.response["errors"][0]["pointer"] == pointer
        assert refused.value.response["errors"][0]["code"] == "invalid_enum"


async def test_what_is_valid_is_valid_and_two_things_at_once_are_not_taken() -> None:
    async with a_range() as slack:
        assert (await client(slack).api_call("blocks.validate", json={"view": modal()}))["ok"]
        with pytest.raises(SlackApiError, match="invalid_arguments"):
            await client(slack).api_call("blocks.validate", json={"view": modal(), "blocks": []})
