"""The page in a real Chromium, as the four people use it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from practice.slack.content import Content
from practice.slack.panel import Panel
from practice.slack.server import SlackRange
from tests.practice.slack.tiny_bot import (
    TinyBot,
    a_range_with_bot,
    actions,
    an_input,
    button,
    client,
    modal,
    option,
    plain,
    section,
)

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CONFIRM = {
    "title": plain("Isolate web-7?"),
    "text": plain("Runs now."),
    "confirm": plain("Isolate"),
    "deny": plain("Go back"),
}


class Incident:
    """A bot's side of a small story: a card, a modal with errors, an approval, a refusal."""

    def __init__(self, slack: SlackRange, bot: TinyBot) -> None:
        """Answer for the bot."""
        self.slack = slack
        self.bot = bot
        bot.answer = self.answer

    def card(self) -> None:
        """Post the card."""
        menu = {
            "type": "overflow",
            "action_id": "more",
            "options": [option("Snooze"), option("Reassign")],
        }
        who = {"type": "users_select", "action_id": "who", "placeholder": plain("Assign to")}
        acts = [button("ask"), button("approve", confirm=CONFIRM, text=plain("Approve")), menu, who]
        blocks = [section("*HIGH* <b>i-0abc</b>"), actions(*acts)]
        self.slack.workspace.post("C0SEC", Content("card", blocks))

    async def answer(self, payload: dict[str, Any]) -> object:
        """Answer one payload."""
        if "command" in payload:
            return {"text": f"heard {payload['text']}"}
        if payload["type"] == "view_submission":
            return self.submitted(payload["view"]["state"]["values"])
        if payload["type"] == "block_actions":
            await self.acted(payload, payload["actions"][0])
        return None

    def submitted(self, values: dict[str, Any]) -> object:
        """Refuse a reason that says nothing."""
        if values["reason"]["reason_field"]["value"] == "because":
            return {"response_action": "errors", "errors": {"reason": "Say what you saw."}}
        return None

    async def acted(self, payload: dict[str, Any], action: dict[str, Any]) -> None:
        """Open the modal, or tell in the thread what was done."""
        web = client(self.slack)
        if action["action_id"] == "ask":
            mode = {"type": "static_select", "options": [option("one"), option("two")]}
            fields = (an_input("reason"), an_input("mode", **mode))
            await web.views_open(trigger_id=payload["trigger_id"], view=modal(*fields))
        elif payload["user"]["team_id"] != "T0RANGE":
            user = payload["user"]["id"]
            await web.chat_postEphemeral(channel="C0SEC", user=user, text="You may not.")
        else:
            chosen = action.get("selected_option", {}).get("value", action.get("selected_user", ""))
            said = f"{action['action_id']} {chosen} by {payload['user']['name']}"
            ts = payload["message"]["ts"]
            await web.chat_postMessage(channel="C0SEC", thread_ts=ts, text=said)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Yield one Chromium for all stories."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not here")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield launched
        await launched.close()


