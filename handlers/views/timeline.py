"""The one timeline reply of an incident's thread, edited as things happen."""

from __future__ import annotations

from bot.domain.cards import Look, TimelineCard
from bot.domain.record import What
from bot.domain.words import timeline as words
from handlers.views.fitting import latest
from handlers.views.happened import sentence
from handlers.views.kit import Message, message
from handlers.views.marks import When, line
from handlers.views.parts import Lines

ROOM = 7_500
# The progress reply tells these, and the audit trail has them all.
LEFT_TO_OTHERS = frozenset(
    {
        What.INTENT,
        What.RESULT,
        What.CLAIM,
        What.PLAN_OPENED,
        What.POLICY_LOADED,
        What.CLICK_REFUSED,
        What.CLICKS_COUNTED,
    }
)


def timeline(card: TimelineCard, look: Look) -> Message:
    """Return the newest rows that fit, oldest first, and how many earlier ones there are."""
    told = [record for record in card.records if record.what not in LEFT_TO_OTHERS]
    rows = [line(words.ROW, when=When(one.at), sentence=sentence(one)) for one in told]
    fitting = latest(rows, look.language, ROOM)
    earlier = len(rows) - fitting
    note = (line(words.EARLIER, count=earlier, incident=card.incident_id),) if earlier else ()
    head = line(words.HEAD, incident=card.incident_id)
    parts = (
        Lines((head, *note), is_needed=True),
        Lines(tuple(rows[earlier:]) or (words.EMPTY,)),
    )
    return message(look, line(words.PUSH, incident=card.incident_id), parts)
