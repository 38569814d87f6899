"""How fast messages go to a destination: one bucket row each, shared by every process."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from bot.store.dialects import insert
from bot.store.schema import IS_PENDING, bucket, posting
from bot.store.types import EPOCH

# Slack takes about one message a second in a channel and lets short bursts pass
# (https://docs.slack.dev/apis/web-api/rate-limits): so many at once, then one in each period.
CAPACITY = 4
PERIOD = timedelta(seconds=1.1)

_BURST = (CAPACITY - 1) * PERIOD


def keep(connection: Connection, destinations: Collection[str]) -> None:
    """Make a full bucket for each destination that has none yet."""
    connection.execute(
        insert(connection, bucket).on_conflict_do_nothing(),
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
    is_wanted = select(posting.c.number).where(
        posting.c.destination == bucket.c.destination, IS_PENDING, posting.c.ready_at <= now
    )
    query = (
        select(bucket.c.destination, bucket.c.full_at)
        .where(bucket.c.blocked_until <= now, bucket.c.full_at <= now + _BURST, is_wanted.exists())
        .with_for_update(skip_locked=True, of=bucket)
    )
    return {row.destination: row.full_at for row in connection.execute(query)}


def spend(connection: Connection, served: Mapping[str, datetime], now: datetime) -> None:
    """Take one message out of each bucket; `served` are destinations and when they were full."""
    connection.execute(
        update(bucket).where(bucket.c.destination == bindparam("served")),
        [
            {"served": destination, "full_at": max(full_at, now) + PERIOD}
            for destination, full_at in sorted(served.items())
        ],
    )
