"""How an answer is told: its value and source, that it is hidden, or why there is none."""

from __future__ import annotations

from bot.domain.answer import Answer, Sensitivity
from bot.domain.cards import Look
from bot.domain.words import alert, notice
from handlers.views.marks import Field, Line, When, always, line
from runbooks.kit.text import Said


def told(answer: Answer | None, look: Look) -> Line:
    """Return an answer for a card; never a blank, and nothing above `slack.detail`."""
    if answer is None:
        return line(alert.NOT_ANSWERED)
    if not is_shown(answer.sensitivity, look):
        return line(notice.HIDDEN)
    if answer.value:
        source = _in_words(answer.source, answer.said_source, look)
        when = When(answer.read_at)
        return line(alert.TOLD, value=_value(answer, look), source=source, when=when)
    if answer.reason is None:
        return line(alert.UNKNOWN, reason=answer.source)
    return line(alert.UNKNOWN, reason=answer.reason)


def is_shown(sensitivity: Sensitivity, look: Look) -> bool:
    """Say whether a field of this sensitivity may be shown: a channel has many readers."""
    return sensitivity <= look.detail


def value(answer: Answer | None, look: Look) -> Field | None:
    """Return the bare value where there is one that may be shown, else None."""
    if answer is None or not answer.value or not is_shown(answer.sensitivity, look):
        return None
    return _value(answer, look)


def _value(answer: Answer, look: Look) -> Field:
    """Return the bare value, known to give nothing away where its question says so."""
    value = _in_words(answer.value or "", answer.said, look)
    return always(value) if answer.sensitivity is Sensitivity.MINIMAL else value


def _in_words(english: str, said: Said | None, look: Look) -> str | Said:
    """Return what is kept in English, and in another language as a sentence where it is one."""
    return english if said is None or look.language == "en" else said
