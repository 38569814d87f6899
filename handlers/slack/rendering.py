"""Fingerprints approval cards, for the plan that they show."""

from __future__ import annotations

import hashlib

from bot.domain.cards import ApprovalCard, Look
from bot.ports.rendering import Rendered
from handlers.views.approval import must_open
from handlers.views.approval_body import approval_content

SIMPLE = Look()


def fingerprint(card: ApprovalCard, look: Look = SIMPLE) -> Rendered:
    """Return the SHA-256 of what the card says, uncut, and whether it can show all of it.

    The hash is the same in each language; what there is room for is not.
    """
    content = approval_content(card)
    return Rendered(hashlib.sha256(content).hexdigest(), must_open(card, look))
