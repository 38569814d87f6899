"""The rows of the durable runs, leased by the database's own clock and fenced by a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select

from bot.domain.run import Run, RunState, Work
from bot.store import claims
from bot.store.dialects import kind_of
from bot.store.types import span

MOST_CLAIMS = 5
"""A run that was claimed so often and never finished kills whoever claims it: it goes dead."""


class RunRows:
    """Fulfils the runs port.

    `ready_at` is when a run may be claimed: its time while it is due, the end of its lease while
    it is claimed. So a run whose process died becomes claimable by itself.
    """

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection
        self._kind = kind_of(connection)

    def start(self, work: Work, subject: int, at: datetime | None = None) -> int:
        """Start a run, now or not before `at`; one live run for each work and subject.

        Where one is live it keeps its number, and its earlier time if that is earlier.
        """
        row: dict[str, Any] = {"work": str(work), "subject": subject, **claims.NEW}
        if at is not None:
            row["ready_at"] = at
        starting = claims.starting(self._kind, is_now=at is None)
        number: int = self._connection.execute(starting, row).scalar_one()
        return number

    def start_all(self, work: Work, subjects: Sequence[int]) -> None:
        # In one order everywhere, so that two processes wait for each other, not in a deadlock.
        rows = [
            {"work": str(work), "subject": subject, **claims.NEW} for subject in sorted(subjects)
        ]
        if rows:
            self._connection.execute(claims.starting_all(self._kind), rows)

    def cancel(self, number: int) -> bool:
        return self._changes(claims.CANCELLING, {"run": number})

    def status(self, number: int) -> RunState | None:
        state = self._connection.scalar(claims.STATE, {"run": number})
        return None if state is None else RunState(state)

    def dead(self, since: datetime) -> Mapping[Work, int]:
        found = self._connection.execute(claims.DEAD, {"since": since})
        return {Work(work): count for work, count in found}

    def is_due(self, patient: int) -> bool:
        wanted = claims.is_due(self._kind) if patient else claims.is_urgent_due(self._kind)
        return self._connection.scalar(wanted) is not None

    def due(
        self, owner: str, limit: int, lease: timedelta, patient: int | None = None
    ) -> tuple[Run, ...]:
        self._connection.execute(claims.burying(self._kind), {"most": MOST_CLAIMS})
        numbers = self._ready(limit, patient)
        if not numbers:
            return ()
        claimed = {"numbers": numbers, "by": owner, "wait": span(lease)}
        rows = self._connection.execute(claims.claiming(self._kind), claimed).all()
        return tuple(
            Run(row.number, Work(row.work), row.subject, row.attempts, row.fence)
            for row in sorted(rows)
        )

    def _ready(self, limit: int, patient: int | None) -> list[int]:
        """Return what may be claimed: what is not patient, then whatever else is ready longest."""
        first = self._numbers(claims.urgent(self._kind), limit)
        left = limit - len(first) if patient is None else min(limit - len(first), patient)
        if left <= 0:
            return first
        every = self._numbers(claims.ready(self._kind), len(first) + left)
        return [*first, *[each for each in every if each not in first][:left]]

    def _numbers(self, wanted: Select[tuple[int]], limit: int) -> list[int]:
        return list(self._connection.scalars(wanted, {"limit": limit}))

    def renew(self, runs: Sequence[Run], lease: timedelta) -> frozenset[int]:
        renewing, wait = claims.renewing(self._kind), span(lease)
        return frozenset(
            each.number for each in runs if self._changes(renewing, {**_held(each), "wait": wait})
        )

    def holds(self, run: Run) -> bool:
        """Say whether this claim still stands, its lease included, and keep it so until commit."""
        found = self._connection.scalar(claims.holding(self._kind), _held(run))
        return found is not None

    def finish(self, run: Run) -> bool:
        return self._changes(claims.FINISHING, _held(run))

    def fail(self, run: Run, retry_in: timedelta, reason: str) -> None:
        after = RunState.DEAD if run.attempts >= MOST_CLAIMS else RunState.DUE
        told = {**_held(run), "after": str(after), "why": reason, "wait": span(retry_in)}
        self._connection.execute(claims.failing(self._kind), told)

    def put_off(self, run: Run, pause: timedelta) -> bool:
        """Make a run due again after a pause, as often as it likes: it has not failed."""
        return self._changes(claims.putting_off(self._kind), {**_held(run), "wait": span(pause)})

    def give_back(self, owner: str) -> None:
        """Make due again what this owner has claimed, as if it had never claimed it."""
        self._connection.execute(claims.giving_back(self._kind), {"by": owner})

    def _changes(self, statement: Any, told: dict[str, Any]) -> bool:
        return self._connection.execute(statement, told).rowcount == 1


def _held(each: Run) -> dict[str, Any]:
    """Return what names a claim; a statement changes nothing where somebody else has it now."""
    return {"run": each.number, "claim": each.fence}
