"""The rows of the organization's accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from bot.domain.organization import Member
from bot.store.organization_tables import member


class OrganizationRows:
    """Fulfils the organization port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def members(self) -> tuple[Member, ...]:
        rows = self._connection.execute(select(member).order_by(member.c.number))
        return tuple(Member(**row._asdict()) for row in rows)

    def keep(self, members: Sequence[Member]) -> None:
        self._connection.execute(delete(member))
        if members:
            self._connection.execute(insert(member), [asdict(one) for one in members])
