"""What stands in the place of the card of an incident whose findings were deleted at their age."""

from __future__ import annotations

from bot.domain.cards import Before, GoneCard, Look
from bot.domain.incident import Verdict
from bot.domain.words import alert as alert_words
from bot.domain.words import retention as words
from handlers.views.kit import Message, message
from handlers.views.marks import Field, Line, When, line
from handlers.views.parts import Lines
from handlers.views.status_proof import short


def gone(card: GoneCard, look: Look) -> Message:
    """Return what the incident was, and when and by which rule its findings were deleted."""
    incident = card.incident
    head = line(
        alert_words.HEAD,
        sign=alert_words.SIGNS[incident.severity],
        severity=incident.severity,
        title=short(incident.title),
    )
    state = line(
        words.CARD_STATE,
        incident=incident.id,
        status=_status(card),
        account=card.account_name,
        when=When(incident.opened_at),
    )
    told = line(
        words.CARD,
        count=card.emptied.many,
        when=When(card.emptied.at),
        days=card.emptied.days,
        incident=incident.id,
    )
    push = line(words.CARD_PUSH, incident=incident.id)
    return message(look, push, (Lines((head, state, told), is_needed=True),))


def known_before(one: Before) -> Line:
    """Return the line of a card that tells as what its finding was known before."""
    if not one.incident_id:
        return line(words.BEFORE_FEW, when=When(one.at), days=one.days)
    return line(words.BEFORE, incident=one.incident_id, when=When(one.at), days=one.days)


def _status(card: GoneCard) -> Field:
    incident = card.incident
    if incident.verdict is Verdict.UNKNOWN:
        return alert_words.STATUSES[incident.status]
    return line(alert_words.CLOSED_AS, verdict=incident.verdict.lower())
