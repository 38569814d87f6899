"""Pages of a list answer, with AWS's tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from practice.aws.call import Call, RefusedError


def page(call: Call, items: Sequence[Any], key: str, size: int, refused: str) -> dict[str, Any]:
    """Return one page of at most `MaxResults`, else `size`; a strange token is refused by code."""
    token = str(call.parameters.get("NextToken") or "0")
    if not token.isdigit():
        raise RefusedError(refused, "The token is invalid.")
    start = int(token)
    end = start + int(call.parameters.get("MaxResults") or size)
    answer: dict[str, Any] = {key: list(items[start:end])}
    return answer | ({"NextToken": str(end)} if end < len(items) else {})
