"""The modals that ask a person for a reason, and the one that says what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.cards import AlertCard, ApprovalCard, Look, Offer, ProgressCard
from bot.domain.ids import Prefix, spell
from bot.domain.reason import LEAST_REASON
from bot.domain.words import batch
from bot.domain.words import modal as words
from handlers.views import ids
from handlers.views.alert import place
from handlers.views.approval_body import target
from handlers.views.kit import Frame, Modal, modal
from handlers.views.marks import Field, Line, Words, line
from handlers.views.parts import Ask, Lines, Option, Part, Select, Several
from handlers.views.plain import plain
from handlers.views.rows import target_name
from runbooks.kit.text import Said, Text

# Slack shows an error under its field; it documents no limit.
ERROR = 200
ANSWERS = (Option(words.NO, "false"), Option(words.YES, "true"))


def ask_modal(card: AlertCard, look: Look, runbook: str = "") -> Modal:
    """Return the modal that asks for a runbook; without a name it offers all that fit.

    Submitted, it gives back `runbook` (a select, only where there was a choice), `targets` (keys,
    where there are several) and `reason`, by the names of `ids`; `ids.carried` reads the rest out of `private_metadata`.
    """
    incident = card.case.incident
    chosen = tuple(offer for offer in card.offers if offer.name == runbook)
    fitting = chosen or card.offers
    if not fitting:
        return message_modal(words.NO_RUNBOOK, look)
    only = fitting[0].name if len(fitting) == 1 else ""
    carries = ids.carry(incident.id, incident.revision, only)
    looks = bool(only) and fitting[0].looks
    submit = words.ASK_LOOKS_SUBMIT if looks else words.ASK_SUBMIT
    frame = Frame(ids.ASK_MODAL, words.ASK_TITLE, words.CANCEL, submit, carries)
    head = (
        _ask_head(fitting[0], incident.id)
        if only
        else line(words.ASK_HEAD_ANY, incident=incident.id)
    )
    choice = () if only else (_choice(fitting),)
    then = words.ASK_LOOKS if looks else words.ASK_PLANNED
    opening = Lines((head, place(card, look), then), is_needed=True)
    hint = words.REASON_HINT_LOOKS if looks else words.REASON_HINT
    targets = _targets(fitting[0]) if only else ()
    return modal(look.language, frame, (opening, *choice, *targets, _reason(hint)))


def _targets(offer: Offer) -> tuple[Part, ...]:
    """Return the field with all that the incident names, where there are several."""
    options = tuple(
        Option(line(batch.CHOICE, target=target_name(one)), key)
        for key, one in offer.choices.items()
    )
    return (Several(ids.TARGETS, batch.ON, options),) if options else ()


def _ask_head(offer: Offer, incident: str) -> Line:
    """Return the runbook with what it would work on, which need not be what the card names first."""
    if not offer.target or offer.choices:
        return line(words.ASK_HEAD, title=offer.title, incident=incident)
    target = target_name(offer.target)
    return line(words.ASK_HEAD_ON, title=offer.title, target=target, incident=incident)


def reject_modal(card: ApprovalCard, look: Look) -> Modal:
    """Return the modal that asks why a plan is rejected; it may be left empty."""
    execution, proposal = card.execution, card.proposal
    carries = ids.carry(proposal.id, proposal.digest)
    title = line(words.REJECT_TITLE, execution=execution.id)
    frame = Frame(ids.REJECT_MODAL, title, words.CANCEL, words.REJECT_SUBMIT, carries)
    requester = execution.requester_name
    fields: dict[str, Field] = {"plan": proposal.id, "title": card.title, "requester": requester}
    undone = execution.ask.undo_of
    head = line(words.REJECT_HEAD, **fields)
    if undone:
        undo_of = spell(Prefix.EXECUTION, undone)
        head = line(words.REJECT_HEAD_UNDO, **fields, undone=undo_of)
    label = line(words.REJECT_REASON, requester=requester)
    field = Ask(ids.REASON, label, words.REJECT_HINT, is_optional=True)
    return modal(look.language, frame, (Lines((head, target(card)), is_needed=True), field))


def undo_modal(card: ProgressCard, look: Look, choices: Mapping[str, Text]) -> Modal:
    """Return the modal that asks why a change is to be put back.

    `choices` are what is chosen at an undo, by the name of its input: each is a question that is
    answered with `true` or `false`, first with no.
    """
    execution = card.execution
    carries = ids.carry(execution.id, execution.plan_number)
    title = line(words.UNDO_TITLE, execution=execution.id)
    frame = Frame(ids.UNDO_MODAL, title, words.CANCEL, words.UNDO_SUBMIT, carries)
    head = line(words.UNDO_HEAD_ALONE, execution=execution.id, title=card.title)
    if card.incident_id:
        incident = card.incident_id
        head = line(words.UNDO_HEAD, execution=execution.id, title=card.title, incident=incident)
    opening = Lines((head, words.UNDO_PLANNED), is_needed=True)
    asked = tuple(Select(name, says, ANSWERS) for name, says in choices.items())
    return modal(look.language, frame, (opening, *asked, _reason()))


def message_modal(says: Said | Text, look: Look, error: str = "") -> Modal:
    """Return a modal that only says something, such as what went wrong, with its error's id."""
    told: Words = line(words.ERROR_ID, says=says, error=error) if error else says
    frame = Frame(ids.MESSAGE_MODAL, words.ERROR_TITLE, words.CLOSE)
    return modal(look.language, frame, (Lines((told,), is_needed=True),))


def field_errors(problems: Mapping[str, Words], look: Look) -> dict[str, Any]:
    """Return the answer to a submission that shows what is wrong under each field, by its name.

    https://docs.slack.dev/surfaces/modals#displaying_errors
    """
    told = {name: plain(says, look.language, ERROR)["text"] for name, says in problems.items()}
    return {"response_action": "errors", "errors": told}


def refused(says: Said, whom: Said | None, look: Look) -> dict[str, Any]:
    """Return the answer to a submission that was refused; `whom` says who may do it instead."""
    return refused_at(ids.REASON, says, whom, look)


def refused_at(field: str, says: Said, whom: Said | None, look: Look) -> dict[str, Any]:
    """Return the same answer under another field of the modal, by its name."""
    told: Words = line(words.REFUSED_ASK, says=says, whom=whom) if whom else says
    return field_errors({field: told}, look)


def _choice(offers: tuple[Offer, ...]) -> Part:
    options = tuple(Option(offer.title, offer.name) for offer in offers)
    return Select(ids.RUNBOOK, words.RUNBOOK, options)


def _reason(hint: Text = words.REASON_HINT) -> Part:
    return Ask(ids.REASON, words.REASON, hint, LEAST_REASON)
