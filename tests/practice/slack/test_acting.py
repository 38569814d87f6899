from __future__ import annotations

from typing import Any

import pytest

from practice.slack.acting import NothingThereError
from practice.slack.content import Content
from practice.slack.errors import RefusedError
from practice.slack.server import SlackRange
from tests.practice.slack.tiny_bot import (
    a_range,
    a_range_with_bot,
    actions,
    an_input,
    button,
    client,
    late,
    modal,
    option,
)


def card(slack: SlackRange, *elements: dict[str, Any], only_for: str | None = None) -> str:
    return slack.workspace.post(
        "C0SEC", Content("card", [actions(*elements)]), only_for=only_for
    ).ts


async def test_a_click_is_the_request_that_slack_would_send() -> None:
    async with a_range_with_bot() as (slack, bot):
        ts = card(slack, button("plan.approve", "A-19X", style="danger"))

        seen = await slack.acting.click("U0BOB", ts, "plan.approve")

        assert (seen.status, seen.notice) == (200, "")
        action = bot.heard[0]["actions"][0]
        assert (action["value"], action["type"], action["block_id"]) == ("A-19X", "button", "acts")
        assert action["text"] == {"type": "plain_text", "text": "Go", "emoji": True}
        assert float(action["action_ts"]) > float(ts)
        assert bot.heard[0]["message"]["blocks"][0]["elements"][0]["action_id"] == "plan.approve"


async def test_menus_and_fields_send_what_was_chosen() -> None:
    async with a_range_with_bot() as (slack, bot):
        menu = {
            "type": "overflow",
            "action_id": "more",
            "options": [option("snooze"), option("fp")],
        }
        people = {"type": "users_select", "action_id": "who"}
        ts = card(slack, menu, people)

        await slack.acting.click("U0ANN", ts, "more", given="fp")
        await slack.acting.click("U0ANN", ts, "who", given="U0RYO", block_id="acts")

        assert bot.heard[0]["actions"][0]["selected_option"]["value"] == "fp"
        assert bot.heard[1]["actions"][0]["selected_user"] == "U0RYO"
        with pytest.raises(NothingThereError):
            await slack.acting.click("U0ANN", ts, "more", given="delete")


async def test_what_the_bot_says_to_one_person_is_seen_by_that_person() -> None:
    async with a_range_with_bot() as (slack, bot):
        ts = card(slack, button("a"))

        async def refuse(payload: dict[str, Any]) -> object:
            user = payload["user"]["id"]
            await client(slack).chat_postEphemeral(channel="C0SEC", user=user, text="You may not.")
            return None

        bot.answer = refuse
        seen = await slack.acting.click("U0EVE", ts, "a")

        assert [each.content.text for each in seen.messages] == ["You may not."]
        again = await slack.acting.click("U0EVE", ts, "a")
        assert len(again.messages) == 1
        slack.acting.dismiss("U0ANN", seen.messages[0].ts)
        slack.acting.dismiss("U0EVE", seen.messages[0].ts)
        assert len(slack.workspace.messages.everything_in("C0SEC")) == 2


async def test_nobody_can_click_what_he_does_not_see() -> None:
    async with a_range_with_bot() as (slack, bot):
        private = card(slack, button("a"), only_for="U0ANN")
        public = card(slack, button("a"))
        slack.workspace.channels["C0SEC"].members.discard("U0EVE")

        for person, ts, action in (
            ("U0BOB", private, "a"),
            ("U0EVE", public, "a"),
            ("U0ANN", public, "gone"),
            ("U0ANN", "1.000000", "a"),
        ):
            with pytest.raises(NothingThereError):
                await slack.acting.click(person, ts, action)
        assert bot.heard == []


async def test_buttons_of_attachments_can_be_clicked() -> None:
    async with a_range_with_bot() as (slack, bot):
        attachments = [{"blocks": [actions(button("a"))]}]
        ts = slack.workspace.post("C0SEC", Content("", attachments=attachments)).ts

        await slack.acting.click("U0ANN", ts, "a")

        assert bot.heard[0]["actions"][0]["action_id"] == "a"


