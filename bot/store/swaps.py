"""The rows of the swaps on call."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, insert, select

from bot.domain.rota import Swap
from bot.store.rule_tables import swap

_OWN = tuple(each for each in swap.c if each.name != "number")


class SwapRows:
    """Fulfils the swaps port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def add(self, added: Swap) -> None:
        self._connection.execute(insert(swap).values(asdict(added)))

    def ending_after(self, moment: datetime) -> tuple[Swap, ...]:
        query = select(*_OWN).where(swap.c.until > moment).order_by(swap.c.number)
        return tuple(Swap(**row._asdict()) for row in self._connection.execute(query))
