"""Blocks that are only looked at, as HTML: pictures, context, tables, headers, rich text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers.pages import words
from handlers.pages.markup import Html, element, escaped, picture
from handlers.pages.reader import Reader
from handlers.pages.rich_text import rich_text
from handlers.pages.texts import shown

Block = Mapping[str, Any]


def labelled_picture(part: Block) -> Html:
    """Return an image, or what it shows in words where it has no address."""
    alternative = words.EMPTY_PICTURE.fill(alternative=part["alt_text"]).plain()
    if "image_url" not in part:
        return element("span", {"class": "dead-link"}, escaped(alternative))
    return picture(part["image_url"], part["alt_text"])


def _header(block: Block, reader: Reader) -> Html:
    return element("h3", {}, shown(block["text"], reader))


def _divider(_block: Block, _reader: Reader) -> Html:
    return element("hr", {})


def _markdown(block: Block, _reader: Reader) -> Html:
    return element("div", {"class": "markdown"}, escaped(block["text"]))


def _rich_text(block: Block, reader: Reader) -> Html:
    return element("div", {"class": "rich"}, rich_text(block["elements"], reader))


def _context(block: Block, reader: Reader) -> Html:
    return element(
        "div",
        {"class": "context"},
        *(
            labelled_picture(each)
            if each["type"] == "image"
            else element("span", {}, shown(each, reader))
            for each in block["elements"]
        ),
    )


def _image(block: Block, reader: Reader) -> Html:
    title = block.get("title")
    caption = element("figcaption", {}, shown(title, reader)) if title else Html("")
    return element("figure", {}, caption, labelled_picture(block))


def _table(block: Block, reader: Reader) -> Html:
    settings: Sequence[Block | None] = block.get("column_settings") or ()
    rows = []
    for index, row in enumerate(block["rows"]):
        name = "td" if index else "th"
        rows.append(
            element(
                "tr",
                {},
                *(_cell(name, cell, _align(settings, at), reader) for at, cell in enumerate(row)),
            )
        )
    return element("div", {"class": "scroll"}, element("table", {}, *rows))


def _align(settings: Sequence[Block | None], column: int) -> str | None:
    setting = settings[column] if column < len(settings) else None
    align = setting.get("align") if setting else None
    return align if align in ("center", "right") else None


def _cell(name: str, cell: Block, align: str | None, reader: Reader) -> Html:
    if cell["type"] == "rich_text":
        inner = rich_text(cell["elements"], reader)
    else:
        inner = escaped(str(cell["text"]))
    return element(name, {"class": align, "scope": "col" if name == "th" else None}, inner)


STILL: Mapping[str, Callable[[Block, Reader], Html]] = {
    "header": _header,
    "divider": _divider,
    "context": _context,
    "image": _image,
    "table": _table,
    "markdown": _markdown,
    "rich_text": _rich_text,
}
