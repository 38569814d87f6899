from __future__ import annotations

from itertools import count

import pytest

from practice.slack.content import completed, kept_text, objects, parts
from tests.practice.slack.tiny_bot import actions, an_input, button, plain, section


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a & b &amp; c", "a &amp; b &amp; c"),
        ("1 < 2 > 0", "1 &lt; 2 &gt; 0"),
        ("<@U0ANN> <!here> <#C1|x> <https://a|b>", "<@U0ANN> <!here> <#C1|x> <https://a|b>"),
        ("<javascript:x>", "&lt;javascript:x&gt;"),
        ("x" * 41_000, "x" * 40_000),
    ],
)
def test_text_is_kept_as_slack_keeps_it(text: str, kept: str) -> None:
    assert kept_text(text) == kept


def test_blocks_get_the_ids_and_flags_that_slack_adds_and_the_given_ones_stay() -> None:
    numbers = count()
    given = [
        section("a"),
        {"type": "actions", "elements": [{"type": "button", "text": plain("<&")}]},
    ]

    made = completed(given, lambda: f"n{next(numbers)}")

    assert made[0]["text"] == {"type": "mrkdwn", "text": "a", "verbatim": False}
    assert made[1]["elements"][0]["text"] == {
        "type": "plain_text",
        "text": "&lt;&amp;",
        "emoji": True,
    }
    assert {made[0]["block_id"], made[1]["block_id"], made[1]["elements"][0]["action_id"]} == {
        "n0",
        "n1",
        "n2",
    }
    assert "block_id" not in given[0]


def test_the_elements_of_each_kind_of_block_are_found() -> None:
    one = button("a")
    assert parts({**section("x"), "accessory": one}) == [one]
    assert parts(actions(one, one)) == [one, one]
    assert parts(an_input("b"))[0]["action_id"] == "b_field"
    assert parts({"type": "divider"}) == parts(section("x")) == []


def test_every_object_is_found_however_deep() -> None:
    assert [each["n"] for each in objects([{"n": 1, "in": [{"n": 2}]}, "x"])] == [1, 2]
