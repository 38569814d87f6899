"""Whether drills have proved a runbook where it is to run, and how far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from runbooks.kit.text import Said
from runbooks.kit.values import Plan


@dataclass(frozen=True, slots=True)
class Drilled:
    """One containment drill that went well: a change of a drill target and its undo, both proved.

    `execution` is the change's, `undo` that of its undo, which ended `at`; `actions` are the
    IAM actions that the change has called. It proves nothing of code with another hash.
    """

    undo: int
    execution: int
    runbook: str
    account: str
    code_hash: str
    actions: frozenset[str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """One drill as it goes, by the executions of its change and of its undo.

    `stopped_at` is when somebody asked for its end, `ended_at` when it had one; `is_proved` says
    that all of the plan was proved, and `result` what was, or why not.
    """

    change: int
    undo: int | None = None
    stopped_at: datetime | None = None
    ended_at: datetime | None = None
    is_proved: bool = False
    result: Said | None = None


@dataclass(frozen=True, slots=True)
class Proved:
    """How far drills prove a plan in its account.

    `at` and `execution` are the newest drill's, None for never; `missing` are the plan's
    actions that no drill has called. `older` is when other code of the runbook was proved last.
    """

    at: datetime | None = None
    execution: int | None = None
    missing: tuple[str, ...] = ()
    older: datetime | None = None

    @property
    def holds(self) -> bool:
        """Say whether drills have proved all of the plan."""
        return self.at is not None and not self.missing


NEVER = Proved()


def proved(plan: Plan, code_hash: str, drills: Iterable[Drilled]) -> Proved:
    """Return how far these drills, of one runbook in one account, prove a plan of this code."""
    by_age = sorted(drills, key=lambda one: one.undo)
    same = [one for one in by_age if one.code_hash == code_hash]
    other = [one.at for one in by_age if one.code_hash != code_hash]
    older = other[-1] if other else None
    if not same:
        return Proved(older=older)
    called = frozenset[str]().union(*(one.actions for one in same))
    planned = dict.fromkeys(step.action for step in plan.steps)
    missing = tuple(action for action in planned if action not in called)
    return Proved(same[-1].at, same[-1].execution, missing, older)
