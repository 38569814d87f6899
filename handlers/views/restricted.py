"""What stands in the place of a message that is not for those who read there."""

from __future__ import annotations

from bot.domain.cards import Look, StubCard
from bot.domain.words import restricting as words
from handlers.views.kit import Message, message
from handlers.views.marks import Always, When, Words, line
from handlers.views.parts import Lines


def stub(card: StubCard, look: Look) -> Message:
    """Return the stub: of the card itself, of a reply, or of what goes on elsewhere."""
    told: Words
    if card.at is None:
        told = line(words.ELSEWHERE, incident=card.incident_id)
    elif card.is_reply:
        told = line(words.STUB_REPLY, incident=card.incident_id)
    else:
        told = line(
            words.STUB,
            incident=card.incident_id,
            severity=card.severity,
            state=words.OPEN if card.is_open else words.OVER,
            name=Always(card.by_name),
            count=card.count,
            when=When(card.at),
        )
        push = line(words.STUB_PUSH, incident=card.incident_id, severity=card.severity)
        return message(look, push, (Lines((told,), is_needed=True),))
    return message(look, told, (Lines((told,), is_needed=True),))
