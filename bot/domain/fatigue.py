"""How people approve: quickly, always the same pair, or many in an hour. Tired people say yes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

HASTY = timedelta(seconds=10)
"""Nobody reads a plan in less."""
AN_HOUR = timedelta(hours=1)
OFTEN = 3


@dataclass(frozen=True, slots=True)
class Voted:
    """A yes: who gave it to whose wish, and how long the plan had waited for it."""

    approver: str
    requester: str
    waited: timedelta
    at: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """Who has approved how often what the same person asked for."""

    approver: str
    requester: str
    count: int


@dataclass(frozen=True, slots=True)
class Busiest:
    """Who gave the most approvals within one hour, and how many."""

    approver: str
    count: int


@dataclass(frozen=True, slots=True)
class Fatigue:
    """The figures of some time: `median` is None where nobody has approved anything."""

    count: int
    median: timedelta | None
    hasty: int
    pair: Pair | None
    busiest: Busiest | None


NO_FATIGUE = Fatigue(0, None, 0, None, None)


def measure(votes: Sequence[Voted]) -> Fatigue:
    """Return the figures; names are as they stand in the votes.

    Who says yes to several plans at one moment, as to a batch, has said it once.
    """
    votes = list({(vote.approver, vote.requester, vote.at): vote for vote in votes}.values())
    waits = [vote.waited for vote in votes]
    return Fatigue(
        count=len(votes),
        median=timedelta(seconds=median(wait.total_seconds() for wait in waits)) if waits else None,
        hasty=sum(wait < HASTY for wait in waits),
        pair=_pair(votes),
        busiest=_busiest(votes),
    )


def _pair(votes: Sequence[Voted]) -> Pair | None:
    """Return the pair that is together most often, where that is often at all."""
    counts = Counter((vote.approver, vote.requester) for vote in votes)
    for (approver, requester), count in counts.most_common(1):
        if count >= OFTEN:
            return Pair(approver, requester, count)
    return None


def _busiest(votes: Sequence[Voted]) -> Busiest | None:
    """Return who approved most within any hour, where that is often at all."""
    most: Busiest | None = None
    for approver in sorted({vote.approver for vote in votes}):
        times = sorted(vote.at for vote in votes if vote.approver == approver)
        count = max(sum(first <= at < first + AN_HOUR for at in times) for first in times)
        if count >= OFTEN and (most is None or count > most.count):
            most = Busiest(approver, count)
    return most
