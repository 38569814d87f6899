"""The rows of what the findings of incidents name, found by a hash."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from hashlib import sha256

from sqlalchemy import Connection, Insert, bindparam, delete, exists, select

from bot.domain.observable import Observable
from bot.ports.observables import Sighting
from bot.store.batches import batches
from bot.store.dialects import alone, insert_on, kind_of
from bot.store.growth_tables import IS_ENDED
from bot.store.observable_tables import observable
from bot.store.schema import incident
from bot.store.types import canonical

KEPT = 2048
"""How many hashes are remembered: each is asked for twice in one transaction."""
LOCK = 0x5EC_0020
"""The number of the lock that joining holds; it means nothing else."""

_SEEN = (
    select(observable)
    .join(incident, incident.c.number == observable.c.incident)
    .where(
        observable.c.digest.in_(bindparam("digests", expanding=True)),
        incident.c.updated_at >= bindparam("since", type_=incident.c.updated_at.type),
    )
    .order_by(observable.c.incident)
)


class ObservableRows:
    """Fulfils the observables port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def alone(self) -> None:
        alone(self._connection, LOCK)

    def seen(
        self, named: Sequence[Observable], since: datetime
    ) -> Mapping[Observable, tuple[Sighting, ...]]:
        by_digest = {_digest(one): one for one in named}
        found: defaultdict[Observable, list[Sighting]] = defaultdict(list)
        for some in batches(list(by_digest)):
            rows = self._connection.execute(_SEEN, {"digests": some, "since": since})
            for row in rows:
                found[by_digest[bytes(row.digest)]].append(Sighting(row.incident, row.many, row.at))
        return {one: tuple(sightings) for one, sightings in found.items()}

    def add(self, named: Sequence[tuple[int, Observable]], at: datetime) -> None:
        counted = Counter((_digest(one), number) for number, one in named)
        # In one order everywhere, so that two processes wait for each other and never deadlock.
        rows = [
            {"digest": digest, "incident": number, "many": many, "at": at}
            for (digest, number), many in sorted(counted.items())
        ]
        if rows:
            self._connection.execute(_adding(kind_of(self._connection)), rows)

    def drop(self, incident: int) -> None:
        self._connection.execute(delete(observable).where(observable.c.incident == incident))

    def forget(self, since: datetime, before: datetime, limit: int) -> int:
        is_named = exists().where(observable.c.incident == incident.c.number)
        old = (
            select(incident.c.number)
            .where(IS_ENDED, incident.c.updated_at >= since, incident.c.updated_at < before)
            .where(is_named)
            .order_by(incident.c.updated_at)
            .limit(limit)
        )
        numbers = list(self._connection.scalars(old))
        for some in batches(numbers):
            self._connection.execute(delete(observable).where(observable.c.incident.in_(some)))
        return len(numbers)


@cache
def _adding(kind: str) -> Insert:
    adding = insert_on(kind, observable)
    fresh = {
        "many": observable.c.many + adding.excluded.many,
        "at": adding.excluded.at,
    }
    return adding.on_conflict_do_update(index_elements=["digest", "incident"], set_=fresh)


@lru_cache(maxsize=KEPT)
def _digest(one: Observable) -> bytes:
    """Return what stands for an observable, which a stranger may have made as long as they like."""
    return sha256(canonical([one.kind, one.scope, one.value]).encode()).digest()
