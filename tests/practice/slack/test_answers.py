from __future__ import annotations

import json
from typing import Any

import pytest

from practice.slack.answers import (
    take_command_answer,
    take_hook_answer,
    take_submission_answer,
)
from practice.slack.content import Content
from practice.slack.errors import RefusedError
from practice.slack.hooks import Hook
from practice.slack.sender import Reply
from practice.slack.workspace import Workspace
from tests.practice.slack.tiny_bot import an_input, modal, section


def hook(workspace: Workspace, message_ts: str | None = None) -> Hook:
    return Hook("U0ANN", "C0SEC", message_ts, workspace.now())


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("", []),
        ("just text", [("just text", "U0ANN")]),
        ('{"text": "private"}', [("private", "U0ANN")]),
        ('{"response_type": "in_channel", "text": "public"}', [("public", None)]),
    ],
)
def test_a_command_is_answered_for_one_or_for_all(
    body: str, seen: list[tuple[str, str | None]]
) -> None:
    workspace = Workspace()

    take_command_answer(workspace, hook(workspace), Reply(200, body))

    shown = workspace.messages.everything_in("C0SEC")
    assert [(each.content.text, each.only_for) for each in shown] == seen


def test_an_original_is_replaced_or_deleted_where_the_answer_says_so() -> None:
    workspace = Workspace()
    original = workspace.post("C0SEC", Content("old"), only_for="U0ANN")

    take_hook_answer(workspace, hook(workspace, original.ts), {"text": "beside"})
    take_hook_answer(
        workspace, hook(workspace, original.ts), {"replace_original": True, "text": "new"}
    )
    assert [each.content.text for each in workspace.messages.everything_in("C0SEC")] == [
        "new",
        "beside",
    ]

    take_hook_answer(workspace, hook(workspace, original.ts), {"delete_original": True})
    take_hook_answer(workspace, hook(workspace, original.ts), {"delete_original": True})
    assert [each.content.text for each in workspace.messages.everything_in("C0SEC")] == ["beside"]
    with pytest.raises(RefusedError, match="message_not_found"):
        take_hook_answer(
            workspace, hook(workspace, original.ts), {"replace_original": True, "text": "x"}
        )


def test_an_answer_with_refused_blocks_is_refused() -> None:
    workspace = Workspace()

    with pytest.raises(RefusedError, match="invalid_blocks"):
        take_hook_answer(workspace, hook(workspace), {"blocks": [section("")]})


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ({}, []),
        ({"response_action": "clear"}, []),
        ({"response_action": "update", "view": modal(section("new"))}, ["new"]),
        ({"response_action": "push", "view": modal(section("over"))}, ["reason", "over"]),
    ],
)
def test_a_submission_moves_the_views_as_the_answer_says(
    answer: dict[str, Any], titles: list[str]
) -> None:
    workspace = Workspace()
    view = workspace.views.open("U0ANN", modal(an_input("reason")))

    assert take_submission_answer(workspace, view, Reply(200, json.dumps(answer))) == {}

    tops = [each.content["blocks"][0] for each in workspace.views.stack("U0ANN")]
    assert [block.get("label", block.get("text"))["text"] for block in tops] == titles


def test_errors_stand_at_their_fields_and_leave_the_view_open() -> None:
    workspace = Workspace()
    view = workspace.views.open("U0ANN", modal(an_input("reason")))
    body = json.dumps({"response_action": "errors", "errors": {"reason": "Say more."}})

    assert take_submission_answer(workspace, view, Reply(200, body)) == {"reason": "Say more."}
    assert workspace.views.top("U0ANN") is view


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"gone": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors"},
        {"response_action": "teleport"},
        {"response_action": "update", "view": {"type": "modal"}},
    ],
)
def test_an_answer_that_slack_does_not_understand_is_refused(answer: dict[str, Any]) -> None:
    workspace = Workspace()
    view = workspace.views.open("U0ANN", modal(an_input("reason")))

    with pytest.raises(RefusedError, match="invalid_arguments"):
        take_submission_answer(workspace, view, Reply(200, json.dumps(answer)))
    assert workspace.views.top("U0ANN") is view
