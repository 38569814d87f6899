"""The rows of the places under the ceiling."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, and_, or_, select

from bot.domain.braking import Place
from bot.domain.execution import Stage
from bot.store.brake_tables import place
from bot.store.dialects import alone, insert
from bot.store.schema import execution

LOCK = 7_302_006
"""Any number that nothing else in the database locks by."""


class PlaceRows:
    """Fulfils the places port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def alone(self) -> None:
        alone(self._connection, LOCK)

    def since(self, at: datetime) -> tuple[Place, ...]:
        is_recent = and_(place.c.is_begun, place.c.at > at)
        is_pending = and_(~place.c.is_begun, execution.c.stage == Stage.APPROVED)
        of_it = execution.c.number == place.c.execution
        query = select(place).join(execution, of_it).where(or_(is_recent, is_pending))
        rows = self._connection.execute(query.order_by(place.c.at, place.c.execution))
        return tuple(Place(**row._asdict()) for row in rows)

    def take(self, place_: Place) -> None:
        row = asdict(place_)
        adding = insert(self._connection, place).values(row)
        key = [place.c.execution, place.c.account, place.c.target]
        moved = {"at": place_.at, "is_begun": place_.is_begun}
        self._connection.execute(adding.on_conflict_do_update(index_elements=key, set_=moved))

    def begun(self, account: str, target: str) -> tuple[int, ...]:
        of_it = (place.c.account == account, place.c.target == target, place.c.is_begun)
        query = select(place.c.execution).where(*of_it).order_by(place.c.execution.desc())
        return tuple(self._connection.scalars(query))
