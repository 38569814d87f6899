"""What one part of a runbook adds to its plan, and how the parts make one plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from runbooks.kit.text import Said
from runbooks.kit.values import Step


@dataclass(frozen=True, slots=True)
class Portion:
    """One part's share of a plan; what each field says is what `Plan` says of it.

    `undone` tells what an undo gives back of this part, in words that go on in the sentence of
    `Plan.undo_says`; `is_partial` says that it does not give back all of it.
    """

    steps: tuple[Step, ...] = ()
    changes: tuple[Said, ...] = ()
    breaks: tuple[Said, ...] = ()
    unproved: tuple[Said, ...] = ()
    warnings: tuple[Said, ...] = ()
    undone: tuple[Said, ...] = ()
    is_partial: bool = False


def joined(portions: Iterable[Portion]) -> Portion:
    """Return the portions as one, each in its turn."""
    each = tuple(portions)
    return Portion(
        steps=tuple(step for one in each for step in one.steps),
        changes=tuple(said for one in each for said in one.changes),
        breaks=tuple(said for one in each for said in one.breaks),
        unproved=tuple(said for one in each for said in one.unproved),
        warnings=tuple(said for one in each for said in one.warnings),
        undone=tuple(said for one in each for said in one.undone),
        is_partial=any(one.is_partial for one in each),
    )