@asynccontextmanager
async def a_story(browser: Browser, width: int = 1440) -> AsyncIterator[tuple[Incident, Page]]:
    """Yield the story and the page; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    async with a_range_with_bot() as (slack, bot):
        page = await browser.new_page(viewport={"width": width, "height": 900})
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text))
        story = Incident(slack, bot)
        story.card()
        await page.goto(slack.url)
        await page.wait_for_selector(".message")
        yield story, page
        await page.close()
    assert complaints == []


@pytest.mark.parametrize("width", [1440, 1200])
async def test_the_table_of_calls_shows_all_of_who_made_them(browser: Browser, width: int) -> None:
    call = {
        "time": "2026-11-22T09:12:09+00:00",
        "action": "s3:GetAccountPublicAccessBlockConfiguration",
        "error": "NoSuchPublicAccessBlockConfiguration",
        "session": "deploy-payments",
    }

    async def estate() -> dict[str, Any]:
        return {"calls": [{**call, "expected": True}]}

    slack = SlackRange("", "secret", "xoxb-token", panel=Panel(estate=estate))
    await slack.start()
    page = await browser.new_page(viewport={"width": width, "height": 900})
    try:
        await page.goto(slack.url)
        cells = page.locator("#estate td")
        told = ["09:12:09", f"{call['action']} {call['error']}", call["session"]]
        await expect(cells).to_have_text(told)
        frame = page.locator("#estate .scroll")
        assert await frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") == 0
        assert await page.locator("#estate .alarming").count() == 0
    finally:
        await page.close()
        await slack.stop()


async def test_a_modal_shows_errors_at_its_fields_until_it_is_right(browser: Browser) -> None:
    async with a_story(browser) as (story, page):
        await page.get_by_role("button", name="Go", exact=True).click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Send").click()
        await expect(dialog.get_by_text("Please complete this required field.")).to_have_count(2)
        await dialog.get_by_label("reason").fill("because")
        await dialog.get_by_label("mode").select_option("two")
        await dialog.get_by_role("button", name="Send").click()
        await expect(dialog.get_by_text("Say what you saw.")).to_be_visible()
        await dialog.get_by_label("reason").fill("C2 beacon in the flow logs")
        await dialog.get_by_label("reason").press("Enter")
        await expect(dialog).to_have_count(0)

        values = story.bot.heard[-1]["view"]["state"]["values"]
        assert values["reason"]["reason_field"]["value"] == "C2 beacon in the flow logs"
        assert values["mode"]["mode_field"]["selected_option"]["value"] == "two"
        assert len(story.bot.heard) == 3


async def test_a_confirm_dialog_must_be_answered_with_yes(browser: Browser) -> None:
    async with a_story(browser) as (story, page):
        approve = page.get_by_role("button", name="Approve")
        await approve.click()
        await page.get_by_role("button", name="Go back").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        assert story.bot.heard == []

        await approve.click()
        await page.get_by_role("button", name="Isolate").click()
        await page.get_by_role("button", name="1 reply").click()
        thread = page.get_by_role("complementary", name="Thread")
        await expect(thread.get_by_text("approve by ann")).to_be_visible()


async def test_menus_and_selects_send_what_is_chosen_with_the_keyboard_alone(
    browser: Browser,
) -> None:
    async with a_story(browser) as (story, page):
        menu = page.locator("summary")
        await menu.focus()
        await page.keyboard.press("Enter")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name="1 reply")).to_be_visible()
        await page.get_by_label("Assign to").select_option(label="Bob Brandt")
        await expect(page.get_by_role("button", name="2 replies")).to_be_visible()

        chosen = [each["actions"][0] for each in story.bot.heard]
        assert chosen[0]["selected_option"]["value"] == "Reassign"
        assert chosen[1]["selected_user"] == "U0BOB"


async def test_what_is_said_to_the_stranger_is_seen_by_the_stranger_alone(browser: Browser) -> None:
    async with a_story(browser) as (story, page):
        await page.get_by_label("Acting as").select_option("U0EVE")
        await page.get_by_role("button", name="Approve").click()
        await page.get_by_role("button", name="Isolate").click()
        await expect(page.get_by_text("You may not.")).to_be_visible()
        await expect(page.locator(".for-one .private")).to_be_visible()
        assert story.bot.heard[-1]["user"] == {
            "id": "U0EVE",
            "username": "eve",
            "name": "eve",
            "team_id": "T0OTHER",
        }

        await page.get_by_label("Acting as").select_option("U0ANN")
        await expect(page.get_by_text("You may not.")).to_have_count(0)
        await page.reload()
        await expect(page.get_by_label("Acting as")).to_have_value("U0ANN")


async def test_commands_are_typed_and_answered_and_a_silent_app_is_told(browser: Browser) -> None:
    async with a_story(browser) as (story, page):
        write = page.get_by_label("Message, or a command such as /sec help")
        await write.fill("/sec help")
        await write.press("Enter")
        await expect(page.get_by_text("heard help")).to_be_visible()
        await page.get_by_role("button", name="Dismiss").click()
        await expect(page.get_by_text("heard help")).to_have_count(0)
        story.slack.workspace.bot_url = "http://127.0.0.1:1"
        await write.fill("/sec help")
        await write.press("Enter")
        await expect(page.get_by_text("dispatch_failed")).to_be_visible()


async def test_escape_closes_the_modal_and_what_was_typed_survives_an_update(
    browser: Browser,
) -> None:
    async with a_story(browser) as (story, page):
        await page.get_by_role("button", name="Go", exact=True).click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("reason").fill("half a sentence")
        view = story.slack.workspace.views.top("U0ANN")
        assert view is not None
        more = modal(an_input("reason"), section("Three targets now."))
        await client(story.slack).views_update(view_id=view.id, view=more)
        await expect(dialog.get_by_text("Three targets now.")).to_be_visible()
        await expect(dialog.get_by_label("reason")).to_have_value("half a sentence")
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)

        assert story.slack.workspace.views.top("U0ANN") is None


async def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser) -> None:
    async with a_story(browser, width=360) as (_, page):
        await page.get_by_role("button", name="Approve").click()
        await expect(page.get_by_role("dialog")).to_be_visible()

        assert await page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_whoever_presses_a_button_stays_where_they_read(browser: Browser) -> None:
    async with a_story(browser) as (story, page):
        for number in range(40):
            story.slack.workspace.post("C0SEC", Content(f"line {number}"))
        story.card()
        for number in range(40, 80):
            story.slack.workspace.post("C0SEC", Content(f"line {number}"))
        await expect(page.get_by_text("line 79")).to_be_visible()
        approve = page.get_by_role("button", name="Approve").nth(1)
        await approve.scroll_into_view_if_needed()
        before = await approve.bounding_box()

        await approve.click()
        await page.get_by_role("button", name="Isolate").click()

        await expect(page.get_by_role("button", name="1 reply", exact=True)).to_be_visible()
        story.slack.workspace.post("C0SEC", Content("line 80"))
        await expect(page.get_by_text("line 80")).to_be_attached()
        after = await approve.bounding_box()
        assert before is not None
        assert after is not None
        assert abs(after["y"] - before["y"]) < 2
