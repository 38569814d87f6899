"""How much is measured: enough to judge by, or just enough to see that all parts work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """The counts of every part; a pair is the floor and secbot, one after the other."""

    pairs: int = 5
    warm: int = 200
    messages: int = 4000
    kills: int = 3
    requests: int = 2000
    cards: int = 24
    approvals: int = 10
    starts: int = 5
    idle_seconds: float = 20.0
    apart_seconds: float = 12.5
    accounts: int = 20
    storm: int = 10_000
    decisions: int = 100
    backlog: int = 20_000
    backlogs: int = 3
    live: int = 100
    open_seconds: int = 10
    outage: int = 2000
    outage_seconds: float = 60.0
    day: int = 1000
    grown_days: int = 1000
    looks: int = 15
    retention_days: int = 50
    retention_seconds: float = 10.0
    remembered: tuple[int, int] = (10_000, 100_000)


FULL = Scale()
QUICK = Scale(
    pairs=1,
    warm=20,
    messages=300,
    kills=1,
    requests=100,
    cards=3,
    apart_seconds=2.5,
    approvals=2,
    starts=1,
    idle_seconds=1.0,
    accounts=2,
    storm=600,
    decisions=5,
    backlog=600,
    backlogs=1,
    live=5,
    open_seconds=2,
    outage=40,
    outage_seconds=8.0,
    day=120,
    grown_days=20,
    looks=3,
    retention_days=4,
    retention_seconds=2.5,
    remembered=(1000, 2000),
)
