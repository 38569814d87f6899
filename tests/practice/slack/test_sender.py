from __future__ import annotations

from datetime import timedelta

from practice.slack.clock import utc_now
from practice.slack.sender import Reply, Sender
from practice.slack.workspace import Workspace
from tests.practice.slack.tiny_bot import SECRET, a_bot, late


async def test_every_kind_of_request_is_signed_and_can_come_twice() -> None:
    async with a_bot() as (bot, url):
        sender = Sender(Workspace(bot_url=url), SECRET)
        await sender.open()
        await sender.form({"command": "/sec", "text": "é & <"})
        await sender.interaction({"type": "block_actions"})
        await sender.event({"type": "event_callback"})
        await sender.again(sender.sent[1])
        await sender.close()

        assert bot.heard == [
            {"command": "/sec", "text": "é & <"},
            {"type": "block_actions"},
            {"type": "event_callback"},
            {"type": "block_actions"},
        ]
        assert bot.refused == 0


async def test_an_old_signature_is_refused_by_the_app_and_told_as_a_failure() -> None:
    async with a_bot() as (bot, url):
        old = Sender(Workspace(bot_url=url), SECRET, wall=lambda: utc_now() - timedelta(minutes=6))
        await old.open()
        reply = await old.form({})
        await old.close()

        assert (reply.status, reply.error, bot.refused) == (401, "dispatch_failed", 1)


async def test_an_app_that_is_slow_or_gone_is_told_by_its_name() -> None:
    async with a_bot() as (bot, url):
        bot.answer = late
        slow = Sender(Workspace(bot_url=url), SECRET, patience_seconds=0.1)
        gone = Sender(Workspace(bot_url="http://127.0.0.1:1"), SECRET)
        nowhere = Sender(Workspace(bot_url=""), SECRET)
        closed = await gone.form({})
        for sender in (slow, gone, nowhere):
            await sender.open()
        replies = [await sender.form({}) for sender in (slow, gone, nowhere)]
        for sender in (slow, gone, nowhere):
            await sender.close()

        assert [(reply.status, reply.error) for reply in [*replies, closed]] == [
            (0, "operation_timeout"),
            (0, "dispatch_failed"),
            (0, "dispatch_failed"),
            (0, "dispatch_failed"),
        ]


def test_a_body_that_is_no_object_counts_as_an_empty_one() -> None:
    assert Reply(200, '{"a": 1}').json() == {"a": 1}
    assert [Reply(200, body).json() for body in ("", "[]", "text", "7")] == [{}] * 4
