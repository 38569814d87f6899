"""Slack's rich text as HTML, by https://docs.slack.dev/reference/block-kit/blocks/rich-text-block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handlers.pages import emoji, mentions
from handlers.pages.markup import Html, element, escaped, joined, lines, link
from handlers.pages.reader import Reader

_STYLES = (("code", "code"), ("bold", "b"), ("italic", "i"), ("strike", "s"), ("underline", "u"))


def rich_text(elements: Iterable[Mapping[str, Any]], reader: Reader) -> Html:
    """Return the sections, lists, quotes and code of a rich text block."""
    return joined(_parts(elements, reader))


def _parts(elements: Iterable[Mapping[str, Any]], reader: Reader) -> Iterator[Html]:
    for part in elements:
        inner = part["elements"]
        if part["type"] == "rich_text_list":
            yield _list(part, reader)
        elif part["type"] == "rich_text_preformatted":
            yield element("pre", {}, _inline(inner, reader))
        elif part["type"] == "rich_text_quote":
            yield element("blockquote", {}, _inline(inner, reader))
        else:
            yield element("div", {"class": "line"}, _inline(inner, reader))


def _list(part: Mapping[str, Any], reader: Reader) -> Html:
    items = (element("li", {}, _inline(item["elements"], reader)) for item in part["elements"])
    name = "ol" if part.get("style") == "ordered" else "ul"
    first = part.get("offset")
    start = str(first + 1) if name == "ol" and isinstance(first, int) else None
    depth = str(part.get("indent", 0))
    return element(name, {"data-indent": depth, "start": start}, *items)


def _inline(elements: Iterable[Mapping[str, Any]], reader: Reader) -> Html:
    return joined(_styled(part, _bare(part, reader)) for part in elements)


def _styled(part: Mapping[str, Any], shown: Html) -> Html:
    style = part.get("style")
    if not isinstance(style, Mapping):
        return shown
    for key, tag in _STYLES:
        if style.get(key):
            shown = element(tag, {}, shown)
    return shown


def _bare(part: Mapping[str, Any], reader: Reader) -> Html:
    kind = part["type"]
    if kind == "text":
        return lines(part["text"])
    if kind == "link":
        return link(part["url"], escaped(part.get("text") or part["url"]))
    if kind == "emoji":
        return emoji.sign(part["name"])
    if kind == "date":
        return mentions.moment(
            part["timestamp"], part["format"], part.get("fallback", ""), part.get("url", ""), reader
        )
    if kind == "color":
        return element("code", {"data-color": part["value"]}, escaped(part["value"]))
    return _call(part, reader)


def _call(part: Mapping[str, Any], reader: Reader) -> Html:
    kind = part["type"]
    if kind == "user":
        return mentions.person(part["user_id"], reader)
    if kind == "usergroup":
        return mentions.group(part["usergroup_id"], reader)
    if kind == "channel":
        return mentions.channel(part["channel_id"], reader)
    if kind == "broadcast":
        return mentions.everyone(part["range"])
    return element("span", {"class": "unknown"}, escaped(f"[{kind}]"))
