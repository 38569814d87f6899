"""The rows of old findings that are deleted, of what is left of them, and of each purge."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.domain.execution import Stage
from bot.domain.finding import Finding
from bot.domain.incident import Status
from bot.domain.retention import Aged, Emptied, Gone, Purge, Rule, revision_of
from bot.store.batches import batches
from bot.store.dialects import insert_once
from bot.store.findings import hash_of
from bot.store.hold_tables import IS_HELD, hold
from bot.store.observable_tables import observable
from bot.store.restriction_tables import restriction
from bot.store.retention_tables import gone_finding, purge
from bot.store.schema import answer, execution, finding, incident
from bot.store.silence_tables import IS_SNOOZED, hidden, snooze
from bot.store.sync_tables import IS_WAITING, telling
from bot.store.trust_tables import review

_UNDER_WAY = [str(stage) for stage in Stage if not stage.is_end]
_GONE = (
    select(gone_finding)
    .where(gone_finding.c.key_hash.in_(bindparam("hashes", expanding=True)))
    .order_by(gone_finding.c.number)
)


class PurgeRows:
    """Fulfils the purges port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def aged(self, before: datetime, after: Aged | None, limit: int) -> tuple[Aged, ...]:
        query = select(finding.c.number, finding.c.incident, finding.c.seen_at)
        query = query.where(finding.c.seen_at < before)
        if after is not None:
            same = and_(finding.c.seen_at == after.seen_at, finding.c.number > after.number)
            query = query.where(or_(finding.c.seen_at > after.seen_at, same))
        rows = self._connection.execute(
            query.order_by(finding.c.seen_at, finding.c.number).limit(limit)
        )
        return tuple(Aged(row.number, row.incident, row.seen_at) for row in rows)

    def deletable(self, incidents: Collection[int], rule: Rule) -> frozenset[int]:
        found: set[int] = set()
        for some in batches(sorted(incidents)):
            query = select(incident.c.number).where(
                incident.c.number.in_(some),
                incident.c.status == Status.CLOSED,
                incident.c.updated_at < rule.settled_before,
                exists().where(finding.c.incident == incident.c.number),
                *(~each for each in _needs(rule)),
            )
            found.update(self._connection.scalars(query))
        return frozenset(found)

    def remains(self, incidents: Collection[int], rule: Rule) -> tuple[Gone, ...]:
        found: list[Gone] = []
        for some in batches(sorted(incidents)):
            query = select(finding).where(finding.c.incident.in_(some)).order_by(finding.c.number)
            found += (_gone(row, rule) for row in self._connection.execute(query))
        return tuple(found)

    def delete(self, remains: Sequence[Gone]) -> None:
        if remains:
            self._connection.execute(insert(gone_finding), [asdict(each) for each in remains])
        for some in batches(sorted({each.incident for each in remains})):
            for table in (finding, telling, answer, observable):
                self._connection.execute(delete(table).where(table.c.incident.in_(some)))
            # Whoever is about to open one of them again has seen an older revision.
            changed = update(incident).where(incident.c.number.in_(some))
            self._connection.execute(changed.values(revision=incident.c.revision + 1))

    def delete_quiet(self, findings: Collection[int], rule: Rule) -> int:
        many = 0
        for some in batches(sorted(findings)):
            gone = delete(finding).where(
                finding.c.number.in_(some),
                finding.c.incident.is_(None),
                finding.c.seen_at < rule.before,
            )
            many += len(self._connection.scalars(gone.returning(finding.c.number)).all())
        return many

    def gone(self, keys: Sequence[str]) -> Mapping[str, Gone]:
        found: dict[str, Gone] = {}
        for some in batches(keys):
            by_hash = {hash_of(key): key for key in some}
            for row in self._connection.execute(_GONE, {"hashes": list(by_hash)}):
                found[by_hash[bytes(row.key_hash)]] = Gone(**row._asdict())
        return found

    def emptied(self, incident: int) -> Emptied | None:
        query = select(
            func.count().label("many"),
            func.max(gone_finding.c.at).label("at"),
            func.max(gone_finding.c.days).label("days"),
        ).where(gone_finding.c.incident == incident)
        row = self._connection.execute(query).one()
        return Emptied(row.many, row.at, row.days) if row.many else None

    def begin(self, begun: Purge) -> Purge:
        if insert_once(self._connection, purge, asdict(begun)):
            return begun
        of_day = purge.c.day == begun.day
        by_this = update(purge).where(of_day, purge.c.ended_at.is_(None))
        self._connection.execute(by_this.values(days=begun.days, before=begun.before))
        kept = self._connection.execute(select(purge).where(of_day)).one()
        return Purge(**kept._asdict())

    def count(self, day: str, findings: int, incidents: int) -> None:
        self._connection.execute(
            update(purge)
            .where(purge.c.day == day)
            .values(findings=purge.c.findings + findings, incidents=purge.c.incidents + incidents)
        )

    def ignore(self, many: int) -> None:
        newest = select(func.max(purge.c.day)).scalar_subquery()
        counting = update(purge).where(purge.c.day == newest)
        self._connection.execute(counting.values(ignored=purge.c.ignored + many))

    def end(self, day: str, at: datetime, *, is_cut: bool) -> Purge | None:
        ending = update(purge).where(purge.c.day == day, purge.c.ended_at.is_(None))
        row = self._connection.execute(
            ending.values(ended_at=at, is_cut=is_cut).returning(purge)
        ).first()
        return Purge(**row._asdict()) if row else None

    def last(self) -> Purge | None:
        query = select(purge).order_by(purge.c.day.desc()).limit(1)
        row = self._connection.execute(query).first()
        return Purge(**row._asdict()) if row else None


def _needs(rule: Rule) -> tuple[ColumnElement[bool], ...]:
    """Return each thing for which the findings of an incident are still needed."""
    own = incident.c.number
    begun = select(execution.c.number).where(execution.c.incident == own)
    hides = and_(hidden.c.incident == own, hidden.c.snooze == snooze.c.number, IS_SNOOZED)
    return (
        exists().where(finding.c.incident == own, finding.c.seen_at >= rule.before),
        exists().where(hold.c.incident == own, IS_HELD),
        exists().where(snooze.c.incident == own, IS_SNOOZED),
        exists().where(hides),
        exists().where(restriction.c.incident == own),
        exists().where(telling.c.incident == own, IS_WAITING),
        exists().where(execution.c.incident == own, execution.c.stage.in_(_UNDER_WAY)),
        exists().where(
            review.c.execution.in_(begun),
            or_(
                review.c.slot.is_not(None), and_(review.c.is_denied, review.c.settled_at.is_(None))
            ),
        ),
    )


def _gone(row: Row[Any], rule: Rule) -> Gone:
    """Return what is left of a finding's row."""
    kept: Finding = row.body
    return Gone(
        number=row.number,
        key_hash=bytes(row.key_hash),
        incident=row.incident,
        at=rule.now,
        days=rule.days,
        updated_at=kept.updated_at,
        revision=revision_of(kept),
    )
