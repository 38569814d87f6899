"""The answer to `/sec why`: every reason on a line of its own."""

from __future__ import annotations

from bot.domain.cards import Look, Why
from bot.domain.words import reply as reply_words
from bot.domain.words import weighing as words
from handlers.views.approval import approvers
from handlers.views.kit import Message, message
from handlers.views.marks import Words, line
from handlers.views.parts import Lines
from handlers.views.recorded import defanged


def why(told: Why, look: Look) -> Message:
    """Return why an execution or an incident stands as it does, for the one who asked."""
    head = line(words.HEAD, id=told.id)
    rows: tuple[Words, ...] = tuple(line(words.ROW, says=defanged(said)) for said in told.lines)
    others = (line(reply_words.WHO_MAY, who=approvers(told.who)),) if told.who else ()
    parts = (Lines((head,), is_needed=True), Lines(rows), Lines(others))
    return message(look, line(words.PUSH, id=told.id), parts)
