"""Which events a pattern of EventBridge matches, where moto reads patterns otherwise than AWS.

Moto does not look into objects within arrays. AWS does, and all fields of one object must be
those of one element:
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from moto.events.models import EventPattern

from practice.aws.patching import Patches

EITHER = "$or"
EXISTS = "exists"


def matches(pattern: Mapping[str, Any], event: Any) -> bool:
    """Say whether an event, or an object in it, has all that a pattern asks for.

    Of an array, one element must have all of it. A field that is missing matches nothing but
    `exists: false`, so `anything-but` does not match it either.
    """
    if isinstance(event, list):
        return any(matches(pattern, each) for each in event)
    return all(_holds(key, wanted, event) for key, wanted in pattern.items())


def put_matching(patches: Patches) -> None:
    """Let every rule of the simulated AWS match as AWS's do."""

    def matches_event(pattern: EventPattern, event: Mapping[str, Any]) -> bool:
        return matches(pattern.get_pattern(), event)

    patches.put(EventPattern, "matches_event", matches_event)


def _holds(key: str, wanted: Any, event: Any) -> bool:
    if key == EITHER:
        return any(matches(each, event) for each in wanted)
    value = event.get(key) if isinstance(event, Mapping) else None
    if isinstance(wanted, Mapping):
        return matches(wanted, {} if value is None else value)
    return any(_fits(each, value) for each in wanted)


def _fits(wanted: Any, value: Any) -> bool:
    leaves = list(_leaves(value))
    if isinstance(wanted, dict):
        if EXISTS in wanted:
            return bool(leaves) is wanted[EXISTS]
        return any(EventPattern._does_item_match_named_filter(leaf, wanted) for leaf in leaves)  # noqa: SLF001 - moto's reading of one value is AWS's
    return any(type(leaf) is type(wanted) and leaf == wanted for leaf in leaves)


def _leaves(value: Any) -> Iterator[Any]:
    """Yield the values of a field: of an array each, of an object none."""
    if isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif value is not None and not isinstance(value, Mapping):
        yield value
