"""How fast messages go to a destination: one bucket row each, shared by every process."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Connection, Insert, bindparam, select, update

from bot.store.dialects import insert_on, kind_of
from bot.store.schema import IS_PENDING, bucket, posting
from bot.store.types import EPOCH

# Slack takes about one message a second in a channel and lets short bursts pass
# (https://docs.slack.dev/apis/web-api/rate-limits): so many at once, then one in each period.
CAPACITY = 4
PERIOD = timedelta(seconds=1.1)

_BURST = (CAPACITY - 1) * PERIOD
_IS_WANTED = (
    select(posting.c.number)
    .where(
        posting.c.destination == bucket.c.destination,
        IS_PENDING,
        posting.c.ready_at <= bindparam("now"),
    )
    .exists()
)
_FREE = (
    select(bucket.c.destination, bucket.c.full_at)
    .where(
        bucket.c.blocked_until <= bindparam("now"),
        bucket.c.full_at <= bindparam("burst_end"),
        _IS_WANTED,
    )
    .with_for_update(skip_locked=True, of=bucket)
)
_SPENDING = (
    update(bucket)
    .where(bucket.c.destination == bindparam("served"))
    .values(full_at=bindparam("full"))
)


def keep(connection: Connection, destinations: Collection[str]) -> None:
    """Make a full bucket for each destination that has none yet."""
    connection.execute(
        _keeping(kind_of(connection)),
        [
            {"destination": each, "full_at": EPOCH, "blocked_until": EPOCH}
            for each in sorted(destinations)
        ],
    )


def block(connection: Connection, destination: str, until: datetime) -> None:
    """Hold a destination back, or longer than it was."""
    keep(connection, (destination,))
    connection.execute(
        update(bucket)
        .where(bucket.c.destination == destination, bucket.c.blocked_until < until)
        .values(blocked_until=until)
    )


def opening(full_at: datetime, blocked_until: datetime) -> datetime:
    """Return the moment from which a bucket lets the next message through.

    A bucket is told by the moment at which it will be full again: each message moves that on by
    one period, and may do so while that stays within the capacity.
    """
    return max(full_at - _BURST, blocked_until)


def take_free(connection: Connection, now: datetime) -> Mapping[str, datetime]:
    """Return the destinations that wait for a message and may have one, with when they are full.

    On PostgreSQL their rows are locked until the commit, and those that another process has
    locked are left out: the bucket is what two processes exclude each other by, so everything
    else about a destination is looked at after this.
    """
    rows = connection.execute(_FREE, {"now": now, "burst_end": now + _BURST})
    return {row.destination: row.full_at for row in rows}


def spend(connection: Connection, served: Mapping[str, datetime], now: datetime) -> None:
    """Take one message out of each bucket; `served` are destinations and when they were full."""
    connection.execute(
        _SPENDING,
        [
            {"served": destination, "full": max(full_at, now) + PERIOD}
            for destination, full_at in sorted(served.items())
        ],
    )


@cache
def _keeping(kind: str) -> Insert:
    """Return the statement that makes a bucket where there is none."""
    return insert_on(kind, bucket).on_conflict_do_nothing()
