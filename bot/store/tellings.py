"""The rows of what is told upstream of incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, insert, or_, select, update

from bot.domain.syncing import Fate, Occasion, Tell, Telling
from bot.store.batches import batches
from bot.store.sync_tables import IS_FAILED, IS_WAITING, telling

_FIELDS = [each for each in telling.c if each.name != "key_hash"]
MOST_FAILED = 100


class TellingRows:
    """Fulfils the tellings port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def want(self, tellings: Sequence[Telling]) -> None:
        rows = [_row(each) for each in tellings]
        if rows:
            self._connection.execute(insert(telling), rows)

    def waiting(self, incident: int) -> tuple[Telling, ...]:
        return self._read(_of(incident).where(IS_WAITING))

    def incidents_waiting(self) -> tuple[int, ...]:
        # Made distinct here: asked for it, SQLite would go through the index over all incidents.
        query = select(telling.c.incident).where(IS_WAITING)
        return tuple(sorted(set(self._connection.scalars(query))))

    def of_incident(self, incident: int) -> tuple[Telling, ...]:
        return self._read(_of(incident))

    def send(self, numbers: Collection[int]) -> None:
        among = telling.c.number.in_(sorted(numbers))
        self._connection.execute(update(telling).where(among).values(sent=True))

    def tried(self, numbers: Collection[int], why: str) -> None:
        among = telling.c.number.in_(sorted(numbers))
        trying = update(telling).where(among, IS_WAITING)
        self._connection.execute(trying.values(tries=telling.c.tries + 1, why=why))

    def end(self, numbers: Collection[int], fate: Fate, why: str, at: datetime) -> None:
        among = telling.c.number.in_(sorted(numbers))
        ending = update(telling).where(among, IS_WAITING)
        self._connection.execute(ending.values(fate=fate, why=why, ended_at=at))

    def drop(self, incident: int, at: datetime) -> None:
        dropping = update(telling).where(telling.c.incident == incident, IS_WAITING)
        self._connection.execute(dropping.values(fate=Fate.DROPPED, ended_at=at))

    def sent(
        self, keys: Sequence[str], since: datetime | None = None
    ) -> Mapping[str, frozenset[Tell]]:
        found: dict[str, set[Tell]] = defaultdict(set)
        for some in batches(sorted(set(keys))):
            hashes = [_hash(key) for key in some]
            query = select(telling.c.key, telling.c.tell).where(
                telling.c.key_hash.in_(hashes), telling.c.sent
            )
            if since is not None:
                query = query.where(or_(telling.c.ended_at.is_(None), telling.c.ended_at >= since))
            for row in self._connection.execute(query):
                found[row.key].add(Tell(row.tell))
        return {key: frozenset(tells) for key, tells in found.items()}

    def failed_since(self, since: datetime) -> tuple[Telling, ...]:
        query = select(*_FIELDS).where(IS_FAILED, telling.c.ended_at >= since)
        return self._read(query.order_by(telling.c.number.desc()).limit(MOST_FAILED))

    def _read(self, query: Select[Any]) -> tuple[Telling, ...]:
        return tuple(_telling(row._asdict()) for row in self._connection.execute(query))


def _of(incident: int) -> Select[Any]:
    query = select(*_FIELDS).where(telling.c.incident == incident)
    return query.order_by(telling.c.number)


def _row(each: Telling) -> dict[str, Any]:
    return {
        "incident": each.incident,
        "key": each.key,
        "key_hash": _hash(each.key),
        "tell": each.tell,
        "account": each.account,
        "region": each.region,
        "at": each.at,
        "by": each.by,
        "asked_by": each.asked_by,
        "occasion": each.occasion,
        "tries": each.tries,
        "sent": each.sent,
        "fate": each.fate,
        "why": each.why,
        "ended_at": each.ended_at,
    }


def _telling(fields: dict[str, Any]) -> Telling:
    tell, occasion, fate = (
        Tell(fields.pop("tell")),
        Occasion(fields.pop("occasion")),
        Fate(fields.pop("fate")),
    )
    return Telling(tell=tell, occasion=occasion, fate=fate, **fields)


def _hash(key: str) -> bytes:
    """Return what stands for a key, which is as long as a stranger made it: an index can't."""
    return sha256(key.encode("utf-8", "surrogatepass")).digest()
