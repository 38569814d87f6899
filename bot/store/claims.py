"""The statements by which durable runs are started, claimed, kept and ended, built once each."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Update, bindparam, case, func, select, update

from bot.domain.run import PATIENT, RunState, Work
from bot.store.dialects import database_time, database_time_in, insert_on
from bot.store.growth_tables import IS_DEAD
from bot.store.schema import IS_LIVE, run
from bot.store.types import Instant

NEW: dict[str, Any] = {
    "state": str(RunState.DUE),
    "owner": "",
    "attempts": 0,
    "fence": 0,
    "reason": "",
}
"""What a run begins with, beside its work, its subject and when it is ready."""

_IS_IT = run.c.number == bindparam("run")
_IS_URGENT = run.c.work.in_(sorted(set(Work) - PATIENT))
_IS_HELD = (_IS_IT, run.c.fence == bindparam("claim"), run.c.state == RunState.CLAIMED)

STATE = select(run.c.state).where(_IS_IT)
CANCELLING = update(run).where(_IS_IT, IS_LIVE).values(state=RunState.CANCELLED)
_NEWER = run.alias()
DEAD = (
    select(run.c.work, func.count())
    .where(IS_DEAD, run.c.ready_at >= bindparam("since", type_=Instant))
    .where(
        ~select(_NEWER.c.number)
        .where(
            _NEWER.c.work == run.c.work,
            _NEWER.c.subject == run.c.subject,
            _NEWER.c.number > run.c.number,
        )
        .exists()
    )
    .group_by(run.c.work)
)
"""How many runs of each work have died since, and were not begun anew."""

FINISHING = update(run).where(*_IS_HELD).values(state=RunState.DONE)


@cache
def starting(kind: str, *, is_now: bool) -> Any:
    """Return the insert of a run, ready now or at `ready_at`, that returns its number."""
    at = database_time(kind) if is_now else bindparam("ready_at", type_=Instant)
    return _starting(kind, at).returning(run.c.number)


@cache
def starting_all(kind: str) -> Any:
    """Return the insert of runs that are ready now, which returns nothing."""
    return _starting(kind, database_time(kind))


def _starting(kind: str, at: ColumnElement[datetime]) -> Any:
    adding = insert_on(kind, run).values(ready_at=at)
    fresh = adding.excluded.ready_at
    is_earlier = (run.c.state == RunState.DUE) & (fresh < run.c.ready_at)
    return adding.on_conflict_do_update(
        index_elements=["work", "subject"],
        index_where=IS_LIVE,
        set_={"ready_at": case((is_earlier, fresh), else_=run.c.ready_at)},
    )


@cache
def burying(kind: str) -> Update:
    """Return the update that lets go dead what was claimed too often and nobody holds now."""
    return (
        update(run)
        .where(IS_LIVE, run.c.ready_at <= database_time(kind), run.c.attempts >= bindparam("most"))
        .values(state=RunState.DEAD)
    )


@cache
def is_due(kind: str) -> Select[tuple[int]]:
    """Return the query for one run that may be claimed, if there is any."""
    return select(run.c.number).where(IS_LIVE, run.c.ready_at <= database_time(kind)).limit(1)


@cache
def is_urgent_due(kind: str) -> Select[tuple[int]]:
    """Return the query for one of them that is not patient, if there is any."""
    return is_due(kind).where(_IS_URGENT)


@cache
def ready(kind: str) -> Select[tuple[int]]:
    """Return the query for the runs that may be claimed, the longest ready first."""
    return (
        is_due(kind)
        .order_by(run.c.ready_at, run.c.number)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
    )


@cache
def urgent(kind: str) -> Select[tuple[int]]:
    """Return the query for those of them that are not patient."""
    return ready(kind).where(_IS_URGENT)


@cache
def claiming(kind: str) -> Any:
    """Return the update that claims runs for an owner and returns them."""
    return (
        update(run)
        .where(run.c.number.in_(bindparam("numbers", expanding=True)))
        .values(
            state=RunState.CLAIMED,
            owner=bindparam("by"),
            ready_at=database_time_in(kind, "wait"),
            attempts=run.c.attempts + 1,
            fence=run.c.fence + 1,
        )
        .returning(run.c.number, run.c.work, run.c.subject, run.c.attempts, run.c.fence)
    )


@cache
def renewing(kind: str) -> Update:
    """Return the update that keeps a claim longer."""
    return update(run).where(*_IS_HELD).values(ready_at=database_time_in(kind, "wait"))


@cache
def holding(kind: str) -> Select[tuple[int]]:
    """Return the query for a claim whose lease has not run out; it is kept so until commit."""
    return (
        select(run.c.number)
        .where(*_IS_HELD, run.c.ready_at > database_time(kind))
        .with_for_update(read=True)
    )


@cache
def failing(kind: str) -> Update:
    """Return the update that ends a claim with a reason, to be tried again later or never."""
    return (
        update(run)
        .where(*_IS_HELD)
        .values(
            state=bindparam("after"),
            ready_at=database_time_in(kind, "wait"),
            reason=bindparam("why"),
        )
    )


@cache
def putting_off(kind: str) -> Update:
    """Return the update that makes a claim due again later, as if it had been claimed once."""
    return (
        update(run)
        .where(*_IS_HELD)
        .values(
            state=RunState.DUE,
            ready_at=database_time_in(kind, "wait"),
            attempts=0,
            reason="",
        )
    )


@cache
def giving_back(kind: str) -> Update:
    """Return the update that makes an owner's claims due again, as if they had never been."""
    return (
        update(run)
        .where(IS_LIVE, run.c.state == RunState.CLAIMED, run.c.owner == bindparam("by"))
        .values(state=RunState.DUE, ready_at=database_time(kind), attempts=run.c.attempts - 1)
    )
