"""What a message or view holds, completed as Slack completes it."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

LONGEST_TEXT = 40_000

_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")
_ANGLE = re.compile(r"<(?:[@#!][^<>\n]+|(?:https?|mailto|tel):[^<>\n]+)>|[<>]")
_ENTITIES = {"<": "&lt;", ">": "&gt;"}
_NAMELESS = frozenset({"image", "mrkdwn", "plain_text"})


@dataclass(slots=True)
class Content:
    """The content of a message; `parses_names` holds where `@name` in its text is a call."""

    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    parses_names: bool = False


def kept_text(text: str) -> str:
    """Return text as Slack keeps it: cut at 40,000, stray `& < >` as entities.

    https://docs.slack.dev/messaging/formatting-message-text says which signs are control
    characters; the cut is in https://docs.slack.dev/changelog/2018-04-truncating-really-long-messages.
    """
    text = _AMPERSAND.sub("&amp;", text[:LONGEST_TEXT])
    return _ANGLE.sub(lambda found: _ENTITIES.get(found[0], found[0]), text)


def completed(blocks: list[Json], name: Callable[[], str]) -> list[Json]:
    """Return blocks with the ids and flags that Slack adds; the given ones stay untouched."""
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", name())
        for part in parts(block):
            if part["type"] not in _NAMELESS:
                part.setdefault("action_id", name())
        for each in objects(block):
            _complete_text(each)
    return blocks


def parts(block: Json) -> list[Json]:
    """Return the elements of a block that may be acted on or filled in, and its pictures."""
    if block["type"] == "section":
        return [block["accessory"]] if "accessory" in block else []
    if block["type"] == "input":
        return [block["element"]]
    return list(block["elements"]) if block["type"] in ("actions", "context") else []


def objects(value: Any) -> Iterator[Json]:
    """Give every JSON object in a value, outermost first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def _complete_text(each: Json) -> None:
    if each.get("type") == "plain_text":
        each["text"] = _plainly(str(each["text"]))
        each.setdefault("emoji", True)
    elif each.get("type") == "mrkdwn":
        each.setdefault("verbatim", False)


def _plainly(text: str) -> str:
    """Return plain text as Slack keeps it: https://github.com/slackapi/bolt-python/issues/513."""
    return _AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
