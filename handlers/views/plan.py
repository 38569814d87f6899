"""The page with the whole of a plan, each step to the letter."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bot.domain.cards import ApprovalCard, Look
from bot.domain.words import approval as words
from handlers.views import ids
from handlers.views.approval_body import body, head, reason, target
from handlers.views.kit import Frame, Modal, modal
from handlers.views.marks import Line, line
from handlers.views.parts import Lines, Part, Raw
from runbooks.kit.values import Step

ROWS = 200


def plan_modal(card: ApprovalCard, look: Look) -> Modal:
    """Return the whole plan; where even a modal can't hold it, `is_cut` holds and it says so.

    A plan counts as opened only where `is_cut` does not hold.
    """
    whole = modal(look.language, _frame(card), tuple(whole_plan(card)))
    if not whole.is_cut:
        return whole
    cut = (Lines((words.MODAL_CUT,), is_needed=True), *whole_plan(card))
    return modal(look.language, _frame(card), cut)


def _frame(card: ApprovalCard) -> Frame:
    title = line(words.MODAL_TITLE, plan=card.proposal.id)
    carries = ids.carry(card.proposal.id, card.proposal.short)
    return Frame(ids.PLAN_MODAL, title, words.MODAL_CLOSE, carries=carries)


def whole_plan(card: ApprovalCard) -> Iterator[Part]:
    """Yield the whole of a plan, each step to the letter."""
    proposal = card.proposal
    headline = head(card, words.HEAD_PLAN, words.HEAD_PLAN_UNDO, plan=proposal.id)
    yield Lines((headline, target(card)), is_needed=True)
    yield Lines(body(card, ROWS))
    yield Lines(reason(card))
    steps = proposal.plan.steps
    yield Lines((words.MODAL_STEPS if steps else words.MODAL_NO_STEPS,))
    for number, step in enumerate(steps, start=1):
        yield Lines(tuple(_step(number, step)))
        yield Raw(json.dumps(step.parameters, indent=1, ensure_ascii=True))
    yield Lines((words.MODAL_PROOF, *_digests(card)))


def _step(number: int, step: Step) -> Iterator[Line]:
    yield Line(words.MODAL_STEP, {"number": number, "says": step.says})
    for action, arns in step.rights:
        yield Line(words.MODAL_RIGHT, {"action": action, "power": words.POWERS[step.power]})
        for arn in arns:
            yield Line(words.MODAL_RESOURCE, {"resource": arn})


def _digests(card: ApprovalCard) -> tuple[Line, ...]:
    proposal = card.proposal
    code = line(words.MODAL_CODE, code=proposal.code_hash, policy=proposal.policy_digest)
    return (line(words.MODAL_DIGEST, digest=proposal.digest), code)
