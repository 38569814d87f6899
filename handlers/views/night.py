"""What a containment alone at night is asked for with, told with, and confirmed with."""

from __future__ import annotations

from bot.domain.cards import ApprovalCard, Look
from bot.domain.ids import Prefix, spell, spell_plan
from bot.domain.reason import LEAST_GLASS_REASON
from bot.domain.record import What, Written
from bot.domain.words import modal as modal_words
from bot.domain.words import night as words
from handlers.views import ids
from handlers.views.approval_body import target
from handlers.views.kit import Frame, Modal, modal
from handlers.views.marks import line
from handlers.views.parts import Ask, Button, Confirm, Lines, Option, Select

LEAST_DIGEST = 6
RIGHT, WRONG = "right", "wrong"


def buttons(record: Written) -> tuple[Button, ...]:
    """Return the buttons of a message that tells of a containment alone; none for any other."""
    if record.what not in {What.ALONE, What.UNCONFIRMED} or record.execution is None:
        return ()
    execution = spell(Prefix.EXECUTION, record.execution)
    found = record.body.get("plan")
    plan = found if isinstance(found, int) else 0
    value = ids.carry(spell_plan(record.execution, plan), plan)
    says = line(words.STOP_TEXT, execution=execution)
    sure = Confirm(words.STOP_TITLE, says, words.STOP_YES, words.STOP_NO)
    return (
        Button(words.STOP, ids.STOP, value, "danger", sure),
        Button(words.CONFIRM, ids.REVIEW, value),
    )


def alone_modal(card: ApprovalCard, look: Look) -> Modal:
    """Return the modal in which whoever asked types the digest that they read, and why.

    The digest is not in it: to type it, one has to have looked at the card.
    """
    proposal = card.proposal
    carries = ids.carry(proposal.id, proposal.number)
    frame = Frame(
        ids.ALONE_MODAL, words.MODAL_TITLE, modal_words.CANCEL, words.MODAL_SUBMIT, carries
    )
    head = line(words.MODAL_HEAD, title=card.title, plan=proposal.id)
    opening = Lines((head, target(card), words.MODAL_THEN), is_needed=True)
    digest = Ask(ids.DIGEST, words.DIGEST, words.DIGEST_HINT, LEAST_DIGEST, is_short=True)
    reason = Ask(ids.REASON, words.REASON, words.REASON_HINT, LEAST_GLASS_REASON)
    return modal(look.language, frame, (opening, digest, reason))


def review_modal(card: ApprovalCard, look: Look) -> Modal:
    """Return the modal in which another person says whether it was right."""
    execution, proposal = card.execution, card.proposal
    carries = ids.carry(proposal.id, proposal.number)
    title = line(words.REVIEW_TITLE, execution=execution.id)
    frame = Frame(ids.REVIEW_MODAL, title, modal_words.CANCEL, words.REVIEW_SUBMIT, carries)
    head = line(
        words.REVIEW_HEAD, title=card.title, plan=proposal.id, name=execution.requester_name
    )
    opening = Lines((head, target(card)), is_needed=True)
    answers = (Option(words.RIGHT, RIGHT), Option(words.WRONG, WRONG))
    verdict = Select(ids.VERDICT, words.VERDICT, answers)
    found = Ask(ids.REASON, words.FOUND, words.FOUND_HINT, LEAST_GLASS_REASON)
    return modal(look.language, frame, (opening, verdict, found))
