"""Measures approval cards as they will be shown: their fingerprint, and whether all of it is there."""

from __future__ import annotations

import hashlib

from bot.domain.cards import ApprovalCard, BatchCard, Look
from bot.domain.policy import Policy
from bot.ports.rendering import Rendered
from handlers.views.approval import must_open
from handlers.views.approval_body import approval_content
from handlers.views.batch import batch_must_open

NO_FILE = Policy(digest="")


def fingerprint(card: ApprovalCard, policy: Policy = NO_FILE) -> Rendered:
    """Return the SHA-256 of what the card says, uncut, and whether it will show all of it.

    The hash is the same in each language; what there is room for is not.
    """
    content = approval_content(card)
    look = Look(policy.language, policy.shown_of(card.execution.ask.accounts))
    return Rendered(hashlib.sha256(content).hexdigest(), must_open(card, look))


def batch_is_cut(card: BatchCard, policy: Policy) -> bool:
    """Say whether the card of a batch will leave any of it out, so that each plan must be opened."""
    accounts = {one for each in card.members for one in each.ask.accounts}
    return batch_must_open(card, Look(policy.language, policy.shown_of(accounts)))
