from __future__ import annotations

from typing import Any

import pytest

from practice.slack import shapes
from practice.slack.errors import Fault
from practice.slack.shapes import Check, Shape

NAMED = Shape({"name": shapes.string(3)}, {"on": shapes.flag}, either=())


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (shapes.string(3), ["a", "abc"], ["", "abcd", 7, None]),
        (shapes.string(3, 0), [""], ["abcd"]),
        (shapes.whole_number(1, 3), [1, 3], [0, 4, True, "1", 1.0]),
        (shapes.flag, [True, False], [1, "true", None]),
        (shapes.one_of("a", "b"), ["a"], ["c", None, ["a"]]),
        (shapes.many(shapes.flag, 2), [[True]], [[], [True] * 3, [1], "x"]),
        (shapes.anything, [None, [1]], []),
        (
            NAMED,
            [{"name": "a"}, {"name": "a", "on": True}],
            [{}, [], {"name": "a", "x": 1}, {"name": 1}],
        ),
        (
            Shape({}, {"a": shapes.flag, "b": shapes.flag}, either=("a", "b")),
            [{"a": True}],
            [{}, {"a": True, "b": True}],
        ),
        (
            shapes.tagged({"n": NAMED}),
            [{"type": "n", "name": "a"}],
            [{"type": "m"}, {"name": "a"}, 7, {"type": ["n"]}],
        ),
        (
            shapes.only({"n": NAMED, "f": shapes.flag}, ["n"]),
            [{"type": "n", "name": "a"}],
            [{"type": "f"}],
        ),
    ],
)
def test_a_check_takes_what_is_right_and_finds_fault_with_the_rest(
    check: Check, good: list[Any], bad: list[Any]
) -> None:
    assert [list(check(value, "/at")) for value in good] == [[]] * len(good)
    assert all(list(check(value, "/at")) for value in bad)


def test_a_fault_points_to_its_place() -> None:
    check = shapes.many(Shape({"name": shapes.string(3)}), 5)

    faults = list(check([{"name": "a"}, {"name": "abcd"}], "/blocks"))

    assert [str(fault) for fault in faults] == [
        "must be less than 4 characters [json-pointer:/blocks/1/name]"
    ]


def test_a_shape_may_look_at_the_whole() -> None:
    def never(_value: dict[str, object], pointer: str) -> Any:
        yield Fault(pointer, "never")

    assert [fault.message for fault in Shape(also=(never,))({}, "")] == ["never"]