async def test_a_command_is_answered_and_an_unknown_one_never_leaves() -> None:
    async with a_range_with_bot() as (slack, bot):

        async def answer(payload: dict[str, Any]) -> object:
            return {"text": f"heard {payload['text']}"}

        bot.answer = answer
        seen = await slack.acting.command("U0ANN", "/sec  show I-3M9K ")
        unknown = await slack.acting.command("U0ANN", "/deploy now")

        assert [each.content.text for each in seen.messages] == ["heard show I-3M9K"]
        assert "/deploy is not a command" in unknown.notice
        assert len(bot.heard) == 1


async def test_a_slow_or_failing_app_is_told_in_slacks_words() -> None:
    async with a_range_with_bot(patience_seconds=0.2) as (slack, bot):
        ts = card(slack, button("a"))
        slack.workspace.views.open("U0ANN", modal(an_input("reason")))
        bot.answer = late

        slow = [
            await slack.acting.command("U0ANN", "/sec help"),
            await slack.acting.click("U0ANN", ts, "a"),
            await slack.acting.submit("U0ANN", {"reason": "because"}),
        ]

        assert [seen.error for seen in slow] == ["operation_timeout"] * 3
        assert all("operation_timeout" in seen.notice for seen in slow)
        assert slow[2].view is not None

        async def broken(_payload: dict[str, Any]) -> object:
            return 500

        bot.answer = broken
        failed = await slack.acting.click("U0ANN", ts, "a")
        assert (failed.status, "dispatch_failed, HTTP 500" in failed.notice) == (500, True)


async def test_a_form_is_checked_before_it_is_sent_and_sent_with_what_was_typed() -> None:
    async with a_range_with_bot() as (slack, bot):
        slack.workspace.views.open("U0ANN", modal(an_input("reason", min_length=5)))

        short = await slack.acting.submit("U0ANN", {"reason": "no"})
        assert (list(short.errors), bot.heard) == (["reason"], [])
        await slack.acting.submit("U0ANN", {"reason_field": "no"}, unchecked=True)

        assert bot.heard[0]["type"] == "view_submission"
        held = bot.heard[0]["view"]["state"]["values"]["reason"]["reason_field"]
        assert held == {"type": "plain_text_input", "value": "no"}
        with pytest.raises(NothingThereError):
            await slack.acting.submit("U0ANN", {})


async def test_the_apps_errors_stand_in_the_form() -> None:
    async with a_range_with_bot() as (slack, bot):
        slack.workspace.views.open("U0ANN", modal(an_input("reason")))

        async def errors(_payload: dict[str, Any]) -> object:
            return {"response_action": "errors", "errors": {"reason": "Say what you saw."}}

        async def nonsense(_payload: dict[str, Any]) -> object:
            return {"response_action": "errors", "errors": {"other": "x"}}

        bot.answer = errors
        seen = await slack.acting.submit("U0ANN", {"reason": "because"})
        assert seen.errors == {"reason": "Say what you saw."}
        assert seen.view is not None
        bot.answer = nonsense
        odd = await slack.acting.submit("U0ANN", {"reason": "because"})
        assert "invalid_arguments" in odd.notice


async def test_a_control_in_a_modal_sends_what_stands_in_its_fields() -> None:
    async with a_range_with_bot() as (slack, bot):
        picker = {
            "type": "static_select",
            "action_id": "runbook",
            "options": [option("one"), option("two")],
        }
        slack.workspace.views.open("U0ANN", modal(actions(picker), an_input("reason")))

        await slack.acting.click_in_view(
            "U0ANN", "runbook", given="two", values={"reason": "typed"}
        )

        heard = bot.heard[0]
        assert heard["container"]["type"] == "view"
        assert heard["actions"][0]["selected_option"]["value"] == "two"
        values = heard["view"]["state"]["values"]
        assert values["acts"]["runbook"]["selected_option"]["value"] == "two"
        assert values["reason"]["reason_field"]["value"] == "typed"
        with pytest.raises(NothingThereError):
            await slack.acting.click_in_view("U0ANN", "runbook", given="three")
        with pytest.raises(NothingThereError):
            await slack.acting.submit("U0ANN", {"runbook": "three"})


