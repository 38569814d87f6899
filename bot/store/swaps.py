"""The rows of the swaps on call."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from bot.domain.rota import AskedSwap, Swap
from bot.store.rule_tables import swap, swap_wish

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

    def ask(self, wish: AskedSwap) -> None:
        self.drop(wish.who)
        self._connection.execute(insert(swap_wish).values(asdict(wish)))

    def asked(self, who: str) -> AskedSwap | None:
        row = self._connection.execute(select(swap_wish).where(swap_wish.c.who == who)).first()
        return None if row is None else AskedSwap(**row._asdict())

    def drop(self, who: str) -> None:
        self._connection.execute(delete(swap_wish).where(swap_wish.c.who == who))
