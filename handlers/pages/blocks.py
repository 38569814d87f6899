"""Block Kit as HTML: a message, a modal or a home tab, for one reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, tzinfo

from handlers.pages import words
from handlers.pages.controls import button, overflow
from handlers.pages.inputs import field, input_block, is_field
from handlers.pages.markup import Attributes, Html, element, escaped, joined, link
from handlers.pages.mrkdwn import mrkdwn
from handlers.pages.reader import Reader
from handlers.pages.still import STILL, Block, labelled_picture
from handlers.pages.texts import shown

_NAMED_COLORS = frozenset({"good", "warning", "danger"})


class Blocks:
    """Shows Slack's JSON to one reader; names are by Slack id, `now` is aware."""

    def __init__(
        self,
        *,
        people: Mapping[str, str],
        groups: Mapping[str, str],
        channels: Mapping[str, str],
        now: datetime,
        zone: tzinfo = UTC,
    ) -> None:
        """Keep who reads."""
        self._reader = Reader(people, groups, channels, now, zone)

    def message(self, message: Block, place: str) -> Html:
        """Return a message's body; its `text` shows only where it has no blocks.

        `place` makes the ids of its fields unique on the page.
        """
        blocks = message.get("blocks") or ()
        body = self.blocks(blocks, place) if blocks else self._text(message.get("text", ""))
        attachments = message.get("attachments") or ()
        return joined([body, *(self._attachment(each, place) for each in attachments)])

    def modal(self, view: Block) -> Html:
        """Return a modal as a dialog with a form, whose `data-view` is the view's id."""
        place = str(view.get("id", ""))
        close, submit = view.get("close"), view.get("submit")
        closing = shown(close, self._reader) if close else escaped(words.CANCEL.en)
        buttons = [element("button", {"type": "button", "class": "button close"}, closing)]
        if submit:
            sending = {"type": "submit", "class": "button primary"}
            buttons.append(element("button", sending, shown(submit, self._reader)))
        title = element("h2", {"id": f"{place}/title"}, shown(view["title"], self._reader))
        form = element(
            "form",
            {"data-view": place, "novalidate": True},
            element("header", {}, title),
            element("div", {"class": "body"}, self.blocks(view["blocks"], place)),
            element("p", {"class": "error trouble", "role": "alert"}),
            element("footer", {}, *buttons),
        )
        return element("dialog", {"class": "modal", "aria-labelledby": f"{place}/title"}, form)

    def blocks(self, blocks: Iterable[Block], place: str) -> Html:
        """Return blocks one under the other; one that cannot be shown says so in its place."""
        return joined(self._block(block, place) for block in blocks)

    def _block(self, block: Block, place: str) -> Html:
        kind = str(block.get("type"))
        try:
            if kind in _LIVE:
                return _LIVE[kind](block, place, self._reader)
            if kind in STILL:
                return STILL[kind](block, self._reader)
        except (KeyError, TypeError, AttributeError, ValueError):
            return _placeholder(words.UNREADABLE_BLOCK.fill(kind=kind).plain())
        return _placeholder(words.UNKNOWN_BLOCK.fill(kind=kind).plain())

    def _text(self, text: str) -> Html:
        return element("div", {"class": "said"}, mrkdwn(text, self._reader))

    def _attachment(self, attachment: Block, place: str) -> Html:
        color = str(attachment.get("color", ""))
        named = color if color in _NAMED_COLORS else ""
        about: Attributes = {
            "class": f"attachment {named}".strip(),
            "data-color": color if color and not named else None,
        }
        if attachment.get("blocks"):
            return element("div", about, self.blocks(attachment["blocks"], place))
        return element("div", about, *self._old_style(attachment))

    def _old_style(self, attachment: Block) -> list[Html]:
        title = escaped(str(attachment.get("title", "")))
        address = attachment.get("title_link")
        parts = [self._text(attachment["pretext"])] if attachment.get("pretext") else []
        if title:
            parts.append(element("b", {}, link(address, title) if address else title))
        text = attachment.get("text") or ("" if title else attachment.get("fallback", ""))
        parts.append(self._text(text))
        parts += [
            element("div", {}, element("b", {}, escaped(each["title"])), self._text(each["value"]))
            for each in attachment.get("fields", ())
        ]
        if attachment.get("footer"):
            parts.append(element("small", {}, escaped(attachment["footer"])))
        return parts


def _placeholder(sentence: str) -> Html:
    return element("p", {"class": "unknown"}, escaped(sentence))


def _part(part: Block, block_id: str, place: str, reader: Reader) -> Html:
    kind = part["type"]
    if kind == "button":
        return button(part, block_id, reader)
    if kind == "overflow":
        return overflow(part, block_id, reader)
    if kind == "image":
        return labelled_picture(part)
    if is_field(kind):
        return field(part, block_id, place, reader)
    return element("span", {"class": "unknown"}, escaped(f"[{kind}]"))


def _section(block: Block, place: str, reader: Reader) -> Html:
    said = []
    if block.get("text"):
        said.append(element("div", {"class": "said"}, shown(block["text"], reader)))
    if block.get("fields"):
        cells = (element("div", {}, shown(each, reader)) for each in block["fields"])
        said.append(element("div", {"class": "fields"}, *cells))
    inner = [element("div", {"class": "main"}, *said)]
    if block.get("accessory"):
        inner.append(_part(block["accessory"], block.get("block_id", ""), place, reader))
    return element("div", {"class": "section"}, *inner)


def _actions(block: Block, place: str, reader: Reader) -> Html:
    block_id = block.get("block_id", "")
    parts = (_part(each, block_id, place, reader) for each in block["elements"])
    return element("div", {"class": "actions"}, *parts)


_LIVE: Mapping[str, Callable[[Block, str, Reader], Html]] = {
    "section": _section,
    "actions": _actions,
    "input": input_block,
}
