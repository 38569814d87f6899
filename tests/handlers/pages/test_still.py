from __future__ import annotations

from handlers.pages.still import labelled_picture
from tests.handlers.pages.reading import HOSTILE, Read, assert_harmless, block, plain


def test_headers_dividers_and_context_are_shown() -> None:
    assert block({"type": "header", "text": plain("*Status*")}).text == "*Status*"
    assert block({"type": "divider"}).tags() == ["hr"]
    image = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A"}
    context = block({"type": "context", "elements": [image, {"type": "mrkdwn", "text": "*b*"}]})
    assert context.tags() == ["div", "img", "span", "b"]


def test_a_picture_has_its_title_and_says_in_words_what_it_shows_without_an_address() -> None:
    image = {
        "type": "image",
        "image_url": "https://e.com/a.png",
        "alt_text": "A",
        "title": plain("T"),
    }

    assert block(image).text == "T"
    assert Read(labelled_picture({"alt_text": "Chart", "slack_file": {}})).text == "Picture: Chart"


def test_a_tables_first_row_is_its_head_and_columns_are_aligned() -> None:
    cell = {"type": "raw_text", "text": "<b>"}
    rich = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "r"}]}],
    }

    read = block(
        {
            "type": "table",
            "rows": [[cell, cell], [rich, cell]],
            "column_settings": [None, {"align": "right"}],
        }
    )

    assert read.text == "<b><b>r<b>"
    assert [each.get("class") for each in read.all("th")] == [None, "right"]
    assert len(list(read.all("td"))) == 2


def test_markdown_and_rich_text_are_shown_as_text() -> None:
    for text in HOSTILE:
        read = block({"type": "markdown", "text": text})
        assert_harmless(read)
        assert read.tags() == ["div"]
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    assert block(rich).tags() == ["div", "div"]
