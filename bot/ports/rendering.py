"""What the planner needs of the views: the fingerprint of the card that people will read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.domain.cards import ApprovalCard, BatchCard


@dataclass(frozen=True, slots=True)
class Rendered:
    """The SHA-256 of what was rendered, and whether the card had to cut any of it."""

    hash: str
    is_cut: bool


class Rendering(Protocol):
    """Renders an approval card without posting it."""

    def __call__(self, card: ApprovalCard) -> Rendered:
        """Return the fingerprint of the card's text and blocks."""
        ...


class Measuring(Protocol):
    """Says whether the card of a batch has room for all of it, without posting it."""

    def __call__(self, card: BatchCard) -> bool:
        """Say whether the card will have to cut, so that each plan must be opened."""
        ...
