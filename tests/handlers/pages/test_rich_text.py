from __future__ import annotations

from typing import Any

import pytest

from handlers.pages.rich_text import rich_text
from tests.handlers.pages.reading import HOSTILE, Read, assert_harmless, reader


def inline(*parts: dict[str, Any]) -> Read:
    section = {"type": "rich_text_section", "elements": list(parts)}
    return Read(rich_text([section], reader()))


def test_text_wears_its_styles() -> None:
    style = {"bold": True, "italic": True, "strike": True, "code": True, "underline": True}

    read = inline({"type": "text", "text": "a\nb", "style": style})

    assert read.tags() == ["div", "u", "s", "i", "b", "code", "br"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    read = inline({"type": "text", "text": text}, {"type": "link", "url": text, "text": text})

    assert_harmless(read)
    assert set(read.tags()) <= {"div", "br", "span"}


def test_every_kind_of_call_is_shown_by_name() -> None:
    read = inline(
        {"type": "user", "user_id": "U0ANN"},
        {"type": "usergroup", "usergroup_id": "S0SEC"},
        {"type": "channel", "channel_id": "C0SEC"},
        {"type": "broadcast", "range": "channel"},
    )

    assert read.text == "@Ann@sec#alerts@channel"


def test_dates_emoji_colours_and_links_are_shown() -> None:
    read = inline(
        {"type": "date", "timestamp": 0, "format": "{date_num}", "fallback": "x"},
        {"type": "emoji", "name": "shield"},
        {"type": "color", "value": "#ff0000"},
        {"type": "link", "url": "https://example.com"},
    )

    assert read.text == "1970-01-01🛡️#ff0000https://example.com"


def test_lists_quotes_and_code_keep_their_form() -> None:
    one = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}
    read = Read(
        rich_text(
            [
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "offset": 2,
                    "indent": 1,
                    "elements": [one],
                },
                {"type": "rich_text_list", "style": "bullet", "elements": [one]},
                {"type": "rich_text_quote", "elements": one["elements"]},
                {"type": "rich_text_preformatted", "elements": one["elements"]},
            ],
            reader(),
        )
    )

    assert read.tags() == ["ol", "li", "ul", "li", "blockquote", "pre"]
    assert read.one("ol") == {"data-indent": "1", "start": "3"}


def test_an_unknown_part_says_what_it_is() -> None:
    assert inline({"type": "hologram"}).text == "[hologram]"
