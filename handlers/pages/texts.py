"""Slack's text objects as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.pages.emoji import spelled_out
from handlers.pages.markup import Html, lines
from handlers.pages.mrkdwn import mrkdwn, plain
from handlers.pages.reader import Reader


def shown(text: Mapping[str, Any], reader: Reader) -> Html:
    """Return a text object, `plain_text` or `mrkdwn`."""
    if text["type"] == "mrkdwn":
        return mrkdwn(text["text"], reader)
    return lines(wording(text))


def wording(text: Mapping[str, Any]) -> str:
    """Return a plain text object's words, for an attribute or an option.

    Slack takes its three entities for the signs in plain text too.
    """
    return plain(spelled_out(str(text["text"])))
