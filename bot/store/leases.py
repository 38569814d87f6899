"""The rows of the leases: one for each resource that an execution works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, delete, select, tuple_

from bot.domain.braking import Lease
from bot.store.brake_tables import lease
from bot.store.dialects import insert_once


class LeaseRows:
    """Fulfils the leases port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def held(self, leases: Sequence[Lease]) -> Lease | None:
        wanted = [(each.account, each.resource) for each in leases]
        query = (
            select(lease)
            .where(tuple_(lease.c.account, lease.c.resource).in_(wanted))
            .where(lease.c.execution.not_in({each.execution for each in leases}))
            .order_by(lease.c.account, lease.c.resource)
        )
        found = self._connection.execute(query).first()
        return None if found is None else Lease(**found._asdict())

    def take(self, leases: Sequence[Lease]) -> Lease | None:
        """Take them in one order, whoever asks, so that no two wait for each other."""
        taken = self.held(leases)
        if taken is not None:
            return taken
        for each in sorted(leases, key=lambda one: (one.account, one.resource)):
            insert_once(self._connection, lease, asdict(each))
        # Whoever was ahead meanwhile has committed: an insert waits for that.
        taken = self.held(leases)
        if taken is not None:
            for number in {each.execution for each in leases}:
                self.let_go(number)
        return taken

    def let_go(self, execution: int) -> None:
        self._connection.execute(delete(lease).where(lease.c.execution == execution))