async def test_a_modal_can_be_opened_pushed_and_closed() -> None:
    async with a_range_with_bot() as (slack, bot):

        async def open_or_push(payload: dict[str, Any]) -> object:
            if payload["type"] == "view_closed":
                return None
            call = client(slack).views_push if "view" in payload else client(slack).views_open
            await call(
                trigger_id=payload["trigger_id"],
                view=modal(actions(button("b")), notify_on_close=True),
            )
            return None

        bot.answer = open_or_push
        opened = await slack.acting.click("U0ANN", card(slack, button("a")), "a")
        pushed = await slack.acting.click_in_view("U0ANN", "b")
        closed = await slack.acting.close("U0ANN")
        cleared = await slack.acting.close("U0ANN", clear=True)
        nothing = await slack.acting.close("U0ANN")

        assert opened.view is not None
        assert pushed.view is not None
        assert closed.view is opened.view
        assert (cleared.view, nothing.view) == (None, None)
        told = [(each["view"]["id"], each["is_cleared"]) for each in bot.heard[2:]]
        assert told == [(pushed.view.id, False), (opened.view.id, True)]


async def test_the_home_tab_is_opened_and_acted_on() -> None:
    async with a_range_with_bot() as (slack, bot):

        async def publish(payload: dict[str, Any]) -> object:
            if payload["type"] == "event_callback":
                home = {"type": "home", "blocks": [actions(button("home.open"))]}
                await client(slack).views_publish(user_id=payload["event"]["user"], view=home)
            return None

        bot.answer = publish
        await slack.acting.open_home("U0ANN")
        await slack.acting.click_in_view("U0ANN", "home.open")

        assert bot.heard[1]["view"]["type"] == "home"
        with pytest.raises(NothingThereError):
            await slack.acting.click_in_view("U0BOB", "home.open")


async def test_the_app_gives_an_external_selects_options() -> None:
    async with a_range_with_bot() as (slack, bot):
        select = {"type": "external_select", "action_id": "instance"}
        slack.workspace.views.open("U0ANN", modal(an_input("which", **select)))

        async def options(payload: dict[str, Any]) -> object:
            if payload["type"] == "block_suggestion":
                return {
                    "option_groups": [{"label": {}, "options": [option(f"i-{payload['value']}")]}]
                }
            return None

        bot.answer = options
        assert await slack.acting.suggest("U0ANN", "instance", "0abc") == [option("i-0abc")]
        await slack.acting.submit("U0ANN", {"which": "i-0abc"})

        held = bot.heard[1]["view"]["state"]["values"]["which"]["instance"]
        assert held["selected_option"] == option("i-0abc")


async def test_what_a_person_says_calls_those_it_names() -> None:
    async with a_range() as slack:
        said = slack.acting.say("U0ANN", "@bob look <b>")

        assert said.content.text == "<@U0BOB|bob> look &lt;b&gt;"
        assert [ping.reached for ping in slack.workspace.notified] == [{"U0BOB"}]
        slack.workspace.channels["C0NOISE"].members.discard("U0EVE")
        with pytest.raises(RefusedError, match="not_in_channel"):
            slack.acting.say("U0EVE", "hello?", "C0NOISE")


async def test_an_answer_to_a_command_that_slack_refuses_is_told() -> None:
    async with a_range_with_bot() as (slack, bot):

        async def too_long(_payload: dict[str, Any]) -> object:
            return {"blocks": [{"type": "section"}]}

        bot.answer = too_long
        seen = await slack.acting.command("U0ANN", "/sec help")

        assert "invalid_blocks" in seen.notice
        assert seen.messages == ()
