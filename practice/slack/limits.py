"""Refuses the messages and views that Slack refuses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from practice.slack.block_shapes import LONGEST_MARKDOWN, SURFACES
from practice.slack.content import Json, objects, parts
from practice.slack.errors import Code, Fault, RefusedError
from practice.slack.part_shapes import plain
from practice.slack.shapes import Shape, anything, flag, many, string

MOST_TEXT = 13_200
LONGEST_EDIT = 4_000
LARGEST_VIEW = 250_000
MOST_ATTACHMENTS = 100

_CLOSING = {"clear_on_close": flag, "notify_on_close": flag, "submit_disabled": flag}
_NAMES = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_VIEWS = {
    "modal": Shape(
        {"title": plain(24), "blocks": anything},
        {"submit": plain(24), "close": plain(24), **_CLOSING, **_NAMES},
    ),
    "home": Shape({"blocks": anything}, _NAMES),
}
_METADATA = Shape({"event_type": string(255), "event_payload": anything}, {"entities": anything})


def block_faults(blocks: Any, surface: str, pointer: str = "/blocks") -> list[Fault]:
    """Return what Slack refuses in blocks on a surface: `message`, `modal` or `home`."""
    most, shape = SURFACES[surface]
    faults = list(many(shape, most, 0)(blocks, pointer))
    if not faults:
        faults = [fault for look in _LOOKS for fault in look(blocks, pointer)]
    return faults


def view_faults(view: Any) -> list[Fault]:
    """Return what Slack refuses in a view."""
    kind = view.get("type") if isinstance(view, dict) else None
    if kind not in _VIEWS:
        return [Fault("/view/type", f"unsupported type: {kind}", "invalid_enum")]
    faults = list(_VIEWS[kind](view, "/view"))
    if "blocks" in view:
        faults += block_faults(view["blocks"], kind, "/view/blocks")
        if kind == "modal" and not view["blocks"]:
            faults.append(Fault("/view/blocks", "no less than 1 items allowed"))
    if not faults and kind == "modal" and "submit" not in view:
        faults += [
            Fault(f"/view/blocks/{index}", "must define `submit` to use `input` block")
            for index, block in enumerate(view["blocks"])
            if block["type"] == "input"
        ]
    return faults


def check_blocks(blocks: Any) -> None:
    """Refuse a message's blocks as chat.postMessage does.

    The sum of all text is undocumented: 13,297 characters are reported at
    https://github.com/slackapi/bolt-js/issues/2509. What is counted here is every `text`.
    """
    faults = block_faults(blocks, "message")
    if faults:
        raise RefusedError(Code.INVALID_BLOCKS, tuple(faults))
    if text_length(blocks) > MOST_TEXT:
        raise RefusedError(Code.MSG_BLOCKS_TOO_LONG)


def check_attachments(attachments: Any) -> None:
    """Refuse attachments that are none, too many, or hold refused blocks."""
    if not isinstance(attachments, list) or not all(isinstance(each, dict) for each in attachments):
        raise RefusedError(Code.INVALID_ATTACHMENTS)
    if len(attachments) > MOST_ATTACHMENTS:
        raise RefusedError(Code.TOO_MANY_ATTACHMENTS)
    for index, attachment in enumerate(attachments):
        pointer = f"/attachments/{index}/blocks"
        faults = block_faults(attachment.get("blocks", []), "message", pointer)
        if faults:
            raise RefusedError(Code.INVALID_ATTACHMENTS, tuple(faults))


def check_metadata(metadata: Any) -> None:
    """Refuse metadata that is not an event with a payload."""
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    if any(_METADATA(metadata, "/metadata")) or not isinstance(payload, dict):
        raise RefusedError(Code.INVALID_METADATA_FORMAT)


def check_edit(text: str) -> None:
    """Refuse an edit whose kept text is longer than 4,000 bytes."""
    if len(text.encode(errors="replace")) > LONGEST_EDIT:
        raise RefusedError(Code.MSG_TOO_LONG)


def check_view(view: Any) -> None:
    """Refuse a view as views.open does."""
    faults = view_faults(view)
    if faults:
        raise RefusedError(Code.INVALID_ARGUMENTS, tuple(faults))
    if len(json.dumps(view, ensure_ascii=False).encode(errors="replace")) > LARGEST_VIEW:
        raise RefusedError(Code.VIEW_TOO_LARGE)


def text_length(blocks: Any) -> int:
    """Return the characters of every text in blocks."""
    found = (each.get("text") for each in objects(blocks))
    return sum(len(text) for text in found if isinstance(text, str))


def _no_block_twice(blocks: list[Json], pointer: str) -> Iterator[Fault]:
    named = Counter(block["block_id"] for block in blocks if "block_id" in block)
    for index, block in enumerate(blocks):
        if named[block.get("block_id", "")] > 1:
            message = f"`block_id` `{block['block_id']}` already exists"
            yield Fault(f"{pointer}/{index}/block_id", message)


def _no_action_twice(blocks: list[Json], pointer: str) -> Iterator[Fault]:
    """Look within each block: the same action_id may stand in two blocks."""
    for index, block in enumerate(blocks):
        named = Counter(part["action_id"] for part in parts(block) if "action_id" in part)
        for action_id, count in named.items():
            if count > 1:
                message = f"`action_id` `{action_id}` already exists"
                yield Fault(f"{pointer}/{index}/elements", message)


def _sections_say_something(blocks: list[Json], pointer: str) -> Iterator[Fault]:
    for index, block in enumerate(blocks):
        if block["type"] == "section" and not block.keys() & {"text", "fields"}:
            message = "missing required field: text or fields"
            yield Fault(f"{pointer}/{index}", message, "missing_field")


def _one_table(blocks: list[Json], pointer: str) -> Iterator[Fault]:
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield Fault(pointer, "only_one_table_allowed")


def _short_markdown(blocks: list[Json], pointer: str) -> Iterator[Fault]:
    total = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if total > LONGEST_MARKDOWN:
        yield Fault(pointer, f"markdown must be less than {LONGEST_MARKDOWN + 1} characters in all")


_LOOKS: tuple[Callable[[list[Json], str], Iterator[Fault]], ...] = (
    _no_block_twice,
    _no_action_twice,
    _sections_say_something,
    _one_table,
    _short_markdown,
)
