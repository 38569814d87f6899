"""The rows of the kill switch: one for each pulled brake, and one for each that was released."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.braking import EVERYWHERE
from bot.ports.brakes import Stop
from bot.store.brake_tables import brake, release
from bot.store.dialects import insert, insert_once


class BrakeRows:
    """Fulfils the brakes port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def stop(
        self,
        account: str,
        by: str,
        by_name: str,
        at: datetime,
        *,
        reason: str = "",
        is_own: bool = False,
    ) -> bool:
        pulled = {"by": by, "by_name": by_name, "at": at, "reason": reason, "is_own": is_own}
        fresh = {**pulled, "asked_by": "", "asked_at": None}
        if insert_once(self._connection, brake, {"account": account, **fresh}):
            return True
        if is_own:
            return False
        over = update(brake).where(brake.c.account == account, brake.c.is_own).values(fresh)
        return self._connection.execute(over).rowcount == 1

    def stops(self) -> tuple[Stop, ...]:
        rows = self._connection.execute(select(brake).order_by(brake.c.account))
        return tuple(Stop(**row._asdict()) for row in rows)

    def ask_start(self, account: str, by: str, at: datetime) -> None:
        self._connection.execute(
            update(brake).where(brake.c.account == account).values(asked_by=by, asked_at=at)
        )

    def start(self, account: str, at: datetime) -> bool:
        released = self._connection.execute(delete(brake).where(brake.c.account == account))
        if released.rowcount != 1:
            return False
        adding = insert(self._connection, release).values(account=account, at=at)
        self._connection.execute(
            adding.on_conflict_do_update(index_elements=[release.c.account], set_={"at": at})
        )
        return True

    def released_at(self, account: str) -> datetime | None:
        wanted = release.c.account.in_((account, EVERYWHERE))
        query = select(release.c.at).where(wanted).order_by(release.c.at.desc()).limit(1)
        return self._connection.scalar(query)

    def holds(self, account: str, *, is_undo: bool = False) -> bool:
        query = select(brake.c.account).where(brake.c.account.in_((account, EVERYWHERE))).limit(1)
        if is_undo:
            query = query.where(~brake.c.is_own)
        return self._connection.execute(query).first() is not None
