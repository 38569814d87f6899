"""secbot's own canaries: events that prove the way of findings, and are none themselves."""

from __future__ import annotations

from bot.domain.canary import DETAIL_TYPE, SOURCE, Canary
from bot.domain.finding import Finding, Notice
from bot.domain.proving import OWN
from bot.intake.formats.reported import foreign, is_borne_out
from bot.intake.formats.tolerant import Tolerant
from bot.intake.pieces import Piece

LONGEST = 64
"""Characters of a nonce; secbot's own have half as many."""


def matches(piece: Piece) -> bool:
    """Say whether an object came as a canary."""
    return piece.event is not None and piece.event.detail_type == DETAIL_TYPE


def parse(piece: Piece) -> Finding | Notice | None:
    """Return nothing for a canary, or a notice for what only calls itself one."""
    return foreign(piece, OWN, SOURCE)


def canary_of(piece: Piece) -> Canary | None:
    """Return the canary that an object is, or None.

    Where it comes from is what EventBridge says, which whoever sends an event can't choose:
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
    """
    event = piece.event
    if event is None or not (matches(piece) and is_borne_out(piece) and event.source == SOURCE):
        return None
    return Canary(event.account, event.region, Tolerant(piece.body).text("nonce")[:LONGEST])
