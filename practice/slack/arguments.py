"""The arguments of a Web API call, sent as JSON, as a form or in the query."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from practice.slack.errors import Code, RefusedError


class Arguments:
    """Arguments by name; in a form every one is a string, and lists are JSON in it."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Keep what was given; null is as good as nothing."""
        self.given = {name: value for name, value in given.items() if value is not None}

    def text(self, name: str, default: str = "") -> str:
        """Return a string; RefusedError for what is none."""
        value = self.given.get(name, default)
        if not isinstance(value, str):
            raise RefusedError(Code.INVALID_ARGUMENTS)
        return value

    def flag(self, name: str) -> bool:
        """Return a boolean: true, `true` and `1` hold."""
        return self.given.get(name) in (True, "true", "1", 1)

    def number(self, name: str, default: int, most: int) -> int:
        """Return a whole number between 1 and `most`; RefusedError for any other."""
        try:
            value = int(self.given.get(name, default))
        except (TypeError, ValueError):
            raise RefusedError(Code.INVALID_ARGUMENTS) from None
        if not 1 <= value <= most:
            raise RefusedError(Code.INVALID_ARGUMENTS)
        return value

    def structure(self, name: str, default: Any, refusal: Code) -> Any:
        """Return a list or object, which a form carries as JSON."""
        value = self.given.get(name, default)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise RefusedError(refusal) from None


def parsed(body: bytes, content_type: str, query: Mapping[str, str]) -> Arguments:
    """Return a call's arguments; RefusedError for a body that is not what it says."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise RefusedError(Code.INVALID_FORM_DATA) from None
    if content_type != "application/json":
        return Arguments({**query, **dict(parse_qsl(text, keep_blank_values=True))})
    try:
        given = json.loads(text or "{}")
    except ValueError:
        raise RefusedError(Code.INVALID_JSON) from None
    if not isinstance(given, dict):
        raise RefusedError(Code.INVALID_JSON)
    return Arguments({**query, **given})
