"""A durable run: work that is claimed, kept alive, and done again after a crash."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RunState(StrEnum):
    """Where a run is; a dead one has used up its attempts and waits for a person."""

    DUE = "due"
    CLAIMED = "claimed"
    DONE = "done"
    CANCELLED = "cancelled"
    DEAD = "dead"


class Work(StrEnum):
    """What a run does."""

    ENRICH = "enrich"
    PLAN = "plan"
    EXECUTE = "execute"
    LOOK = "look"
    WITNESS = "witness"
    DRILL = "drill"
    STAND = "stand"
    MEMBERS = "members"
    HOLD = "hold"
    GUARD = "guard"
    BATCH = "batch"
    SYNC = "sync"
    SETTLED = "settled"
    PAGE = "page"
    NIGHT = "night"
    OUTAGE = "outage"
    SWEEP = "sweep"
    CANARY = "canary"
    STORM = "storm"
    DISCOVER = "discover"
    PURGE = "purge"


PATIENT = frozenset({Work.ENRICH, Work.SETTLED})
"""What others can start without end, by their findings: it comes last, and never takes all room."""


@dataclass(frozen=True, slots=True)
class Run:
    """A claimed run; a finish with an older fence than the row's changes nothing."""

    number: int
    work: Work
    subject: int
    attempts: int
    fence: int
