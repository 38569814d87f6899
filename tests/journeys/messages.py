"""Reads messages as people do: what they say, which controls they have, whom they call."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from practice.slack.content import objects
from practice.slack.messages import Message
from practice.spoken import lines
from runbooks.kit.text import Text

MARKUP = str.maketrans("", "", "*`_")
BLANK = re.compile(r"\{\w+\}")


def said(message: Message) -> str:
    """Return what a message says, a line a line, its push text first."""
    return html.unescape("\n".join([message.content.text, *lines(message)]))


def says(message: Message, text: Text) -> bool:
    """Say whether a message has this sentence, whatever fills its blanks."""
    return has(said(message), text)


def has(found: str, text: Text) -> bool:
    """Say whether a sentence of ours is in what somebody reads, whatever fills its blanks."""
    return bool(sentence(text).search(found.translate(MARKUP)))


def sentence(text: Text) -> re.Pattern[str]:
    """Return the pattern of a sentence: our markup left out, a line of anything in each blank.

    Where one is said otherwise than many, either will do.
    """
    ways = [each for each in (text.en, text.one) if each is not None]
    return re.compile("|".join(map(_pattern, ways)))


def _pattern(spoken: str) -> str:
    pieces = BLANK.split(spoken.translate(MARKUP).replace("\n", " "))
    return ".*?".join(re.escape(piece) for piece in pieces)


def every_text(message: Message) -> str:
    """Return every string of a message, to the letter."""
    return "\n".join([message.content.text, *_strings(message.content.blocks)])


def elements(message: Message, kind: str) -> list[dict[str, Any]]:
    """Return the parts of one kind, such as `link` or `user`."""
    return [each for each in objects(message.content.blocks) if each.get("type") == kind]


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
