"""Whose turn it is in the outbox: leases the next message of each destination."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from bot.domain.posting import Due, Sheet
from bot.store import buckets
from bot.store.schema import IS_LEASED, IS_PENDING, bucket, posting
from bot.store.types import Instant

HEADS = (Sheet.ALERT, Sheet.DRILL, Sheet.STORM)

card = posting.alias("card")
"""The alert, the drill or the storm whose thread a message belongs to."""

IS_CARD = and_(
    card.c.destination == posting.c.destination,
    card.c.sheet.in_([each.value for each in HEADS]),
    card.c.subject == posting.c.under,
)


_NUMBERS: BindParameter[Any] = bindparam("numbers", expanding=True)
_LEASING = (
    update(posting)
    .where(posting.c.number.in_(_NUMBERS))
    .values(
        leased=True,
        # Whoever held a lease that ran out may have posted the message.
        uncertain=or_(posting.c.uncertain, posting.c.leased),
        ready_at=bindparam("until"),
        attempts=posting.c.attempts + 1,
        fence=posting.c.fence + 1,
    )
)
_LEASED = (
    select(posting, card.c.ts.label("under_ts"))
    .outerjoin(card, IS_CARD)
    .where(posting.c.number.in_(_NUMBERS))
    .order_by(posting.c.turn_at, posting.c.number)
)


def turn(at: datetime, *, is_edit: bool) -> datetime:
    """Return what messages are ordered by: the second they were wanted in, first posts ahead."""
    return at.replace(microsecond=int(is_edit))


def lease_next(
    connection: Connection, now: datetime, limit: int, lease: timedelta
) -> tuple[Due, ...]:
    """Lease the next message of each destination that may have one now, the oldest first."""
    free = buckets.take_free(connection, now)
    numbers = _firsts(connection, free, now, limit) if free else ()
    if not numbers:
        return ()
    connection.execute(_LEASING, {"numbers": numbers, "until": now + lease})
    dues = _dues(connection, numbers)
    buckets.spend(connection, {each.destination: free[each.destination] for each in dues}, now)
    return dues


def next_at(connection: Connection) -> datetime | None:
    """Return when the next message may be leased, or None where none is pending.

    What waits for a card is left out: the card goes before it, and then this is asked again.
    """
    rows = connection.execute(_next()).all()
    return min((_may_go(row) for row in rows if row.ready_at is not None), default=None)


def _firsts(
    connection: Connection, free: Collection[str], now: datetime, limit: int
) -> Sequence[int]:
    """Return the next message of each of these destinations where none is leased now."""
    asked = {"free": sorted(free), "now": now, "most": limit}
    return connection.scalars(_next_of(), asked).all()


@cache
def _next() -> Select[Any]:
    """Return the query for when each destination's next message is ready, and what it waits for."""
    ready_at = _pending_here().with_only_columns(posting.c.ready_at).order_by(posting.c.ready_at)
    leased_until = select(func.max(posting.c.ready_at)).where(
        posting.c.destination == bucket.c.destination, IS_LEASED
    )
    return select(
        ready_at.limit(1).scalar_subquery().label("ready_at"),
        leased_until.scalar_subquery().label("leased_until"),
        bucket.c.full_at,
        bucket.c.blocked_until,
    )


@cache
def _next_of() -> Select[Any]:
    """Return the query for the next messages of the destinations that are `free`."""
    # Adding nothing keeps SQLite from its index over `ready_at`, where it would have to sort all
    # that is pending; in the order of turns it stops at the first.
    ready_at = posting.c.ready_at.op("+")(literal_column("0"))
    first = (
        _pending_here()
        .where(ready_at <= bindparam("now", type_=Instant))
        .order_by(posting.c.turn_at, posting.c.number)
        .limit(1)
    )
    other = posting.alias("other")
    is_busy = exists().where(
        other.c.destination == bucket.c.destination,
        other.c.leased.is_(True),
        other.c.ready_at > bindparam("now", type_=Instant),
    )
    is_free = bucket.c.destination.in_(bindparam("free", expanding=True))
    firsts = select(first.scalar_subquery()).where(is_free, ~is_busy)
    return (
        select(posting.c.number)
        .where(posting.c.number.in_(firsts))
        .order_by(posting.c.turn_at, posting.c.number)
        .limit(bindparam("most", type_=Integer))
    )


def _pending_here() -> Select[Any]:
    """Return a query, inside one over buckets, for a destination's messages but for orphans.

    A reply is none of them until the card whose thread it belongs to is there.
    """
    has_card = exists().where(IS_CARD, card.c.ts != "")
    return select(posting.c.number).where(
        posting.c.destination == bucket.c.destination,
        IS_PENDING,
        or_(posting.c.under == "", has_card),
    )


def _may_go(row: Any) -> datetime:
    opens_at: datetime = max(row.ready_at, buckets.opening(row.full_at, row.blocked_until))
    return opens_at if row.leased_until is None else max(opens_at, row.leased_until)


def _dues(connection: Connection, numbers: Sequence[int]) -> tuple[Due, ...]:
    return tuple(_due(row) for row in connection.execute(_LEASED, {"numbers": numbers}))


def _due(row: Row[Any]) -> Due:
    return Due(
        number=row.number,
        destination=row.destination,
        sheet=Sheet(row.sheet),
        subject=row.subject,
        under=row.under,
        under_ts=row.under_ts or "",
        wanted=row.wanted,
        ts=row.ts,
        nonce=row.nonce,
        attempts=row.attempts,
        uncertain=row.uncertain,
        fence=row.fence,
        wanted_at=row.wanted_at,
    )
