"""views.*: open, push, update and publish views; blocks.validate."""

from __future__ import annotations

from practice.slack import limits
from practice.slack.arguments import Arguments
from practice.slack.content import Json
from practice.slack.errors import Code, Fault, RefusedError
from practice.slack.views import View
from practice.slack.workspace import Workspace


def open_view(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/views.open."""
    content = _modal(arguments)
    trigger = workspace.triggers.exchange(arguments.text("trigger_id"))
    return _told(workspace, workspace.views.open(trigger.person, content))


def push(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/views.push."""
    content = _modal(arguments)
    trigger = workspace.triggers.exchange(arguments.text("trigger_id"))
    return _told(workspace, workspace.views.push(trigger.person, content))


def update(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/views.update."""
    content = _checked(arguments)
    view = workspace.views.find(arguments.text("view_id"), arguments.text("external_id"))
    workspace.views.change(view, content, arguments.text("hash") or None)
    return _told(workspace, view)


def publish(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/views.publish."""
    content = _checked(arguments)
    if content["type"] != "home":
        raise RefusedError(Code.INVALID_ARGUMENTS)
    person = workspace.person(arguments.text("user_id"))
    expected = arguments.text("hash") or None
    return _told(workspace, workspace.views.publish(person.id, content, expected))


def validate(_workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/blocks.validate."""
    given = [name for name in ("blocks", "message", "view") if name in arguments.given]
    if len(given) != 1:
        raise RefusedError(Code.INVALID_ARGUMENTS)
    value = arguments.structure(given[0], None, Code.INVALID_ARGUMENTS)
    faults, refusal = _faults(given[0], value)
    if not faults:
        return {}
    told = [{"pointer": f.pointer, "code": f.code, "message": f.message} for f in faults]
    return {"ok": False, "error": refusal, "errors": told}


def _faults(kind: str, value: object) -> tuple[list[Fault], Code]:
    if kind == "view":
        return limits.view_faults(value), Code.INVALID_VIEW
    if kind == "blocks":
        return limits.block_faults(value, "message", ""), Code.INVALID_BLOCKS
    blocks = value.get("blocks", []) if isinstance(value, dict) else value
    return limits.block_faults(blocks, "message"), Code.INVALID_MESSAGE


def _modal(arguments: Arguments) -> Json:
    content = _checked(arguments)
    if content["type"] != "modal":
        raise RefusedError(Code.INVALID_ARGUMENTS)
    return content


def _checked(arguments: Arguments) -> Json:
    content = arguments.structure("view", None, Code.INVALID_ARGUMENTS)
    limits.check_view(content)
    checked: Json = content
    return checked


def _told(workspace: Workspace, view: View) -> Json:
    workspace.changes.tell()
    return {"view": view.as_json()}
