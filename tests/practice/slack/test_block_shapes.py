from __future__ import annotations

from typing import Any

import pytest

from practice.slack.block_shapes import BLOCKS, SURFACES
from practice.slack.shapes import tagged
from tests.practice.slack.tiny_bot import actions, an_input, button, mrkdwn, plain, section

CELL = {"type": "raw_text", "text": "c"}
IMAGE = {"type": "image", "image_url": "https://e.com", "alt_text": "a"}


def rich(*parts: dict[str, Any], kind: str = "rich_text_section", **more: Any) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(parts), **more}]}


GOOD = [
    section("x" * 3000),
    {"type": "section", "fields": [mrkdwn("f" * 2000)] * 10, "accessory": button("a")},
    {"type": "header", "text": plain("h" * 150)},
    {"type": "divider", "block_id": "b" * 255},
    {"type": "context", "elements": [mrkdwn("c")] * 9 + [IMAGE]},
    actions(*[button(str(number)) for number in range(25)]),
    an_input("i", type="email_text_input"),
    {**IMAGE, "title": plain("t")},
    {"type": "table", "rows": [[CELL] * 20] * 100, "column_settings": [{"align": "right"}]},
    {"type": "markdown", "text": "m" * 12_000},
    rich(
        {"type": "text", "text": "t", "style": {"bold": True}},
        {"type": "link", "url": "https://e.com"},
        {"type": "user", "user_id": "U"},
        {"type": "usergroup", "usergroup_id": "S"},
        {"type": "channel", "channel_id": "C"},
        {"type": "broadcast", "range": "here"},
        {"type": "emoji", "name": "x"},
        {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "f"},
        {"type": "color", "value": "#fff"},
    ),
    rich({"type": "rich_text_section", "elements": []}, kind="rich_text_list", style="bullet"),
    rich({"type": "text", "text": "t"}, kind="rich_text_quote"),
    rich({"type": "text", "text": "t"}, kind="rich_text_preformatted"),
]
BAD = [
    section("x" * 3001),
    section(""),
    {"type": "section", "fields": [mrkdwn("f" * 2001)]},
    {"type": "section", "fields": [mrkdwn("f")] * 11},
    {"type": "header", "text": plain("h" * 151)},
    {"type": "header", "text": mrkdwn("h")},
    {"type": "divider", "block_id": "b" * 256},
    {"type": "context", "elements": [mrkdwn("c")] * 11},
    {"type": "context", "elements": [button("a")]},
    actions(*[button(str(number)) for number in range(26)]),
    actions(),
    actions(IMAGE),
    an_input("i", type="button", text=plain("b")),
    {**an_input("i"), "label": mrkdwn("l")},
    {"type": "table", "rows": [[CELL]] * 101},
    {"type": "table", "rows": [[CELL] * 21]},
    {"type": "markdown", "text": "m" * 12_001},
    rich({"type": "text", "text": ""}),
    rich({"type": "text", "text": "t", "style": {"loud": True}}),
    rich({"type": "hologram"}),
    rich({"type": "broadcast", "range": "planet"}),
    rich({"type": "text", "text": "t"}, kind="rich_text_list", style="bullet"),
    {"type": "divider", "color": "red"},
    {"type": "carousel", "elements": []},
]


@pytest.mark.parametrize("block", GOOD)
def test_a_block_at_its_limits_is_taken(block: dict[str, Any]) -> None:
    assert list(tagged(BLOCKS)(block, "")) == []


@pytest.mark.parametrize("block", BAD)
def test_a_block_beyond_its_limits_is_refused(block: dict[str, Any]) -> None:
    assert list(tagged(BLOCKS)(block, "")) != []


@pytest.mark.parametrize("surface", ["modal", "home"])
def test_tables_and_markdown_stand_in_messages_alone(surface: str) -> None:
    for block in ({"type": "table", "rows": [[CELL]]}, {"type": "markdown", "text": "m"}):
        assert list(SURFACES[surface][1](block, ""))
        assert not list(SURFACES["message"][1](block, ""))
