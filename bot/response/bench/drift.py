"""Tells what differs between two States of one target, as short as a card needs it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

NONE = "none"


def moved(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what differs, a line a place, such as `interfaces eni-0a1 groups: sg-1 -> sg-2`."""
    return tuple(_differences((), before, now))


def _differences(path: tuple[str, ...], before: Any, now: Any) -> Iterator[str]:
    if before == now:
        return
    was, holds = _parts(before), _parts(now)
    if was is None or holds is None:
        yield f"{' '.join(path)}: {_told(before)} → {_told(now)}"
        return
    for name in sorted({*was, *holds}):
        yield from _differences((*path, name), was.get(name), holds.get(name))


def _parts(value: Any) -> Mapping[str, Any] | None:
    """Return what a value is made of, by name; None for what is told as a whole.

    A thing in a list goes by its `id`, so that it is known wherever it stands; one that has
    none goes by its place, from 1.
    """
    if isinstance(value, Mapping):
        return value
    if isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        return {str(each.get("id", place)): each for place, each in enumerate(value, start=1)}
    return None


def _told(value: Any) -> str:
    if value is None or value in ("", []):
        return NONE
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)
