"""Holds a message or a view against every limit of Slack's, with numbers of its own.

https://docs.slack.dev/reference/block-kit; the sum of all text is what people have measured.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from handlers.views.kit import Message, Modal

Thing = dict[str, Any]

TEXT_IN_ALL = 10_000
ELEMENTS = {
    "text": {"type", "text", "style"},
    "date": {"type", "timestamp", "format", "fallback", "style"},
    "link": {"type", "url", "text", "style"},
    "user": {"type", "user_id", "style"},
    "usergroup": {"type", "usergroup_id", "style"},
}
LIVE = ("user_id", "usergroup_id", "url")


def faults(message: Message) -> list[str]:
    """Return what Slack would refuse of a message, empty where it takes it.

    Raises UnicodeEncodeError where it could not even be sent.
    """
    json.dumps(message.blocks, ensure_ascii=False).encode()
    found = list(_blocks(message.blocks, most=50))
    found += [] if message.text else ["a message without text"]
    found += [] if len(message.text.encode()) <= 4_000 else ["text over 4,000 bytes"]
    found += [f"{char} unescaped" for char in "<>" if char in message.text]
    found += [] if all_text(message.blocks) < TEXT_IN_ALL else ["msg_blocks_too_long"]
    return found


def view_faults(modal: Modal) -> list[str]:
    """Return what Slack would refuse of a view, empty where it takes it."""
    view = modal.view
    found = list(_blocks(view["blocks"], most=100))
    for name in ("title", "close", "submit"):
        found += list(_plain(view[name], 24)) if name in view else []
    found += [] if len(view["private_metadata"]) <= 3_000 else ["private_metadata"]
    found += [] if len(json.dumps(view)) <= 250_000 else ["a view over 250 KB"]
    has_input = any(block["type"] == "input" for block in view["blocks"])
    found += [] if "submit" in view or not has_input else ["inputs need a submit button"]
    return found


def live(blocks: list[Thing]) -> set[str]:
    """Return all that notifies somebody or can be followed, wherever it stands."""
    return {value[key] for value in _things(blocks) for key in LIVE if key in value}


def written(blocks: list[Thing]) -> str:
    """Return what a reader sees, block by block, one line each."""
    return "\n".join(_written(block) for block in blocks)


def all_text(blocks: list[Thing]) -> int:
    """Return how many UTF-16 units of text the blocks hold in all."""
    texts = [
        thing[key] for thing in _things(blocks) for key in ("text", "fallback") if key in thing
    ]
    return sum(_units(text) for text in texts if isinstance(text, str))


def _written(block: Thing) -> str:
    if block["type"] == "rich_text":
        elements = block["elements"][0]["elements"]
        return "".join(str(one.get("text") or _mark(one)) for one in elements)
    texts = [thing["text"] for thing in _things([block]) if isinstance(thing.get("text"), str)]
    return " | ".join(texts)


def _mark(element: Thing) -> str:
    name = element.get("user_id") or element.get("usergroup_id")
    return f"@{name}" if name else str(element["fallback"])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _things(value: Any) -> Iterator[Thing]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _things(one)


def _blocks(blocks: list[Thing], most: int) -> Iterator[str]:
    if not 1 <= len(blocks) <= most:
        yield f"{len(blocks)} blocks"
    names = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(names)) < len(names):
        yield "a block_id twice"
    if any(thing.get("type") == "mrkdwn" for thing in _things(blocks)):
        yield "mrkdwn, where a stranger's words could be live"
    for block in blocks:
        rule = RULES.get(block["type"])
        yield from rule(block) if rule else [f"an unknown block {block['type']}"]


def _rich_text(block: Thing) -> Iterator[str]:
    if set(block) != {"type", "elements"} or len(block["elements"]) != 1:
        yield "a rich text's shape"
    for section in block["elements"]:
        if section["type"] not in {"rich_text_section", "rich_text_preformatted"}:
            yield f"an unknown part {section['type']}"
        if not section["elements"]:
            yield "an empty rich text"
        for element in section["elements"]:
            yield from _element(element)


def _element(element: Thing) -> Iterator[str]:
    allowed = ELEMENTS.get(element["type"], set())
    if not set(element) <= allowed or not set(element) | {"style"} >= allowed:
        yield f"the shape of {element}"
    if not element.get("text", "x"):
        yield "an empty text"
    if element["type"] == "date" and not isinstance(element["timestamp"], int):
        yield "a timestamp that is no integer"
    styles = (
        {"bold", "italic", "code"} if element["type"] in {"text", "link"} else {"bold", "italic"}
    )
    if not set(element.get("style", {})) <= styles:
        yield f"the style of {element}"


def _actions(block: Thing) -> Iterator[str]:
    controls = block["elements"]
    if not 1 <= len(controls) <= 25:
        yield f"{len(controls)} controls"
    names = [control["action_id"] for control in controls]
    if len(set(names)) < len(names):
        yield "an action_id twice"
    for control in controls:
        yield from _button(control) if control["type"] == "button" else _overflow(control)


def _button(button: Thing) -> Iterator[str]:
    yield from _named(button)
    yield from _plain(button["text"], 75)
    if not 1 <= len(button["value"]) <= 2_000 or _units(button["text"]["text"]) > 30:
        yield "a button's value or label"
    if button.get("style", "danger") not in {"primary", "danger"}:
        yield "a button's style"
    confirm = button.get("confirm")
    if confirm:
        yield from _plain(confirm["title"], 100)
        yield from _plain(confirm["text"], 300)
        yield from _plain(confirm["confirm"], 30)
        yield from _plain(confirm["deny"], 30)


def _overflow(menu: Thing) -> Iterator[str]:
    yield from _named(menu)
    if menu["type"] != "overflow" or not 1 <= len(menu["options"]) <= 5:
        yield "an overflow menu's options"
    yield from _options(menu["options"])


def _choices(element: Thing) -> Iterator[str]:
    if not 1 <= len(element["options"]) <= 100:
        yield "a select's options"
    chosen = element.get("initial_options") or [element["initial_option"]]
    if not all(each in element["options"] for each in chosen):
        yield "an initial option that is none"
    yield from _options(element["options"])


def _input(block: Thing) -> Iterator[str]:
    yield from _plain(block["label"], 2_000)
    element = block["element"]
    yield from _named(element)
    if element["type"] in {"static_select", "multi_static_select"}:
        yield from _choices(element)
    elif element["type"] == "users_select":
        yield from (f"the shape of {element}" for _ in set(element) - {"type", "action_id"})
    elif not 0 <= element["min_length"] <= element["max_length"] <= 3_000:
        yield "an input's lengths"
    if "hint" in block:
        yield from _plain(block["hint"], 2_000)


def _options(options: list[Thing]) -> Iterator[str]:
    for option in options:
        yield from _plain(option["text"], 75)
        if not 1 <= len(option["value"]) <= 150:
            yield "an option's value"


def _named(element: Thing) -> Iterator[str]:
    if not 1 <= len(element["action_id"]) <= 255:
        yield "an action_id"


def _plain(text: Thing, most: int) -> Iterator[str]:
    if set(text) != {"type", "text", "emoji"} or text["type"] != "plain_text":
        yield f"no plain text: {text}"
    if not 1 <= _units(text["text"]) <= most:
        yield f"a plain text of {_units(text['text'])}, allowed are {most}"


RULES: dict[str, Callable[[Thing], Iterator[str]]] = {
    "rich_text": _rich_text,
    "actions": _actions,
    "input": _input,
}
