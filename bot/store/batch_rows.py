"""The rows of the batches and of who is a member of which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, insert, select, update

from bot.domain.batch import Batch, LeftOut, Seal
from bot.store.batch_tables import batch, batch_member

_LEFT_OUT = TypeAdapter(tuple[LeftOut, ...])
_SEAL = TypeAdapter(Seal)


class BatchRows:
    """Fulfils the batches port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def open(
        self, incident: int | None, channel: str, left_out: Sequence[LeftOut], at: datetime
    ) -> int:
        adding = insert(batch).values(
            incident=incident,
            channel=channel,
            begun_at=at,
            round=1,
            left_out=_LEFT_OUT.dump_python(tuple(left_out), mode="json"),
        )
        number: int = self._connection.execute(adding.returning(batch.c.number)).scalar_one()
        return number

    def join(self, number: int, execution: int) -> None:
        self._connection.execute(insert(batch_member).values(batch=number, execution=execution))

    def get(self, number: int) -> Batch | None:
        return self._read(select(batch).where(batch.c.number == number))

    def lock(self, number: int) -> Batch | None:
        """Do as `get`; on SQLite there is one writer anyway."""
        return self._read(select(batch).where(batch.c.number == number).with_for_update())

    def members(self, number: int) -> tuple[int, ...]:
        query = select(batch_member.c.execution).where(batch_member.c.batch == number)
        return tuple(self._connection.scalars(query.order_by(batch_member.c.execution)))

    def seal(self, number: int, round_: int, seal: Seal) -> bool:
        sealing = update(batch).where(
            batch.c.number == number, batch.c.round == round_, batch.c.seal.is_(None)
        )
        kept = _SEAL.dump_python(seal, mode="json")
        return self._connection.execute(sealing.values(seal=kept)).rowcount == 1

    def unseal(self, number: int, round_: int, at: datetime) -> bool:
        opening = update(batch).where(
            batch.c.number == number, batch.c.round == round_, batch.c.seal.is_not(None)
        )
        anew = {"seal": None, "round": round_ + 1, "begun_at": at}
        return self._connection.execute(opening.values(anew)).rowcount == 1

    def _read(self, query: Select[Any]) -> Batch | None:
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        return Batch(
            row.number,
            row.incident,
            row.channel,
            row.begun_at,
            row.round,
            _LEFT_OUT.validate_python(row.left_out),
            None if row.seal is None else _SEAL.validate_python(row.seal),
        )
