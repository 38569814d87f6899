"""Fingerprints approval cards, for the plan that they show."""

from __future__ import annotations

import hashlib

from bot.domain.cards import ApprovalCard, Look
from bot.ports.rendering import Rendered
from handlers.views.approval import must_open
from handlers.views.approval_body import approval_content


def fingerprint(card: ApprovalCard) -> Rendered:
    """Return the SHA-256 of what the card says, uncut, and whether it can show all of it."""
    content = approval_content(card)
    return Rendered(hashlib.sha256(content).hexdigest(), must_open(card, Look()))
