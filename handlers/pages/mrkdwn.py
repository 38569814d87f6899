"""Slack's mrkdwn as HTML, by https://docs.slack.dev/messaging/formatting-message-text."""

from __future__ import annotations

import re
from collections.abc import Callable

from handlers.pages import mentions
from handlers.pages.emoji import spelled_out
from handlers.pages.markup import Html, element, escaped, joined, link
from handlers.pages.reader import Reader

_FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_ANGLE = re.compile(r"<([^<>\n]+)>")
_NO_ADDRESS = r"\s<>|\x00-\x20\U000f0000-\U000ffffd"
_BARE_LINK = re.compile(rf"https?://[^{_NO_ADDRESS}]*[^{_NO_ADDRESS}.,;:!?)\]}}'\"*_~]")
_QUOTE = re.compile(r"(?:&gt;|>) ?")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

# A finished piece waits under one private-use character, so that no mark reaches into it.
_FIRST_SEAT = 0xF0000
_SEATS = re.compile("[\U000f0000-\U000ffffd]")
_MOST_SEATS = 0xFFFD


def _emphasis(mark: str) -> str:
    sign = re.escape(mark)
    return rf"(?<![\w{sign}]){sign}(?!\s)([^{sign}\n]+)(?<!\s){sign}(?![\w{sign}])"


_EMPHASIS = re.compile("|".join(_emphasis(mark) for mark in "*_~"))
_TAGS = ("b", "i", "s")


def mrkdwn(text: str, reader: Reader) -> Html:
    """Return mrkdwn as HTML; whatever is not Slack's markup is shown as it is written."""
    return _Formatter(reader).whole(_SEATS.sub("", text))


def plain(text: str) -> str:
    """Return text with Slack's three entities as the signs that they stand for."""
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text


class _Formatter:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._seated: list[tuple[str, Html]] = []

    def whole(self, text: str) -> Html:
        for pattern, build in (
            (_FENCE, self._fence),
            (_CODE, self._code),
            (_ANGLE, self._angle),
            (_BARE_LINK, self._bare_link),
        ):
            text = pattern.sub(self._seat(build), text)
        return self._quoted(text)

    def _seat(self, build: Callable[[str], Html]) -> Callable[[re.Match[str]], str]:
        def replace(found: re.Match[str]) -> str:
            if len(self._seated) >= _MOST_SEATS:
                return found[0]
            inner = self._source(found[1] if found.re.groups else found[0])
            self._seated.append((self._source(found[0]), build(inner)))
            return chr(_FIRST_SEAT + len(self._seated) - 1)

        return replace

    def _source(self, text: str) -> str:
        """Return text as it was written, so that a piece never stands in an attribute."""
        return _SEATS.sub(lambda seat: self._seated[ord(seat[0]) - _FIRST_SEAT][0], text)

    def _shown(self, text: str) -> Html:
        parts: list[Html] = []
        end = 0
        for seat in _SEATS.finditer(text):
            parts += [_said(text[end : seat.start()]), self._seated[ord(seat[0]) - _FIRST_SEAT][1]]
            end = seat.end()
        return joined([*parts, _said(text[end:])])

    def _fence(self, inner: str) -> Html:
        return element("pre", {}, escaped(plain(inner)))

    def _code(self, inner: str) -> Html:
        return element("code", {}, escaped(plain(inner)))

    def _bare_link(self, address: str) -> Html:
        return link(plain(address), escaped(plain(address)))

    def _angle(self, inner: str) -> Html:
        body, _, label = inner.partition("|")
        if body.startswith("@"):
            return mentions.person(body[1:], self._reader)
        if body.startswith("#"):
            return mentions.channel(body[1:], self._reader)
        if body.startswith("!"):
            return self._special(body[1:], plain(label))
        return link(plain(body), escaped(plain(label or body)))

    def _special(self, body: str, label: str) -> Html:
        kind, *rest = body.split("^")
        if kind == "subteam" and rest:
            return mentions.group(rest[0], self._reader)
        if kind == "date" and len(rest) > 1 and rest[0].isdecimal():
            address = rest[2] if len(rest) > 2 else ""  # noqa: PLR2004 - date^ts^format^link
            return mentions.moment(int(rest[0]), rest[1], label, address, self._reader)
        return (
            mentions.everyone(kind) if kind in ("here", "channel", "everyone") else escaped(label)
        )

    def _quoted(self, text: str) -> Html:
        """Gather the lines that begin with > into quotes, and leave breaks between the others."""
        parts: list[Html] = []
        was_quote: bool | None = None
        for line in text.split("\n"):
            start = _QUOTE.match(line)
            said = self._inline(line[start.end() :] if start else line)
            if was_quote is not bool(start):
                parts.append(Html("<blockquote>" if start else "</blockquote>" if parts else ""))
            else:
                parts.append(Html("<br>"))
            parts.append(said)
            was_quote = bool(start)
        return joined([*parts, Html("</blockquote>" if was_quote else "")])

    def _inline(self, text: str) -> Html:
        parts: list[Html] = []
        end = 0
        for found in _EMPHASIS.finditer(text):
            parts.append(self._shown(text[end : found.start()]))
            which = next(index for index, inner in enumerate(found.groups()) if inner is not None)
            parts.append(element(_TAGS[which], {}, self._inline(found[which + 1])))
            end = found.end()
        return joined([*parts, self._shown(text[end:])])


def _said(text: str) -> Html:
    return escaped(plain(spelled_out(text)))
