"""The rows of the anchors' receipts, appended only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, func, select

from bot.domain.anchor import Mark, Receipt
from bot.domain.record import What
from bot.store.dialects import insert_once
from bot.store.people import PersonRows
from bot.store.records import RecordRows
from bot.store.schema import anchor, record

_AT_A_TIME = 1000
_BY_PLACE = select(anchor).order_by(anchor.c.place, anchor.c.hash, anchor.c.target)


class AnchorRows:
    """Fulfils the anchors port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def keep(self, receipt: Receipt) -> None:
        mark = receipt.mark
        row = {
            "target": receipt.target,
            "place": mark.place,
            "hash": mark.hash,
            "origin": mark.origin,
            "at": receipt.at,
            "proof": receipt.proof,
        }
        insert_once(self._connection, anchor, row)

    def all(self) -> Iterator[Receipt]:
        query = _BY_PLACE.execution_options(yield_per=_AT_A_TIME)
        with self._connection.execute(query) as rows:
            for row in rows:
                yield _receipt(row)

    def of(self, target: str) -> tuple[Receipt, ...]:
        rows = self._connection.execute(_BY_PLACE.where(anchor.c.target == target))
        return tuple(_receipt(row) for row in rows)

    def owed(self, target: str) -> Mark | None:
        mine = select(func.max(anchor.c.place)).where(anchor.c.target == target)
        newest = self._connection.scalar(mine)
        ended = select(record.c.place).where(
            record.c.place > (newest or 0), record.c.what == str(What.ENDED)
        )
        if newest is not None and self._connection.scalar(ended.limit(1)) is None:
            return None
        return RecordRows(self._connection, PersonRows(self._connection)).mark()


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(Mark(row.place, row.hash, row.origin), row.at, row.target, row.proof)
