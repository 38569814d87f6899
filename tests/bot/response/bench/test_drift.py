"""What differs between two States, a line a place."""

from __future__ import annotations

from typing import Any

import pytest

from bot.response.bench.drift import moved


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        ({"a": 1}, {"a": 1}, ()),
        ({"a": 1, "b": 2}, {"a": 1, "b": 5}, ("b: 2 → 5",)),
        ({"gone": "x"}, {"new": "y"}, ("gone: x → none", "new: none → y")),
        ({"a": None}, {"a": False}, ("a: none → false",)),
        ({"a": []}, {"a": ["x", "y"]}, ("a: none → x, y",)),
        ({"a": {"b": {"c": 1}}}, {"a": {"b": {"c": 2}}}, ("a b c: 1 → 2",)),
        ({"a": {"b": 1}}, {"a": None}, ('a: {"b": 1} → none',)),
    ],
)
def test_each_place_that_differs_has_a_line(
    before: dict[str, Any], now: dict[str, Any], lines: tuple[str, ...]
) -> None:
    assert moved(before, now) == lines


def test_things_with_an_id_are_told_by_it_wherever_they_stand() -> None:
    one, other = {"id": "eni-1", "groups": ["sg-1"]}, {"id": "eni-2", "groups": ["sg-1"]}
    moved_one = {**one, "groups": ["sg-9"]}

    assert moved({"all": [one, other]}, {"all": [other, moved_one]}) == (
        "all eni-1 groups: sg-1 → sg-9",
    )


def test_things_without_an_id_are_told_by_their_place() -> None:
    before, now = {"all": [{"n": 1}, {"n": 2}]}, {"all": [{"n": 1}, {"n": 3}]}
    assert moved(before, now) == ("all 2 n: 2 → 3",)


def test_two_states_that_only_differ_in_the_order_of_a_list_have_moved() -> None:
    one, other = {"id": "a"}, {"id": "b"}
    assert moved({"all": [one, other]}, {"all": [other, one]}) == ()
    assert moved({"all": ["a", "b"]}, {"all": ["b", "a"]}) == ("all: a, b → b, a",)
