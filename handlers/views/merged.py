"""What stands in the place of the card of an incident that was merged into another."""

from __future__ import annotations

from bot.domain.cards import Look, MergedCard
from bot.domain.words import regrouping as words
from handlers.views.kit import Message, message
from handlers.views.marks import line
from handlers.views.parts import Lines


def merged(card: MergedCard, look: Look) -> Message:
    """Return the line that says where it goes on."""
    told = line(words.STUB, incident=card.incident_id, into=card.into_id)
    return message(look, told, (Lines((told,), is_needed=True),))
