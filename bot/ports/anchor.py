"""Where audit anchors go: a place that whoever can write the database has no power over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.anchor import Mark, Receipt
from runbooks.kit.text import Said


class AnchorError(Exception):
    """The anchor could not be reached, or has refused; the sentence names it and AWS's code."""

    def __init__(self, says: Said, *, may_pass: bool) -> None:
        """Keep the sentence, and whether the same call may go well a moment later."""
        super().__init__(says.plain())
        self.says = says
        self.may_pass = may_pass


@dataclass(frozen=True, slots=True)
class Found:
    """The anchors that hold, and what was learnt of the place where they are.

    `unproved` are the places in the chain of receipts that the anchor does not bear out.
    `is_complete` says whether an anchor shows itself although the database has lost its
    receipt. `weak` says why what is there can be taken away again; `notes` is for people only.
    """

    marks: frozenset[Mark]
    unproved: tuple[int, ...]
    is_complete: bool
    weak: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()


class Anchor(Protocol):
    """Keeps marks. Both methods block, and raise AnchorError."""

    @property
    def target(self) -> str:
        """Return `SECBOT_ANCHOR` as it was given."""
        ...

    def anchor(self, mark: Mark, at: datetime) -> Receipt:
        """Keep a mark; a second time it is kept as it is."""
        ...

    def check(self, receipts: Sequence[Receipt]) -> Found:
        """Look which marks are kept; the receipts are those of this target."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...
