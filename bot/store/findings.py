"""The findings' rows, each found by the hash of its key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.domain.finding import Finding
from bot.ports.findings import Known
from bot.store.batches import batches
from bot.store.retention_tables import gone_finding
from bot.store.schema import finding

_KNOWN = select(finding).where(finding.c.key_hash.in_(bindparam("hashes", expanding=True)))
_ADDING = insert(finding)
_REPLACING = update(finding).where(finding.c.key_hash == bindparam("found"))
_ADOPTING = _REPLACING.where(finding.c.incident.is_(None))
_SIZES = (
    select(finding.c.incident, func.count().label("many"))
    .where(finding.c.incident.in_(bindparam("numbers", expanding=True)))
    .group_by(finding.c.incident)
)
_OF = select(finding.c.incident, finding.c.body).order_by(finding.c.number)
_OF_ONE = _OF.where(finding.c.incident == bindparam("number"))
_OF_MANY = _OF.where(finding.c.incident.in_(bindparam("numbers", expanding=True)))


class FindingRows:
    """Fulfils the findings port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def known(self, keys: Sequence[str]) -> Mapping[str, Known]:
        found: dict[str, Known] = {}
        for some in batches(keys):
            hashes = [hash_of(key) for key in some]
            for row in self._connection.execute(_KNOWN, {"hashes": hashes}):
                found[row.body.key] = Known(row.number, row.incident, row.body)
        return found

    def add(self, findings: Sequence[tuple[Finding, int | None]], at: datetime) -> None:
        rows = [{**_row(each), "incident": number, "seen_at": at} for each, number in findings]
        if rows:
            self._connection.execute(_ADDING, rows)

    def replace(self, findings: Sequence[Finding], at: datetime) -> None:
        rows = [{"found": hash_of(each.key), "body": each, "seen_at": at} for each in findings]
        if rows:
            self._connection.execute(_REPLACING, rows)

    def confirm(self, finding: Finding, at: datetime) -> bool:
        kept = self.known([finding.key]).get(finding.key)
        if kept is None or kept.finding.claim != finding.claim:
            return False
        self.replace([replace(kept.finding, confirmed_at=at)], at)
        return True

    def adopt(self, incidents: Mapping[str, int]) -> None:
        rows = [{"found": hash_of(key), "incident": number} for key, number in incidents.items()]
        if rows:
            self._connection.execute(_ADOPTING, rows)

    def of_incidents(self, numbers: Sequence[int]) -> Mapping[int, tuple[Finding, ...]]:
        held: dict[int, list[Finding]] = defaultdict(list)
        for some in batches(numbers):
            rows = (
                self._connection.execute(_OF_ONE, {"number": some[0]})
                if len(some) == 1
                else self._connection.execute(_OF_MANY, {"numbers": some})
            )
            for row in rows:
                held[row.incident].append(row.body)
        return {number: tuple(findings) for number, findings in held.items()}

    def numbered(self, incident: int) -> tuple[Known, ...]:
        query = select(finding).where(finding.c.incident == incident).order_by(finding.c.number)
        return tuple(
            Known(row.number, row.incident, row.body) for row in self._connection.execute(query)
        )

    def sizes(self, incidents: Sequence[int]) -> Mapping[int, int]:
        found: dict[int, int] = {}
        for some in batches(incidents):
            rows = self._connection.execute(_SIZES, {"numbers": some})
            found.update((row.incident, row.many) for row in rows)
        return found

    def give(self, numbers: Sequence[int], incident: int) -> None:
        for some in batches(numbers):
            self._connection.execute(
                update(finding).where(finding.c.number.in_(some)).values(incident=incident)
            )

    def incident_of(self, number: int) -> int | None:
        kept = select(finding.c.incident).where(finding.c.number == number)
        left = select(gone_finding.c.incident).where(gone_finding.c.number == number)
        return self._connection.scalar(kept.union_all(left))


def _row(kept: Finding) -> dict[str, Any]:
    return {"key_hash": hash_of(kept.key), "body": kept}


def hash_of(key: str) -> bytes:
    """Return what stands for a key, which is as long as a stranger made it: an index can't."""
    return sha256(key.encode("utf-8", "surrogatepass")).digest()
