"""The rows of canaries, one a place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, delete, select

from bot.domain.canary import Way
from bot.store import dialects
from bot.store.sweep_tables import canary
from runbooks.kit.text import Said

_SAID = TypeAdapter(Said)
_KEY = ["account", "region"]


class CanaryRows:
    """Fulfils the canaries port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def way(self, account: str, region: str) -> Way | None:
        query = select(canary).where(canary.c.account == account, canary.c.region == region)
        row = self._connection.execute(query.with_for_update()).first()
        return None if row is None else _way(row)

    def all(self) -> tuple[Way, ...]:
        query = select(canary).order_by(canary.c.account, canary.c.region)
        return tuple(_way(row) for row in self._connection.execute(query))

    def keep(self, way: Way) -> None:
        why = None if way.why is None else _SAID.dump_python(way.why, mode="json")
        row = asdict(way) | {"why": why}
        adding = dialects.insert(self._connection, canary).values(row)
        changed = {name: adding.excluded[name] for name in row if name not in _KEY}
        self._connection.execute(adding.on_conflict_do_update(index_elements=_KEY, set_=changed))

    def keep_only(self, places: Collection[tuple[str, str]]) -> None:
        wanted = set(places)
        for way in self.all():
            if (way.account, way.region) not in wanted and not way.incident:
                is_its = (canary.c.account == way.account, canary.c.region == way.region)
                self._connection.execute(delete(canary).where(*is_its))


def _way(row: Row[Any]) -> Way:
    why = None if row.why is None else _SAID.validate_python(row.why)
    return Way(**{**row._asdict(), "why": why})
