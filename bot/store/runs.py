"""The rows of the durable runs, leased by the database's own clock and fenced by a token."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Update, case, select, update

from bot.domain.run import Run, RunState, Work
from bot.store import schema
from bot.store.dialects import database_time, insert

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
        self._now = database_time(connection)

    def start(self, work: Work, subject: int, at: datetime | None = None) -> int:
        """Start a run, now or not before `at`; one live run for each work and subject.

        Where one is live it keeps its number, and its earlier time if that is earlier.
        """
        adding = insert(self._connection, schema.run).values(
            work=str(work),
            subject=subject,
            state=str(RunState.DUE),
            ready_at=self._now if at is None else at,
            owner="",
            attempts=0,
            fence=0,
            reason="",
        )
        is_earlier = (schema.run.c.state == RunState.DUE) & (
            adding.excluded.ready_at < schema.run.c.ready_at
        )
        sooner = case((is_earlier, adding.excluded.ready_at), else_=schema.run.c.ready_at)
        starting = adding.on_conflict_do_update(
            index_elements=["work", "subject"],
            index_where=schema.IS_LIVE,
            set_={"ready_at": sooner},
        ).returning(schema.run.c.number)
        number: int = self._connection.execute(starting).scalar_one()
        return number

    def cancel(self, number: int) -> bool:
        cancelled = self._connection.execute(
            update(schema.run)
            .where(schema.run.c.number == number, schema.IS_LIVE)
            .values(state=RunState.CANCELLED)
        )
        return cancelled.rowcount == 1

    def status(self, number: int) -> RunState | None:
        state = self._connection.scalar(
            select(schema.run.c.state).where(schema.run.c.number == number)
        )
        return None if state is None else RunState(state)

    def resume(self, number: int) -> bool:
        """Make a dead run due again; False where it is not dead, or a newer one is live."""
        newer = schema.run.alias()
        is_replaced = (
            select(newer.c.number)
            .where(
                newer.c.work == schema.run.c.work,
                newer.c.subject == schema.run.c.subject,
                newer.c.state.in_((RunState.DUE, RunState.CLAIMED)),
            )
            .exists()
        )
        resumed = self._connection.execute(
            update(schema.run)
            .where(schema.run.c.number == number, schema.run.c.state == RunState.DEAD, ~is_replaced)
            .values(state=RunState.DUE, ready_at=self._now, attempts=0, reason="")
        )
        return resumed.rowcount == 1

    def due(self, owner: str, limit: int, lease: timedelta) -> tuple[Run, ...]:
        self._bury()
        ready = (
            select(schema.run.c.number)
            .where(schema.IS_LIVE, schema.run.c.ready_at <= self._now)
            .order_by(schema.run.c.ready_at, schema.run.c.number)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        numbers = self._connection.scalars(ready).all()
        return self._claim(numbers, owner, lease) if numbers else ()

    def renew(self, runs: Sequence[Run], lease: timedelta) -> frozenset[int]:
        return frozenset(
            each.number
            for each in runs
            if self._connection.execute(_held(each).values(ready_at=self._in(lease))).rowcount == 1
        )

    def holds(self, run: Run) -> bool:
        """Say whether this claim still stands, its lease included, and keep it so until commit."""
        query = (
            select(schema.run.c.number)
            .where(*_is_held(run), schema.run.c.ready_at > self._now)
            .with_for_update(read=True)
        )
        return self._connection.scalar(query) is not None

    def finish(self, run: Run) -> bool:
        return self._connection.execute(_held(run).values(state=RunState.DONE)).rowcount == 1

    def fail(self, run: Run, retry_in: timedelta, reason: str) -> None:
        after = RunState.DEAD if run.attempts >= MOST_CLAIMS else RunState.DUE
        self._connection.execute(
            _held(run).values(state=after, ready_at=self._in(retry_in), reason=reason)
        )

    def give_back(self, owner: str) -> None:
        """Make due again what this owner has claimed, as if it had never claimed it."""
        self._connection.execute(
            update(schema.run)
            .where(schema.run.c.state == RunState.CLAIMED, schema.run.c.owner == owner)
            .values(state=RunState.DUE, ready_at=self._now, attempts=schema.run.c.attempts - 1)
        )

    def _bury(self) -> None:
        """Let go dead what was claimed too often and is held by nobody any more."""
        self._connection.execute(
            update(schema.run)
            .where(
                schema.IS_LIVE,
                schema.run.c.ready_at <= self._now,
                schema.run.c.attempts >= MOST_CLAIMS,
            )
            .values(state=RunState.DEAD)
        )

    def _claim(self, numbers: Sequence[int], owner: str, lease: timedelta) -> tuple[Run, ...]:
        run = schema.run.c
        claim = (
            update(schema.run)
            .where(run.number.in_(numbers))
            .values(
                state=RunState.CLAIMED,
                owner=owner,
                ready_at=self._in(lease),
                attempts=run.attempts + 1,
                fence=run.fence + 1,
            )
            .returning(run.number, run.work, run.subject, run.attempts, run.fence)
        )
        rows = self._connection.execute(claim).all()
        return tuple(
            Run(row.number, Work(row.work), row.subject, row.attempts, row.fence)
            for row in sorted(rows)
        )

    def _in(self, wait: timedelta) -> ColumnElement[datetime]:
        """Return the moment so long from now, by the database's clock."""
        return database_time(self._connection, wait)


def _is_held(each: Run) -> tuple[ColumnElement[bool], ...]:
    return (
        schema.run.c.number == each.number,
        schema.run.c.fence == each.fence,
        schema.run.c.state == RunState.CLAIMED,
    )


def _held(each: Run) -> Update:
    """Return an update of a run that changes nothing where somebody else holds it now."""
    return update(schema.run).where(*_is_held(each))
