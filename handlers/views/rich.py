"""Compiles a line into the elements of a rich text: strangers' words stay literal by construction.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block: a `text` element is shown to the
letter, so no words in it can mention, link, format or break out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from string import Formatter
from typing import Any

from handlers.views import cleaning
from handlers.views.marks import Always, Field, Group, Line, Link, Many, Mention, When, Words
from runbooks.kit.text import Language, Said, Text

Element = dict[str, Any]
Style = frozenset[str]

FIELD = 300
EMPTY = "–"  # noqa: RUF001 - a dash stands where a blank would be
STOPS = (".", "。")
PLAIN: Style = frozenset()
TEMPLATES = 1024
"""How many are kept parsed: more than there are."""

_MARKUP = re.compile(
    r"(?a:`(?P<code>[^`\n]+)`"
    r"|(?<![\w*])\*(?=\S)(?P<bold>[^*\n]+?)(?<=\S)\*(?![\w*])"
    r"|(?<!\w)_(?=\S)(?P<italic>[^\n]+?)(?<=\S)_(?!\w))"
)
_STOP = re.compile(r"\.(?=\s|$)|。")
_USER = re.compile(r"[UW][A-Z0-9]{1,20}")
_GROUP = re.compile(r"S[A-Z0-9]{1,20}")
_FORMATS = {"time": "{time}", "moment": "{date_short_pretty} {time}", "ago": "{ago}"}


@dataclass(frozen=True, slots=True)
class Ink:
    """A compiled line; `size` is its text in UTF-16 units."""

    elements: tuple[Element, ...]
    is_cut: bool

    @property
    def size(self) -> int:
        """Return how much of a message's text it takes."""
        return sum(cleaning.units(shown(element)) for element in self.elements)


def rich(words: Words, language: Language, longest: int = FIELD) -> Ink:
    """Return the elements of a line; there is always at least one.

    What fills a blank is cut at `longest` UTF-16 units, unless the line says otherwise.
    """
    line = as_line(words)
    inks = list(_line(line, PLAIN, longest, language))
    elements = tuple(_joined(element for ink in inks for element in ink.elements))
    is_cut = line.is_cut or any(ink.is_cut for ink in inks)
    return Ink(elements or (_text(EMPTY, PLAIN),), is_cut)


def _joined(elements: Iterable[Element]) -> Iterator[Element]:
    """Join neighbours in code, so that `/sec undo A-19X` is one piece to tap and copy."""
    last: Element | None = None
    for element in elements:
        if last and _is_code(last) and _is_code(element):
            last = {**last, "text": last["text"] + element["text"]}
            continue
        if last:
            yield last
        last = element
    if last:
        yield last


def _is_code(element: Element) -> bool:
    return element["type"] == "text" and element.get("style") == {"code": True}


def as_line(words: Words) -> Line:
    """Return any words as a line; blanks that nothing fills will show as a dash."""
    if isinstance(words, Line):
        return words
    return Line(words.text, dict(words.fields)) if isinstance(words, Said) else Line(words)


def shown(element: Element) -> str:
    """Return what a reader without formatting sees of an element."""
    return str(
        element.get("text")
        or element.get("fallback")
        or element.get("user_id")
        or element.get("usergroup_id")
    )


def _line(line: Line, style: Style, longest: int, language: Language) -> Iterator[Ink]:
    """Return the pieces of a line; where a blank was filled up to a full stop, ours is left out."""
    longest = longest if line.longest is None else line.longest
    last = ""
    template = line.text.in_language(language, line.fields)
    for literal, name, inner in _parsed(template, style):
        ours = literal[1:] if last.endswith(STOPS) and _STOP.match(literal) else literal
        if ours:
            yield Ink((_text(ours, inner),), is_cut=False)
        if name is not None:
            inks = tuple(_field(line.fields.get(name, ""), inner, longest, language))
            last = "".join(shown(element) for ink in inks for element in ink.elements)
            yield from inks


@lru_cache(maxsize=TEMPLATES)
def _parsed(template: str, style: Style) -> tuple[tuple[str, str | None, Style], ...]:
    """Return a template's literals, each with the name of the blank after it and its style."""
    return tuple(
        (literal, name, inner)
        for piece, inner in _spans(template, style)
        for literal, name, _, _ in Formatter().parse(piece)
    )


def _spans(template: str, style: Style) -> Iterator[tuple[str, Style]]:
    """Return the pieces of a template of ours, each with the style in force."""
    end = 0
    for match in _MARKUP.finditer(template):
        yield template[end : match.start()], style
        end = match.end()
        kind = str(match.lastgroup)
        inner = match[kind]
        if kind == "code":
            yield inner, style | {kind}
        else:
            yield from _spans(inner, style | {kind})
    yield template[end:], style


def _field(value: Field, style: Style, longest: int, language: Language) -> Iterator[Ink]:
    match value:
        case Line() | Text() | Said():
            line = as_line(value)
            yield from _line(line, style, longest, language)
            yield Ink((), line.is_cut)
        case Many(fields, separator):
            for at, one in enumerate(fields):
                if at:
                    yield from _between(separator, style, language)
                yield from _field(one, style, longest, language)
        case str() | int() | Always():
            words = value.words if isinstance(value, Always) else str(value)
            yield _stranger(words, style, longest, language)
        case _:
            yield Ink((_mark(value, style - {"code"}, language),), is_cut=False)


def _between(separator: str | Text, style: Style, language: Language) -> Iterator[Ink]:
    """Return what stands between two fields of a row."""
    ours = separator.in_language(language, {}) if isinstance(separator, Text) else separator
    yield Ink((_text(ours, style),), is_cut=False)


def _stranger(words: str, style: Style, longest: int, language: Language) -> Ink:
    text, is_cut = cleaning.shortened(words, longest, language)
    return Ink((_text(text or EMPTY, style),), is_cut)


def _mark(mark: Mention | Group | When | Link, style: Style, language: Language) -> Element:
    """Return a live element, or plain text where Slack would refuse the whole message."""
    match mark:
        case Mention(user_id) if _USER.fullmatch(user_id):
            return _styled({"type": "user", "user_id": user_id}, style)
        case Group(group_id) if _GROUP.fullmatch(group_id):
            return _styled({"type": "usergroup", "usergroup_id": group_id}, style)
        case Mention(name) | Group(name):
            return _text(cleaning.clean(name, 100) or EMPTY, style)
        case Link(url, label) if url.startswith("https://"):
            words = label.in_language(language)
            return _styled({"type": "link", "url": url, "text": words}, style)
        case Link(_, label):
            return _text(label.in_language(language), style)
        case When():
            return _date(mark, style)


def _date(when: When, style: Style) -> Element:
    fallback = f"{when.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    timestamp = int(when.at.timestamp())
    if timestamp < 0:
        return _text(fallback, style)
    element: Element = {"type": "date", "timestamp": timestamp}
    element |= {"format": _FORMATS[when.style], "fallback": fallback}
    return _styled(element, style)


def _text(text: str, style: Style) -> Element:
    return _styled({"type": "text", "text": text}, style)


def _styled(element: Element, style: Style) -> Element:
    return {**element, "style": dict.fromkeys(sorted(style), True)} if style else element
