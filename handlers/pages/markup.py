"""HTML as values: the one place where text is escaped and links are let through."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import NewType

Html = NewType("Html", str)
Value = str | bool | None
Attributes = Mapping[str, Value]

VOID = frozenset({"hr", "img", "input", "br"})
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20]+", re.IGNORECASE)


def escaped(text: str) -> Html:
    """Return text as HTML that shows it, in an element or in a quoted attribute.

    Control characters and lone surrogates, which HTML cannot hold, become U+FFFD.
    """
    return Html(html.escape(_UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text), quote=True))


def joined(parts: Iterable[Html]) -> Html:
    """Return the parts one after the other."""
    return Html("".join(parts))


def element(name: str, attributes: Attributes, *children: Html) -> Html:
    """Return an element; an attribute of True stands alone, of False or None is left out."""
    head = Html(f"<{name}{joined(_attribute(item) for item in attributes.items())}>")
    return head if name in VOID else Html(f"{head}{joined(children)}</{name}>")


def lines(text: str) -> Html:
    """Return plain text with its line breaks kept."""
    return Html("<br>".join(escaped(line) for line in text.split("\n")))


def safe_address(address: str) -> str | None:
    """Return an address that a link may lead to: http, https or mailto; None for any other."""
    return address if _ADDRESS.fullmatch(address) else None


def link(address: str, label: Html) -> Html:
    """Return a link that tells the other side nothing, or the bare label where it may not be."""
    safe = safe_address(address)
    if safe is None:
        return element("span", {"class": "dead-link"}, label)
    return element("a", {"href": safe, "target": "_blank", "rel": "noopener noreferrer"}, label)


def picture(address: str, alternative: str) -> Html:
    """Return an image, which only http and https may give."""
    safe = safe_address(address)
    if safe is None or safe.lower().startswith("mailto:"):
        return element("span", {"class": "dead-link"}, escaped(alternative))
    return element("img", {"src": safe, "alt": alternative, "loading": "lazy"})


def _attribute(item: tuple[str, Value]) -> Html:
    name, value = item
    if isinstance(value, str):
        return Html(f' {name}="{escaped(value)}"')
    return Html(f" {name}" if value else "")
