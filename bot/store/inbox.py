"""The inbox's rows: the raw messages, apart from what was made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Row, bindparam, delete, func, select, update

from bot.domain.message import Depth, Kept, Message
from bot.ports.inbox import HIGHEST
from bot.store.batches import batches
from bot.store.dialects import insert_on, kind_of
from bot.store.schema import IS_UNREAD, IS_UNREADABLE, READ, UNREAD, UNREADABLE, inbox

_UNREAD = (
    select(inbox)
    .where(IS_UNREAD, inbox.c.number > bindparam("above"), inbox.c.number <= bindparam("upto"))
    .order_by(inbox.c.number)
    .limit(bindparam("most"))
)
_NEWEST = select(func.max(inbox.c.number))
_READING = (
    update(inbox)
    .where(inbox.c.number.in_(bindparam("numbers", expanding=True)))
    .values(state=READ, reason="")
)
_OLDEST = select(inbox.c.received_at).where(IS_UNREAD).order_by(inbox.c.number).limit(1)


class InboxRows:
    """Fulfils the inbox port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def add(self, messages: Sequence[Message]) -> None:
        # In one order everywhere, so that two processes that were sent the same messages wait
        # for each other instead of deadlocking on PostgreSQL.
        rows = [_row(message) for message in sorted(messages, key=lambda m: m.message_id)]
        if rows:
            self._connection.execute(_adding(kind_of(self._connection)), rows)

    def unread(self, limit: int, *, above: int = 0, upto: int = HIGHEST) -> tuple[Kept, ...]:
        asked = {"most": limit, "above": above, "upto": upto}
        return tuple(_kept(row) for row in self._connection.execute(_UNREAD, asked))

    def newest(self) -> int:
        return self._connection.scalar(_NEWEST) or 0

    def mark_read(self, numbers: Sequence[int]) -> None:
        for some in batches(numbers):
            self._connection.execute(_READING, {"numbers": some})

    def mark_unreadable(self, reasons: Mapping[int, str]) -> None:
        rows = [{"row": number, "reason": reason} for number, reason in reasons.items()]
        if rows:
            self._connection.execute(
                update(inbox).where(inbox.c.number == bindparam("row")).values(state=UNREADABLE),
                rows,
            )

    def unreadable(
        self, since: datetime, until: datetime, limit: int
    ) -> tuple[int, tuple[tuple[Kept, str], ...]]:
        within = (IS_UNREADABLE, inbox.c.received_at >= since, inbox.c.received_at < until)
        count = self._connection.scalar(select(func.count()).select_from(inbox).where(*within))
        newest = (
            select(inbox)
            .where(*within)
            .order_by(inbox.c.received_at.desc(), inbox.c.number.desc())
            .limit(limit)
        )
        rows = self._connection.execute(newest)
        return count or 0, tuple((_kept(row), row.reason) for row in rows)

    def forget(self, before: datetime, limit: int) -> int:
        oldest = (
            select(inbox.c.number, inbox.c.state, inbox.c.received_at)
            .order_by(inbox.c.number)
            .limit(limit)
            .subquery()
        )
        old = select(oldest.c.number).where(oldest.c.state != UNREAD, oldest.c.received_at < before)
        gone = delete(inbox).where(inbox.c.number.in_(old)).returning(inbox.c.number)
        return len(self._connection.scalars(gone).all())

    def waits_since(self) -> datetime | None:
        since: datetime | None = self._connection.scalar(_OLDEST)
        return since

    def depth(self) -> Depth:
        count = self._connection.scalar(select(func.count()).select_from(inbox).where(IS_UNREAD))
        return Depth(count or 0, self.waits_since())


@cache
def _adding(kind: str) -> Insert:
    """Return the statement that keeps messages, each once."""
    return insert_on(kind, inbox).on_conflict_do_nothing()


def _row(message: Message) -> dict[str, Any]:
    return {
        "source": message.source,
        "topic": message.topic,
        "message_id": message.message_id,
        "sent_at": message.sent_at,
        "received_at": message.received_at,
        "state": UNREAD,
        "reason": "",
        "body": message.body,
    }


def _kept(row: Row[Any]) -> Kept:
    message = Message(row.source, row.topic, row.message_id, row.sent_at, row.received_at, row.body)
    return Kept(row.number, message)
