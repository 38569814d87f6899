from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.practice.slack.tiny_bot import a_range, client, section


async def test_a_message_is_posted_with_its_blocks_and_metadata() -> None:
    metadata = {"event_type": "secbot_post", "event_payload": {"nonce": "n1"}}
    async with a_range() as slack:
        posted = await client(slack).chat_postMessage(
            channel="C0SEC", text="a & b", blocks=[section("x")], metadata=metadata
        )

        message = slack.workspace.messages.find("C0SEC", posted["ts"])
        assert message is not None
        assert message.content.text == posted["message"]["text"] == "a &amp; b"
        assert posted["message"]["blocks"][0]["block_id"]
        assert message.content.metadata == metadata


async def test_a_thread_takes_replies_and_an_ephemeral_is_for_one() -> None:
    async with a_range() as slack:
        parent = await client(slack).chat_postMessage(channel="C0SEC", text="p")
        reply = await client(slack).chat_postMessage(
            channel="C0SEC", text="r", thread_ts=parent["ts"]
        )
        private = await client(slack).chat_postEphemeral(
            channel="C0SEC", user="U0ANN", text="e", thread_ts=parent["ts"]
        )

        below = slack.workspace.messages.in_thread("C0SEC", parent["ts"])
        assert [(each.ts, each.only_for) for each in below] == [
            (reply["ts"], None),
            (private["message_ts"], "U0ANN"),
        ]


async def test_an_edit_with_text_alone_takes_the_blocks_away_and_keeps_the_rest() -> None:
    metadata = {"event_type": "t", "event_payload": {}}
    async with a_range() as slack:
        web = client(slack)
        posted = await web.chat_postMessage(
            channel="C0SEC",
            text="a",
            blocks=[section("x")],
            attachments=[{"text": "z"}],
            metadata=metadata,
        )
        message = slack.workspace.messages.find("C0SEC", posted["ts"])
        assert message is not None

        await web.chat_update(channel="C0SEC", ts=posted["ts"], attachments=[{"fallback": "y"}])
        assert (message.content.text, len(message.content.blocks)) == ("a", 1)
        await web.chat_update(channel="C0SEC", ts=posted["ts"], text="b")
        content = message.content
        assert (content.text, content.blocks, content.attachments) == ("b", [], [{"fallback": "y"}])
        assert content.metadata == metadata
        await web.chat_update(channel="C0SEC", ts=posted["ts"], text="b", metadata={})
        assert message.content.metadata is None


async def test_a_message_can_be_deleted() -> None:
    async with a_range() as slack:
        posted = await client(slack).chat_postMessage(channel="C0SEC", text="a")
        await client(slack).chat_delete(channel="C0SEC", ts=posted["ts"])

        assert slack.workspace.messages.everything_in("C0SEC") == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"channel": "C0GONE", "text": "t"}, "channel_not_found"),
        ({"channel": "C0QUIET", "text": "t"}, "not_in_channel"),
        ({"channel": "C0OLD", "text": "t"}, "is_archived"),
        ({"channel": "C0SEC", "text": " "}, "no_text"),
        ({"channel": "C0SEC", "text": "t", "thread_ts": "yesterday"}, "invalid_thread_ts"),
        ({"channel": "C0SEC", "text": "t", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "C0SEC", "text": "t", "attachments": "{"}, "invalid_attachments"),
        ({"channel": "C0SEC", "text": "t", "metadata": {"a": 1}}, "invalid_metadata_format"),
        (
            {"channel": "C0SEC", "text": "t", "blocks": [section("x" * 2999)] * 5},
            "msg_blocks_too_long",
        ),
    ],
)
async def test_posts_that_slack_refuses_are_refused(arguments: dict[str, Any], code: str) -> None:
    async with a_range() as slack:
        channels = slack.workspace.channels
        for name in ("C0QUIET", "C0OLD"):
            channels[name] = type(channels["C0SEC"])(name, name, channels["C0SEC"].topic, {"U0BOT"})
        channels["C0QUIET"].members.clear()
        channels["C0OLD"].is_archived = True

        with pytest.raises(SlackApiError, match=code):
            await client(slack).api_call("chat.postMessage", json=arguments)
        assert slack.workspace.messages.everything_in("C0SEC") == []


async def test_edits_that_slack_refuses_are_refused() -> None:
    async with a_range() as slack:
        web = client(slack)
        own = await web.chat_postMessage(channel="C0SEC", text="a")
        hers = slack.acting.say("U0ANN", "mine")
        private = await web.chat_postEphemeral(channel="C0SEC", user="U0ANN", text="e")

        for ts, text, code in (
            ("1.000000", "b", "message_not_found"),
            (private["message_ts"], "b", "message_not_found"),
            (hers.ts, "b", "cant_update_message"),
            (own["ts"], "é" * 2001, "msg_too_long"),
        ):
            with pytest.raises(SlackApiError, match=code):
                await web.chat_update(channel="C0SEC", ts=ts, text=text)
        with pytest.raises(SlackApiError, match="cant_delete_message"):
            await web.chat_delete(channel="C0SEC", ts=hers.ts)
        with pytest.raises(SlackApiError, match="user_not_in_channel"):
            await web.chat_postEphemeral(channel="C0SEC", user="U0GONE", text="e")


async def test_linked_names_call_people() -> None:
    async with a_range() as slack:
        await client(slack).chat_postMessage(channel="C0SEC", text="@ann", link_names=False)
        assert slack.workspace.notified == []

        await client(slack).chat_postMessage(channel="C0SEC", text="@ann", link_names=True)
        assert [ping.reached for ping in slack.workspace.notified] == [{"U0ANN"}]
