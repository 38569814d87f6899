"""The day's messages that could not be read as findings: one post, edited."""

from __future__ import annotations

from bot.domain.cards import Look, NoticeCard
from bot.domain.message import Kept
from bot.domain.words import notice as words
from handlers.views.kit import Message, message
from handlers.views.marks import Line, When, line
from handlers.views.parts import Lines
from handlers.views.rows import short_name

ROWS = 10


def notice(card: NoticeCard, look: Look) -> Message:
    """Return how many there are and why the newest could not be read, never what they said."""
    head = line(words.HEAD, count=card.count, day=card.day)
    rest = card.count - min(len(card.newest), ROWS)
    more = (line(words.MORE, count=rest),) if rest > 0 else ()
    rows = tuple(_row(kept, reason) for kept, reason in card.newest[:ROWS])
    parts = (Lines((head, words.KEPT), is_needed=True), Lines((*rows, *more)))
    return message(look, line(words.PUSH, count=card.count, day=card.day), parts)


def _row(kept: Kept, reason: str) -> Line:
    sent = kept.message
    return line(
        words.UNREAD,
        when=When(sent.received_at),
        source=sent.source,
        topic=short_name(sent.topic),
        message=sent.message_id,
        reason=reason,
    )
