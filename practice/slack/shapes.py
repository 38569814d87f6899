"""Small checks from which the shapes of Slack's JSON are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from practice.slack.errors import Fault

Check = Callable[[object, str], Iterator[Fault]]
"""Gives the faults of a value that stands at a JSON pointer."""


def string(longest: int, shortest: int = 1) -> Check:
    """Check a string's length in characters."""

    def check(value: object, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(pointer, "must be a string", "invalid_type")
        elif len(value) < shortest:
            yield Fault(pointer, f"must be more than {shortest - 1} characters")
        elif len(value) > longest:
            yield Fault(pointer, f"must be less than {longest + 1} characters")

    return check


def whole_number(least: int, most: int) -> Check:
    """Check an integer's range."""

    def check(value: object, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Fault(pointer, "must be an integer", "invalid_type")
        elif not least <= value <= most:
            yield Fault(pointer, f"must be between {least} and {most}")

    return check


def flag(value: object, pointer: str) -> Iterator[Fault]:
    """Check for a boolean."""
    if not isinstance(value, bool):
        yield Fault(pointer, "must be a boolean", "invalid_type")


def anything(_value: object, _pointer: str) -> Iterator[Fault]:
    """Check nothing."""
    yield from ()


def one_of(*allowed: str) -> Check:
    """Check for one of some words."""

    def check(value: object, pointer: str) -> Iterator[Fault]:
        if value not in allowed:
            yield Fault(pointer, f"must be one of {', '.join(allowed)}")

    return check


def many(each: Check, most: int, least: int = 1) -> Check:
    """Check a list and each of its items."""

    def check(value: object, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(pointer, "must be an array", "invalid_type")
            return
        if len(value) > most:
            yield Fault(pointer, f"no more than {most} items allowed")
        if len(value) < least:
            yield Fault(pointer, f"no less than {least} items allowed")
        for index, item in enumerate(value):
            yield from each(item, f"{pointer}/{index}")

    return check


@dataclass(frozen=True, slots=True)
class Shape:
    """A JSON object: what it must have, what it may have, and nothing else.

    `either` names keys of which exactly one must be there; `also` looks at the whole object.
    """

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)
    either: tuple[str, ...] = ()
    also: tuple[Callable[[dict[str, object], str], Iterator[Fault]], ...] = ()

    def __call__(self, value: object, pointer: str) -> Iterator[Fault]:
        """Give the faults of an object."""
        if not isinstance(value, dict):
            yield Fault(pointer, "must be an object", "invalid_type")
            return
        for key in sorted(self.required.keys() - value.keys()):
            yield Fault(pointer, f"missing required field: {key}", "missing_field")
        if self.either and len(value.keys() & set(self.either)) != 1:
            names = " or ".join(self.either)
            yield Fault(pointer, f"must have exactly one of {names}", "missing_field")
        yield from self._inner(value, pointer)
        for look in self.also:
            yield from look(value, pointer)

    def _inner(self, value: dict[str, object], pointer: str) -> Iterator[Fault]:
        known = {**self.required, **self.optional}
        for key, inner in value.items():
            if key in known:
                yield from known[key](inner, f"{pointer}/{key}")
            elif key != "type":
                fault = f"invalid additional property: {key}"
                yield Fault(pointer, fault, "additional_property")


def tagged(shapes: Mapping[str, Check]) -> Check:
    """Check an object by the shape of its `type`."""

    def check(value: object, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(pointer, "must be an object", "invalid_type")
        elif "type" not in value:
            yield Fault(pointer, "missing required field: type", "missing_field")
        elif not isinstance(value["type"], str) or value["type"] not in shapes:
            yield Fault(f"{pointer}/type", f"unsupported type: {value['type']}", "invalid_enum")
        else:
            yield from shapes[value["type"]](value, pointer)

    return check


def only(shapes: Mapping[str, Check], kinds: Iterable[str]) -> Check:
    """Check an object by the shapes of some types, refusing every other."""
    return tagged({kind: shapes[kind] for kind in kinds})
