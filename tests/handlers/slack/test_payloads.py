"""Payloads as Slack sends them, and as nobody should."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.ids import Prefix
from handlers.slack import payloads
from handlers.slack.payloads import Actor, Command, ReplyTo, Subject, UnreadableError

ANN = {"id": "U0ANN", "team_id": "T0RANGE"}


def a_click(**more: Any) -> dict[str, Any]:
    """Return a click on a message in the channel."""
    return {
        "user": ANN,
        "team": {"id": "T0HOST"},
        "trigger_id": "1.2.3",
        "response_url": "https://hooks.slack.com/x",
        "container": {"message_ts": "1.0", "channel_id": "C0SEC"},
        **more,
    }


@pytest.mark.parametrize(
    ("value", "prefix", "subject"),
    [
        ("I-3M9K:7", Prefix.INCIDENT, Subject(119_091, 0, "7", "")),
        ("I-1:7:isolate_instance", Prefix.INCIDENT, Subject(1, 0, "7", "isolate_instance")),
        ("A-19X.2:9f31c2", Prefix.EXECUTION, Subject(1341, 2, "9f31c2", "")),
    ],
)
def test_a_click_tells_who_did_what_to_which_thing(
    value: str, prefix: Prefix, subject: Subject
) -> None:
    found = payloads.click(a_click(), {"action_id": "x.y", "value": value}, prefix)
    assert found.actor == Actor("U0ANN", "T0RANGE")
    assert (found.action, found.subject, found.trigger) == ("x.y", subject, "1.2.3")
    assert found.reply_to == ReplyTo("https://hooks.slack.com/x")


def test_a_menu_s_choice_is_its_value() -> None:
    action = {"action_id": "x", "selected_option": {"value": "I-1:7:x"}}
    assert payloads.click(a_click(), action, Prefix.INCIDENT).subject.runbook == "x"


@pytest.mark.parametrize(
    "value",
    [
        *("", "x", "I-1", "I-1:", "I-:1", "I-0:1", "F-1:1", "A-1:1", "i-1:1", "I-1:1:x:y"),
        *("I-1:1:X", "I-1:zz", "I-1:1\n", " I-1:1", "I-U:1", f"I-{'Z' * 13}:1", "I-1:1:a b"),
        *("arn:aws:s3:::x", "I-1.1234567:1", None, 7, ["I-1:1"], {"value": "I-1:1"}),
    ],
)
def test_a_value_that_no_card_of_ours_carries_for_this_is_not_read(value: object) -> None:
    with pytest.raises(UnreadableError):
        payloads.click(a_click(), {"action_id": "x", "value": value}, Prefix.INCIDENT)


@pytest.mark.parametrize(
    "user",
    [
        *(None, "U0ANN", [], {}, {"id": "U0ANN"}, {"team_id": "T"}, {"id": 7, "team_id": "T"}),
        *({"id": "U0ANN", "team_id": ""}, {"id": None, "team_id": None}),
    ],
)
def test_who_acts_is_the_payload_s_own_user_or_nobody(user: object) -> None:
    body = a_click(user=user)
    with pytest.raises(UnreadableError):
        payloads.click(body, {"action_id": "x", "value": "I-1:1"}, Prefix.INCIDENT)
    with pytest.raises(UnreadableError):
        payloads.verb(body, {"value": "help"})
    with pytest.raises(UnreadableError):
        payloads.submission(body, Prefix.INCIDENT)


@pytest.mark.parametrize(
    ("parts", "thread"),
    [
        ({}, ""),
        ({"container": {"message_ts": "1.0", "thread_ts": "1.0"}}, ""),
        ({"container": {"message_ts": "2.0", "thread_ts": "1.0"}}, "1.0"),
        ({"container": {"message_ts": "2.0"}, "message": {"thread_ts": "1.0"}}, "1.0"),
        ({"container": {"message_ts": "1.0"}, "message": {"thread_ts": "1.0"}}, ""),
        ({"container": {"type": "view", "view_id": "V1"}}, ""),
        ({"container": None, "message": "x"}, ""),
    ],
)
def test_an_answer_belongs_in_the_thread_of_what_was_clicked(
    parts: dict[str, Any], thread: str
) -> None:
    assert payloads.reply_to(a_click(**parts)).thread == thread


@pytest.mark.parametrize("url", [None, 7, {}])
def test_where_slack_gives_nowhere_to_answer_there_is_nowhere(url: object) -> None:
    assert payloads.reply_to({"response_url": url}) == ReplyTo("")


def test_a_command_is_read_uncut_and_without_anything_missing() -> None:
    text = "x" * 10_000
    form = {"user_id": "U0ANN", "team_id": "T0RANGE", "text": text, "channel_id": "C0SEC"}
    ann = Actor("U0ANN", "T0RANGE")
    assert payloads.command(form) == Command(ann, text, "C0SEC", "")
    assert payloads.command({}) == Command(Actor("", ""), "", "", "")


def test_a_button_s_verb_is_read_as_a_command_of_whoever_clicked() -> None:
    body = a_click(channel={"id": "C0SEC"})
    ann = Actor("U0ANN", "T0RANGE")
    assert payloads.verb(body, {"value": "help"}) == Command(ann, "help", "C0SEC", "1.2.3")


def a_modal(**more: Any) -> dict[str, Any]:
    """Return a modal that was sent."""
    view = {"id": "V1", "callback_id": "x.modal", "private_metadata": "I-1:7:x", **more}
    return {"user": ANN, "view": view}


def test_a_submission_tells_what_it_is_about_and_what_was_filled_in() -> None:
    values = {
        "reason": {"reason": {"type": "plain_text_input", "value": "it mines"}},
        "b2": {"runbook": {"selected_option": {"value": "isolate_instance"}}},
        "b3": {"empty": {"value": None}},
    }
    body = a_modal(state={"values": values})
    found = payloads.submission(body, Prefix.INCIDENT)
    assert payloads.callback(body) == "x.modal"
    assert (found.key, found.subject) == ("V1", Subject(1, 0, "7", "x"))
    assert found.values == {"reason": "it mines", "runbook": "isolate_instance", "empty": ""}


@pytest.mark.parametrize(
    "state",
    [
        *(None, "x", {}, {"values": None}, {"values": []}, {"values": {"b": None}}),
        {"values": {"b": {}}},
    ],
)
def test_a_submission_without_values_has_none(state: object) -> None:
    assert payloads.submission(a_modal(state=state), Prefix.INCIDENT).values == {}


@pytest.mark.parametrize(
    ("options", "value"),
    [([{"value": "a"}, {"value": "b"}], "a,b"), ([], ""), (["x", {"value": 7}, None], "")],
)
def test_several_chosen_values_are_parted_by_commas(options: list[Any], value: str) -> None:
    body = a_modal(state={"values": {"b": {"targets": {"selected_options": options}}}})
    assert payloads.submission(body, Prefix.INCIDENT).values == {"targets": value}


@pytest.mark.parametrize("element", [None, "x", [], {"value": 7}, {"selected_option": "x"}])
def test_a_value_that_is_no_text_is_empty(element: object) -> None:
    body = a_modal(state={"values": {"b": {"reason": element}}})
    assert payloads.submission(body, Prefix.INCIDENT).values == {"reason": ""}


@pytest.mark.parametrize("metadata", ["", "A-1:7", "I-1", "{}", None])
def test_a_modal_that_carries_nothing_of_ours_is_not_read(metadata: object) -> None:
    with pytest.raises(UnreadableError):
        payloads.submission(a_modal(private_metadata=metadata), Prefix.INCIDENT)


@pytest.mark.parametrize("body", [{}, {"view": None}, {"view": "x"}, {"view": {}}])
def test_a_modal_without_a_name_has_none(body: dict[str, Any]) -> None:
    assert payloads.callback(body) == ""
