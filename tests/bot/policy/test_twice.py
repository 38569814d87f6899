"""Keys that stand twice are told, wherever they stand."""

from __future__ import annotations

import pytest
import yaml

from bot.policy.twice import twice


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\n", []),
        ("a: 1\nb: 2\na: 3\n", ["p, line 3: a: it stands here a second time."]),
        ("x:\n  a: 1\n  a: 1\n", ["p, line 3: x.a: it stands here a second time."]),
        ("x:\n  - {a: 1}\n  - {a: 1, a: 2}\n", ["p, line 3: x.1.a: it stands here a second time."]),
        ('"1": {}\n1: {}\n', ["p, line 2: 1: it stands here a second time."]),
    ],
)
def test_a_key_that_stands_twice_is_told_with_its_line(text: str, told: list[str]) -> None:
    node = yaml.compose(text, Loader=yaml.SafeLoader)

    assert node is not None
    assert [said.plain() for said in twice(node, "p")] == told
