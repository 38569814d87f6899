"""How an answer is told: its value and source, that it is hidden, or why there is none."""

from __future__ import annotations

from bot.domain.answer import Answer, Sensitivity
from bot.domain.cards import Look
from bot.domain.words import alert, notice
from handlers.views.marks import Always, Field, Line, When, line


def told(answer: Answer | None, look: Look) -> Line:
    """Return an answer for a card; never a blank, and nothing above `slack.detail`."""
    if answer is None:
        return line(alert.NOT_ANSWERED)
    if not is_shown(answer.sensitivity, look):
        return line(notice.HIDDEN)
    if answer.value:
        source, when = answer.source, When(answer.read_at)
        return line(alert.TOLD, value=_value(answer), source=source, when=when)
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
    return _value(answer)


def _value(answer: Answer) -> Field:
    """Return the bare value, known to give nothing away where its question says so."""
    value = answer.value or ""
    return Always(value) if answer.sensitivity is Sensitivity.MINIMAL else value
