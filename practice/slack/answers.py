"""What the app's answers do: those to a request, and those to a response URL."""

from __future__ import annotations

from practice.slack.arguments import Arguments
from practice.slack.content import Json
from practice.slack.errors import Code, RefusedError
from practice.slack.hooks import Hook
from practice.slack.limits import check_view
from practice.slack.methods.chat import content
from practice.slack.sender import Reply
from practice.slack.views import View
from practice.slack.workspace import Workspace


def take_command_answer(workspace: Workspace, hook: Hook, reply: Reply) -> None:
    """Show what the app said to a slash command: text, or JSON with a response_type."""
    answer = reply.json() or ({"text": reply.body} if reply.body.strip() else {})
    if answer:
        _show(workspace, hook, Arguments(answer))


def take_hook_answer(workspace: Workspace, hook: Hook, answer: Json) -> None:
    """Show what the app sent to a response URL: a new message, or a change of the old one."""
    arguments = Arguments(answer)
    original = workspace.messages.anywhere(hook.message_ts or "")
    if arguments.flag("delete_original"):
        if original is not None:
            workspace.remove(original)
    elif arguments.flag("replace_original"):
        if original is None:
            raise RefusedError(Code.MESSAGE_NOT_FOUND)
        workspace.edit(original, content(arguments))
    else:
        _show(workspace, hook, arguments)


def take_submission_answer(workspace: Workspace, view: View, reply: Reply) -> dict[str, str]:
    """Do what the app answered to a view_submission; return its errors by block_id.

    An empty answer closes the view. https://docs.slack.dev/surfaces/modals#response_actions
    """
    answer = reply.json()
    action = answer.get("response_action")
    if action == "errors":
        known = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
        errors = answer.get("errors")
        if not isinstance(errors, dict) or not errors or not errors.keys() <= known:
            raise RefusedError(Code.INVALID_ARGUMENTS)
        return {str(block_id): str(error) for block_id, error in errors.items()}
    if action in ("update", "push"):
        check_view(answer.get("view"))
    _move(workspace, view, action, answer)
    workspace.changes.tell()
    return {}


def _move(workspace: Workspace, view: View, action: object, answer: Json) -> None:
    if action == "update":
        workspace.views.change(view, answer["view"])
    elif action == "push":
        workspace.views.push(view.person, answer["view"])
    elif action == "clear":
        workspace.views.clear(view.person)
    elif action is None:
        workspace.views.pop(view)
    else:
        raise RefusedError(Code.INVALID_ARGUMENTS)


def _show(workspace: Workspace, hook: Hook, arguments: Arguments) -> None:
    """Post an answer: to the channel, even for an act in a thread, unless it names the thread."""
    is_public = arguments.text("response_type") == "in_channel"
    workspace.post(
        hook.channel,
        content(arguments),
        thread_ts=arguments.text("thread_ts") or None,
        only_for=None if is_public else hook.person,
    )
