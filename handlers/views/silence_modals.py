"""The modals behind a card's menu: snooze it, say that it is no threat, or give it to another."""

from __future__ import annotations

from bot.domain.cards import AlertCard, Look
from bot.domain.finding import Severity
from bot.domain.noise import Preview
from bot.domain.people import WISH_GOOD_FOR
from bot.domain.reason import LEAST_REASON
from bot.domain.silencing import Wish
from bot.domain.snoozing import Scope, key_of
from bot.domain.words import modal as words
from handlers.views import ids
from handlers.views.alert import place
from handlers.views.hold import spoken
from handlers.views.kit import Frame, Modal, modal
from handlers.views.marks import line
from handlers.views.noise import would as hidden
from handlers.views.parts import Ask, Lines, Option, Part, Select, Somebody
from runbooks.kit.moments import minutes
from runbooks.kit.text import Text

SCOPES: dict[Scope, Text] = {
    Scope.FINDING: words.SNOOZE_FINDING,
    Scope.RESOURCE: words.SNOOZE_RESOURCE,
    Scope.TYPE: words.SNOOZE_TYPE,
}
WITHIN = minutes(WISH_GOOD_FOR)


def snooze_modal(
    card: AlertCard, look: Look, asked: Wish | None, would: Preview | None = None
) -> Modal:
    """Return the modal for a snooze, or, of what another has `asked` for, for agreeing to it.

    Whoever agrees sends back the length and the scope that they have read, and is told what it
    `would` have hidden of the last month.
    """
    incident = card.case.incident
    head = line(words.SNOOZE_HEAD, incident=incident.id)
    if asked is not None:
        span = Option(spoken(asked.span), f"{minutes(asked.span)}m")
        scope = Option(SCOPES[Scope(asked.scope)], asked.scope)
        choices: tuple[Part, ...] = (
            Select(ids.LENGTH, words.LENGTH, (span,)),
            Select(ids.SCOPE, words.SCOPE, (scope,)),
        )
        told = line(words.AGREE_SNOOZE, name=asked.asked_name, why=asked.reason)
        weighed = (line(words.AGREE_WOULD, would=hidden(would)),) if would else ()
        opening = Lines((head, place(card, look), told, *weighed), is_needed=True)
        return modal(
            look.language,
            _frame(card, ids.SNOOZE_MODAL, words.SNOOZE_TITLE, words.AGREE_SUBMIT),
            (opening, *choices),
        )
    is_alone = incident.severity.rank < Severity.HIGH.rank
    rule = (
        line(words.SNOOZE_ALONE, minutes=WITHIN)
        if is_alone
        else line(words.SNOOZE_BY_TWO, severity=incident.severity, minutes=WITHIN)
    )
    submit = words.SNOOZE_SUBMIT if is_alone else words.SNOOZE_ASK_SUBMIT
    lengths = tuple(Option(says, typed) for typed, says in words.LENGTHS.items())
    scopes = tuple(
        Option(says, scope) for scope, says in SCOPES.items() if key_of(card.case.lead, scope)
    )
    return modal(
        look.language,
        _frame(card, ids.SNOOZE_MODAL, words.SNOOZE_TITLE, submit),
        (
            Lines((head, place(card, look), rule), is_needed=True),
            Select(ids.LENGTH, words.LENGTH, lengths),
            Select(ids.SCOPE, words.SCOPE, scopes),
            _reason(),
        ),
    )


def clear_modal(card: AlertCard, look: Look, asked: Wish | None) -> Modal:
    """Return the modal that says it is no threat, or agrees where another has `asked` for it."""
    head = line(words.CLEAR_HEAD, incident=card.case.incident.id)
    rule = (
        line(words.AGREE_CLEAR, name=asked.asked_name, why=asked.reason)
        if asked
        else line(words.CLEAR_RULE, minutes=WITHIN)
    )
    submit = words.AGREE_SUBMIT if asked else words.CLEAR_SUBMIT
    return modal(
        look.language,
        _frame(card, ids.CLEAR_MODAL, words.CLEAR_TITLE, submit),
        (
            Lines((head, place(card, look), rule), is_needed=True),
            *(() if asked else (_reason(),)),
        ),
    )


def assign_modal(card: AlertCard, look: Look) -> Modal:
    """Return the modal that asks who has it from now on."""
    head = line(words.ASSIGN_HEAD, incident=card.case.incident.id)
    return modal(
        look.language,
        _frame(card, ids.ASSIGN_MODAL, words.ASSIGN_TITLE, words.ASSIGN_SUBMIT),
        (
            Lines((head, place(card, look)), is_needed=True),
            Somebody(ids.OWNER, words.ASSIGN_OWNER, words.ASSIGN_HINT),
        ),
    )


def _frame(card: AlertCard, callback: str, title: Text, submit: Text) -> Frame:
    incident = card.case.incident
    carries = ids.carry(incident.id, incident.revision)
    return Frame(callback, line(title, incident=incident.id), words.CANCEL, submit, carries)


def _reason() -> Ask:
    return Ask(ids.REASON, words.REASON, words.SILENCE_HINT, LEAST_REASON)
