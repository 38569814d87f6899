from __future__ import annotations

from practice.slack.content import Content
from practice.slack.messages import Message, Messages


def test_threads_stand_apart_from_the_channel_unless_broadcast() -> None:
    messages = Messages()
    parent = Message("C1", "1.000000", "U0BOT", Content("p"))
    reply = Message("C1", "2.000000", "U0ANN", Content("r"), thread_ts=parent.ts)
    loud = Message("C1", "3.000000", "U0ANN", Content("l"), thread_ts=parent.ts, is_broadcast=True)
    for each in (parent, reply, loud):
        messages.put(each)

    assert messages.in_channel("C1") == [parent, loud]
    assert messages.in_thread("C1", parent.ts) == [reply, loud]
    shown = messages.as_json(parent)
    assert (shown["reply_count"], shown["reply_users"]) == (2, ["U0ANN"])
    assert shown["latest_reply"] == loud.ts
    assert messages.as_json(reply)["parent_user_id"] == "U0BOT"


def test_a_message_is_found_in_its_channel_alone() -> None:
    messages = Messages()
    message = Message("C1", "1.000000", "U0BOT", Content("p"))
    messages.put(message)

    assert messages.find("C1", message.ts) is message
    assert messages.find("C2", message.ts) is None
    assert messages.anywhere(message.ts) is message
    messages.drop(message)
    assert messages.everything_in("C1") == []


def test_what_only_one_person_sees_is_not_counted_as_a_reply() -> None:
    messages = Messages()
    messages.put(Message("C1", "1.000000", "U0BOT", Content("p")))
    private = Message(
        "C1", "2.000000", "U0BOT", Content("x"), thread_ts="1.000000", only_for="U0ANN"
    )
    messages.put(private)

    assert "reply_count" not in messages.as_json(messages.in_channel("C1")[0])
    assert messages.only_for("U0ANN", "1.000000") == [private]
    assert messages.only_for("U0ANN", "2.000000") == messages.only_for("U0BOB", "0") == []
    assert private.seen_by("U0ANN")
    assert not private.seen_by("U0BOB")


def test_metadata_is_shown_only_where_it_is_asked_for() -> None:
    messages = Messages()
    metadata = {"event_type": "t", "event_payload": {"n": "1"}}
    message = Message("C1", "1.000000", "U0BOT", Content("p", metadata=metadata))

    assert "metadata" not in messages.as_json(message)
    assert messages.as_json(message, with_metadata=True)["metadata"] == metadata
    assert messages.as_json(message)["bot_id"] == "B0BOT"
