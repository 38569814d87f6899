"""What a message says, as plain lines: for a transcript at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from practice.slack.messages import Message

BREAKS = frozenset({"rich_text_section", "section", "header"})


def lines(message: Message) -> list[str]:
    """Return what a message says, controls and dialogs left out; its fallback without blocks."""
    said = "".join(_said(message.content.blocks)) or message.content.text
    return [line.strip() for line in said.splitlines() if line.strip()]


def controls(message: Message) -> dict[str, Any]:
    """Return a message's controls by action id."""
    return {
        element["action_id"]: element
        for block in message.content.blocks
        for element in block.get("elements", [])
        if "action_id" in element
    }


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _said(item)
    elif isinstance(value, dict) and "action_id" not in value:
        yield _own(value)
        yield from _said([item for item in value.values() if isinstance(item, list | dict)])
        if value.get("type") in BREAKS:
            yield "\n"


def _own(element: dict[str, Any]) -> str:
    """Return the words of one element itself."""
    match element.get("type"):
        case "user":
            return f"@{element['user_id']}"
        case "usergroup":
            return f"@{element['usergroup_id']}"
        case "date":
            return str(element.get("fallback", ""))
        case _:
            text = element.get("text")
            return text if isinstance(text, str) else ""
