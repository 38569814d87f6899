"""Reads a page's HTML as a browser would, and insists that every element is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from handlers.pages.blocks import Blocks
from handlers.pages.reader import Reader

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
VOID = {"hr", "img", "input", "br"}
ALLOWED = frozenset(
    "div span p b i s u code pre blockquote a br h2 h3 hr img table tr td th ul ol li time button "  # noqa: SIM905 - forty quoted names read worse
    "details summary small dialog footer form header label fieldset legend input select option "
    "optgroup textarea figure figcaption".split()
)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"' onmouseover=alert(1) x='",
    "</div></dialog><form>",
    "<javascript:alert(1)|click>",
    '<http://x"onclick=alert(1)|y>',
    "`<http://a|b>` *<https://c>* http://d`e`",
    "```<@U0ANN>``` `a`<http://x`b`|`c`>",
    "\x00\x1b[31m\ud800\U000f0000\U000f0001",
    "&lt;script&gt; &amp;lt;b&amp;gt;",
    "*" * 500 + "_~" * 500 + ">" * 50,
)


class Read(HTMLParser):
    """The elements of some HTML in order, and its text."""

    def __init__(self, html: str) -> None:
        """Read it; AssertionError where an element is left open or closed twice."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: {attrs}"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"{tag} closes nothing"
        assert self._open.pop() == tag, f"{tag} closes another"

    def handle_data(self, data: str) -> None:
        self.text += data

    def tags(self) -> list[str]:
        """Return the names of the elements."""
        return [tag for tag, _ in self.elements]

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        """Give the attributes of every element of a name."""
        return (attributes for name, attributes in self.elements if name == tag)

    def one(self, tag: str) -> dict[str, str | None]:
        """Return the attributes of the only element of a name."""
        found = list(self.all(tag))
        assert len(found) == 1, f"{len(found)} of {tag}"
        return found[0]


def reader() -> Reader:
    """Return a reader who knows Ann, one group and one channel, at noon UTC."""
    return Reader({"U0ANN": "Ann"}, {"S0SEC": "sec"}, {"C0SEC": "alerts"}, NOON, UTC)


def renderer() -> Blocks:
    """Return a renderer for the same reader."""
    known = reader()
    return Blocks(
        people=known.people, groups=known.groups, channels=known.channels, now=NOON, zone=UTC
    )


def block(given: dict[str, Any]) -> Read:
    """Return one block as it is shown."""
    return Read(renderer().blocks([given], "m1"))


def plain(text: str) -> dict[str, Any]:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def assert_harmless(read: Read) -> None:
    """Insist that there is no script, no handler, and no link but to the web or to mail."""
    for tag, attributes in read.elements:
        assert tag in ALLOWED, tag
        for name, value in attributes.items():
            assert not name.startswith("on"), name
            assert name != "style"
            if name in ("href", "src"):
                assert (value or "").lower().startswith(("http://", "https://", "mailto:")), value
