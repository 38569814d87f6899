"""The shapes of Block Kit's blocks, and on which surface each may stand.

https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from collections.abc import Mapping

from practice.slack.part_shapes import ACTIONS, FIELDS, ID, PARTS, plain, text
from practice.slack.shapes import (
    Check,
    Shape,
    anything,
    flag,
    many,
    one_of,
    only,
    string,
    tagged,
    whole_number,
)

LONGEST_MARKDOWN = 12_000
_LONG = 40_000
_LATEST = 10**11

_STYLE = Shape(
    {},
    dict.fromkeys(
        (
            "bold",
            "italic",
            "strike",
            "code",
            "underline",
            "highlight",
            "client_highlight",
            "unlink",
        ),
        flag,
    ),
)
_STYLED = {"style": _STYLE}
_INLINE = tagged(
    {
        "text": Shape({"text": string(_LONG)}, _STYLED),
        "link": Shape({"url": string(3000)}, {**_STYLED, "text": string(_LONG, 0), "unsafe": flag}),
        "user": Shape({"user_id": ID}, _STYLED),
        "usergroup": Shape({"usergroup_id": ID}, _STYLED),
        "channel": Shape({"channel_id": ID}, _STYLED),
        "broadcast": Shape({"range": one_of("here", "channel", "everyone")}, _STYLED),
        "emoji": Shape({"name": string(255)}, {**_STYLED, "unicode": string(255)}),
        "color": Shape({"value": string(20)}, _STYLED),
        "date": Shape(
            {"timestamp": whole_number(0, _LATEST), "format": string(255)},
            {**_STYLED, "url": string(3000), "fallback": string(3000)},
        ),
    }
)
_RUN = many(_INLINE, 10_000, 0)
_BORDER = whole_number(0, 1)
_SECTION = Shape({"elements": _RUN})
_RICH = tagged(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": Shape(
            {
                "style": one_of("bullet", "ordered"),
                "elements": many(tagged({"rich_text_section": _SECTION}), 10_000, 0),
            },
            {"indent": whole_number(0, 8), "offset": whole_number(0, 10_000), "border": _BORDER},
        ),
        "rich_text_preformatted": Shape(
            {"elements": _RUN}, {"border": _BORDER, "language": string(255)}
        ),
        "rich_text_quote": Shape({"elements": _RUN}, {"border": _BORDER}),
    }
)
_RICH_TEXT = Shape({"elements": many(_RICH, 10_000, 0)}, {"block_id": ID})
_CELL = tagged({"raw_text": Shape({"text": string(_LONG)}), "rich_text": _RICH_TEXT})
_COLUMN = Shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})

BLOCKS: Mapping[str, Check] = {
    "section": Shape(
        {},
        {
            "block_id": ID,
            "text": text(3000),
            "fields": many(text(2000), 10),
            "accessory": tagged(PARTS),
            "expand": flag,
        },
    ),
    "header": Shape({"text": plain(150)}, {"block_id": ID}),
    "divider": Shape({}, {"block_id": ID}),
    "context": Shape(
        {
            "elements": many(
                tagged(
                    {
                        "image": PARTS["image"],
                        "plain_text": text(3000),
                        "mrkdwn": text(3000),
                    }
                ),
                10,
            )
        },
        {"block_id": ID},
    ),
    "actions": Shape({"elements": many(only(PARTS, ACTIONS), 25)}, {"block_id": ID}),
    "input": Shape(
        {"label": plain(2000), "element": only(PARTS, FIELDS)},
        {"block_id": ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "image": Shape(
        {"alt_text": string(2000)},
        {
            "block_id": ID,
            "title": plain(2000),
            "image_url": string(3000),
            "slack_file": anything,
        },
        either=("image_url", "slack_file"),
    ),
    "rich_text": _RICH_TEXT,
    "table": Shape(
        {"rows": many(many(_CELL, 20), 100)},
        {"block_id": ID, "column_settings": many(_COLUMN, 20, 0)},
    ),
    "markdown": Shape({"text": string(LONGEST_MARKDOWN)}, {"block_id": ID}),
}

SURFACES: Mapping[str, tuple[int, Check]] = {
    "message": (50, tagged(BLOCKS)),
    "modal": (100, only(BLOCKS, BLOCKS.keys() - {"table", "markdown"})),
    "home": (100, only(BLOCKS, BLOCKS.keys() - {"table", "markdown"})),
}
