"""What a channel is told of a record: the brake, a changed policy, a use of secbot's roles."""

from __future__ import annotations

from bot.domain.cards import Look, WordCard
from bot.domain.record import What, Written
from bot.domain.words import timeline as words
from handlers.views import recorded
from handlers.views.happened import EVERYWHERE, field, sentence
from handlers.views.kit import Message, message
from handlers.views.marks import Line
from handlers.views.parts import Lines
from handlers.views.role_use import role_use
from runbooks.kit.text import Text, blanks


def word(card: WordCard, look: Look) -> Message:
    """Return the line; a record that is not about the brakes is told as in a timeline."""
    record = card.record
    if record.what is What.UNKNOWN_USE:
        return message(look, sentence(record), (Lines(role_use(record), is_needed=True),))
    text = _text(record)
    told = Line(text, {name: field(record, name) for name in blanks(text.en)}) if text else None
    return message(look, sentence(record), (Lines((told or sentence(record),), is_needed=True),))


def _text(record: Written) -> Text | None:
    match record.what:
        case What.STOPPED:
            return words.STOPPED_BECAUSE if recorded.text(record, "reason") else words.STOPPED
        case What.START_ASKED:
            is_all = record.body.get("account") == EVERYWHERE
            return words.START_ASKED_ALL if is_all else words.START_ASKED
        case What.RELEASED:
            return words.RELEASED_HELD if recorded.text(record, "held") else words.RELEASED
        case _:
            return None
