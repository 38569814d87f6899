"""The only place that knows Block Kit: its limits, its shapes, and all escaping.

Limits are those of https://docs.slack.dev/reference/block-kit, or ours where they are tighter.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.domain.answer import Sensitivity
from bot.domain.cards import Look
from bot.domain.words import notice
from handlers.views import cleaning
from handlers.views.fitting import Block, Space, laid
from handlers.views.marks import Line, Words, line
from handlers.views.parts import Lines, Part
from handlers.views.plain import plain
from handlers.views.rich import rich, shown
from handlers.views.withholding import parts_withheld, withheld
from runbooks.kit.text import Language, Text

# All text of a message over about 13,200 characters is refused as `msg_blocks_too_long`, which
# Slack does not document (github.com/slackapi/bolt-js/issues/2509; 2867 tells of 11,341).
MESSAGE = Space(text=9_000, blocks=50, field=300)
# A view may weigh 250 KB and hold 100 blocks.
MODAL = Space(text=40_000, blocks=100, field=10_000)
# `chat.update` counts a text's bytes after escaping and refuses more than 4,000.
FALLBACK_BYTES = 3_000
TITLE = 24
METADATA = 3_000


@dataclass(frozen=True)
class Message:
    """A message for Slack; `text` is what phones and screen readers tell of it.

    `is_cut` holds where some of what it should show did not fit.
    """

    text: str
    blocks: list[Block]
    is_cut: bool

    @cached_property
    def answer(self) -> str:
        """Return the JSON that answers a command so that only whoever typed it sees it.

        A message that is laid out once, as a bare help is, is written as JSON once.
        https://docs.slack.dev/interactivity/implementing-slash-commands#responding_to_commands
        """
        told = {"text": self.text, "response_type": "ephemeral", "blocks": self.blocks}
        return json.dumps(told)


@dataclass(frozen=True, slots=True)
class Modal:
    """A view for `views.open`; `is_cut` as in a message."""

    view: dict[str, Any]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a modal's content; `carries` comes back with its submission."""

    callback: str
    title: Words
    close: Text
    submit: Text | None = None
    carries: str = ""


def message(look: Look, push: Words, parts: Sequence[Part]) -> Message:
    """Return a message within Slack's limits; what is late says so under its first part.

    Where little may be shown it says what was left out, and why; a channel's phones are shown
    little whatever the level.
    """
    parts, is_less = _shown(look, parts)
    push = withheld(push) if look.is_posted or look.detail is Sensitivity.MINIMAL else push
    late = _late(look)
    spoken = [*parts[:1], Lines((late,), is_needed=True), *parts[1:]] if late else parts
    blocks, is_cut = laid(spoken, look.language, MESSAGE)
    return Message(fallback(push, look.language), blocks, is_cut or is_less)


def _shown(look: Look, parts: Sequence[Part]) -> tuple[Sequence[Part], bool]:
    """Return the parts as far as the level of detail goes, and whether anything was left out."""
    if look.detail is not Sensitivity.MINIMAL:
        return parts, False
    left, is_less = parts_withheld(parts)
    if not is_less:
        return left, False
    why = line(notice.WITHHELD_WHY, why=look.detail_why or notice.BY_POLICY)
    return (*left, Lines((why,), is_needed=True)), True


def modal(language: Language, frame: Frame, parts: Sequence[Part]) -> Modal:
    """Return a modal within Slack's limits.

    Raises ValueError where it carries more than Slack keeps.
    """
    if len(frame.carries) > METADATA:
        message = f"a modal carries at most {METADATA} characters, not {len(frame.carries)}"
        raise ValueError(message)
    blocks, is_cut = laid(parts, language, MODAL)
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": frame.callback,
        "title": plain(frame.title, language, TITLE),
        "close": plain(frame.close, language, TITLE),
        "private_metadata": frame.carries,
        "blocks": blocks,
    }
    if frame.submit:
        view["submit"] = plain(frame.submit, language, TITLE)
    return Modal(view, is_cut)


def fallback(words: Words, language: Language) -> str:
    """Return the top-level text of a message: escaped, inert, and never cut by Slack.

    https://docs.slack.dev/reference/methods/chat.update
    """
    text = "".join(shown(element) for element in rich(words, language).elements)
    short = cleaning.cut(cleaning.inert(text), FALLBACK_BYTES, cleaning.escaped_size)
    return cleaning.escape(short)


def _late(look: Look) -> Line | None:
    if look.late_seconds <= 0:
        return None
    minutes = look.late_seconds // 60
    span = (
        line(notice.MINUTES, count=minutes)
        if minutes
        else line(notice.SECONDS, count=look.late_seconds)
    )
    if look.late_why is None:
        return line(notice.LATE, span=span)
    return line(notice.LATE_BECAUSE, span=span, why=look.late_why)
