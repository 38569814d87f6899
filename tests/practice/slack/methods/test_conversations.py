from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError

from practice.slack.server import SlackRange
from tests.practice.slack.tiny_bot import a_range, client


async def posted(slack: SlackRange, *texts: str) -> list[str]:
    return [
        (
            await client(slack).chat_postMessage(
                channel="C0SEC",
                text=text,
                metadata={"event_type": "t", "event_payload": {"n": text}},
            )
        )["ts"]
        for text in texts
    ]


async def test_history_is_newest_first_and_comes_in_pages() -> None:
    async with a_range() as slack:
        web = client(slack)
        stamps = await posted(slack, "1", "2", "3")
        await web.chat_postMessage(channel="C0SEC", text="reply", thread_ts=stamps[0])
        await web.chat_postEphemeral(channel="C0SEC", user="U0ANN", text="private")

        first = await web.conversations_history(channel="C0SEC", limit=2)
        cursor = first["response_metadata"]["next_cursor"]
        second = await web.conversations_history(channel="C0SEC", limit=2, cursor=cursor)

        assert [each["text"] for each in first["messages"]] == ["3", "2"]
        assert [each["text"] for each in second["messages"]] == ["1"]
        assert (first["has_more"], second["has_more"]) == (True, False)
        assert "metadata" not in first["messages"][0]


async def test_metadata_comes_where_it_is_asked_for() -> None:
    async with a_range() as slack:
        (ts,) = await posted(slack, "1")
        web = client(slack)

        history = await web.conversations_history(channel="C0SEC", include_all_metadata=True)
        replies = await web.conversations_replies(channel="C0SEC", ts=ts, include_all_metadata=True)

        for answer in (history, replies):
            assert answer["messages"][0]["metadata"]["event_payload"] == {"n": "1"}


async def test_a_span_of_time_holds_its_ends_only_where_it_is_inclusive() -> None:
    async with a_range() as slack:
        one, two, three = await posted(slack, "1", "2", "3")
        web = client(slack)

        open_ended = await web.conversations_history(channel="C0SEC", oldest=one, latest=three)
        closed = await web.conversations_history(
            channel="C0SEC", oldest=one, latest=two, inclusive=True
        )

        assert [each["ts"] for each in open_ended["messages"]] == [two]
        assert [each["ts"] for each in closed["messages"]] == [two, one]


async def test_replies_begin_with_the_message_they_stand_under() -> None:
    async with a_range() as slack:
        web = client(slack)
        parent, _ = await posted(slack, "p", "other")
        reply = await web.chat_postMessage(channel="C0SEC", text="r", thread_ts=parent)

        for ts in (parent, reply["ts"]):
            answer = await web.conversations_replies(channel="C0SEC", ts=ts)
            assert [each["text"] for each in answer["messages"]] == ["p", "r"]
        with pytest.raises(SlackApiError, match="thread_not_found"):
            await web.conversations_replies(channel="C0SEC", ts="1.000000")


async def test_a_channel_tells_of_itself_and_its_members() -> None:
    async with a_range() as slack:
        web = client(slack)
        slack.workspace.channels["C0SEC"].is_ext_shared = True

        told = (await web.conversations_info(channel="C0SEC", include_num_members=True))["channel"]
        first = await web.conversations_members(channel="C0SEC", limit=3)
        cursor = first["response_metadata"]["next_cursor"]
        rest = await web.conversations_members(channel="C0SEC", cursor=cursor)

        assert (told["name"], told["is_ext_shared"], told["num_members"]) == (
            "security-alerts",
            True,
            5,
        )
        assert "U0ANN" in [*first["members"], *rest["members"]]
        assert len(first["members"]) + len(rest["members"]) == 5


@pytest.mark.parametrize("method", ["info", "members", "history", "replies"])
async def test_a_channel_that_is_not_there_is_not_found(method: str) -> None:
    async with a_range() as slack:
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await client(slack).api_call(f"conversations.{method}", params={"channel": "C0GONE"})


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"cursor": "%%"}, "invalid_cursor"),
        ({"oldest": "noon"}, "invalid_arguments"),
        ({"limit": 0}, "invalid_arguments"),
    ],
)
async def test_arguments_that_make_no_sense_are_refused(
    arguments: dict[str, object], code: str
) -> None:
    async with a_range() as slack:
        await posted(slack, "1")
        with pytest.raises(SlackApiError, match=code):
            await client(slack).api_call(
                "conversations.history", params={"channel": "C0SEC", **arguments}
            )


@pytest.mark.parametrize(
    ("users", "code"),
    [
        (",", "not_enough_users"),
        (",".join(f"U{number}" for number in range(9)), "too_many_users"),
        ("U0ANN,U0NOBODY", "user_not_found"),
    ],
)
async def test_a_conversation_is_for_one_to_eight_people_that_there_are(
    users: str, code: str
) -> None:
    async with a_range() as slack:
        with pytest.raises(SlackApiError, match=code):
            await client(slack).conversations_open(users=users)


async def test_the_same_people_have_the_same_conversation_and_nobody_else_is_in_it() -> None:
    async with a_range() as slack:
        web = client(slack)
        first = await web.conversations_open(users="U0ANN,U0BOB")
        second = await web.conversations_open(users="U0BOB,U0ANN")
        found = str(first["channel"]["id"])
        assert (second["channel"]["id"], second["already_open"]) == (found, True)
        await web.chat_postMessage(channel=found, text="among us")
        assert (await web.conversations_history(channel=found))["messages"][0]["text"] == "among us"
        assert slack.workspace.channels[found].members == {"U0ANN", "U0BOB", "U0BOT"}
        slack.workspace.scopes -= {"mpim:history"}
        with pytest.raises(SlackApiError, match="missing_scope"):
            await web.conversations_history(channel=found)


async def test_a_talk_with_one_alone_is_a_conversation_of_its_own_kind() -> None:
    async with a_range() as slack:
        web = client(slack)
        found = str((await web.conversations_open(users="U0ANN"))["channel"]["id"])
        room = slack.workspace.channels[found]
        assert (room.is_im, room.is_mpim) == (True, False)
        assert room.members == {"U0ANN", "U0BOT"}
        slack.workspace.scopes -= {"im:history"}
        with pytest.raises(SlackApiError, match="missing_scope"):
            await web.conversations_history(channel=found)
