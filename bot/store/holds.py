"""The rows of holds, claimed for a check place by place, and the names of what each touched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, func, insert, select, update

from bot.domain.hold import USUAL, Grasp, Grip, Hold, Mark, interval
from bot.domain.incident import Status
from bot.store.batches import batches
from bot.store.dialects import insert_once
from bot.store.hold_tables import IS_HELD, hold, hold_touch
from bot.store.schema import incident
from runbooks.kit.text import Said

_SAID = TypeAdapter(Said)
_EARLY = 4
"""What is due within this part of an interval is checked along with its place."""
_SHOWN = (
    *("state", "since", "held_at", "checked_at", "why", "marks"),
    *("slipped_at", "slip", "is_traced"),
)


class HoldRows:
    """Fulfils the holds port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def begin(self, new: Hold, names: Collection[str]) -> bool:
        if not insert_once(self._connection, hold, _row(new)):
            return False
        touched = [{"name": name, "execution": new.execution} for name in sorted(set(names))]
        if touched:
            self._connection.execute(insert(hold_touch), touched)
        return True

    def get(self, execution: int) -> Hold | None:
        found = self._read(select(hold).where(hold.c.execution == execution))
        return found[0] if found else None

    def lock(self, execution: int) -> Hold | None:
        """Do as `get`; on SQLite there is one writer anyway."""
        query = select(hold).where(hold.c.execution == execution)
        found = self._read(query.with_for_update())
        return found[0] if found else None

    def of_incident(self, number: int) -> tuple[Hold, ...]:
        query = select(hold).where(hold.c.incident == number)
        return self._read(query.order_by(hold.c.execution))

    def of_target(self, new: Hold) -> tuple[Hold, ...]:
        query = select(hold).where(
            IS_HELD,
            hold.c.account == new.account,
            hold.c.region == new.region,
            hold.c.runbook == new.runbook,
            hold.c.target == new.target,
            hold.c.execution != new.execution,
        )
        return self._read(query.order_by(hold.c.execution))

    def names(self, execution: int) -> tuple[str, ...]:
        query = select(hold_touch.c.name).where(hold_touch.c.execution == execution)
        return tuple(self._connection.scalars(query.order_by(hold_touch.c.name)))

    def claim(self, now: datetime, limit: int) -> tuple[Hold, ...]:
        due = select(hold).where(IS_HELD).order_by(hold.c.next_check_at, hold.c.execution)
        first = self._connection.execute(
            due.where(hold.c.next_check_at <= now).limit(1).with_for_update(skip_locked=True)
        ).first()
        if first is None:
            return ()
        count = self._connection.scalar(select(func.count()).select_from(hold).where(IS_HELD)) or 0
        every = interval(count)
        here = due.where(
            hold.c.account == first.account,
            hold.c.region == first.region,
            hold.c.next_check_at <= now + every / _EARLY,
        )
        claimed = self._read(here.limit(limit).with_for_update(skip_locked=True))
        numbers = [each.execution for each in claimed]
        self._connection.execute(
            update(hold).where(hold.c.execution.in_(numbers)).values(next_check_at=now + every)
        )
        return claimed

    def hasten(self, names: Collection[str], account: str, now: datetime) -> int:
        """Make due as if it had waited for an interval, and so before what is due just now.

        Not before all: what is changed again and again would keep the others from being checked.
        """
        hastened = 0
        for some in batches(sorted(names)):
            touching = select(hold_touch.c.execution).where(hold_touch.c.name.in_(some))
            moving = update(hold).where(
                IS_HELD,
                hold.c.account == account,
                hold.c.execution.in_(touching),
                hold.c.next_check_at > now,
            )
            hastened += self._connection.execute(moving.values(next_check_at=now - USUAL)).rowcount
        return hastened

    def looked(self, seen: Hold, was: Grip) -> bool:
        row = _row(seen)
        changed = self._connection.execute(
            update(hold)
            .where(hold.c.execution == seen.execution, hold.c.state == str(was))
            .values({name: row[name] for name in _SHOWN})
        )
        return changed.rowcount == 1

    def end(self, execution: int, state: Grip, why: Said) -> bool:
        ended = self._connection.execute(
            update(hold)
            .where(hold.c.execution == execution, IS_HELD)
            .values(state=str(state), why=_SAID.dump_python(why, mode="json"))
        )
        return ended.rowcount == 1

    def ask_release(self, wanted: Hold) -> bool:
        asked = self._connection.execute(
            update(hold)
            .where(hold.c.execution == wanted.execution, IS_HELD)
            .values(
                asked_by=wanted.asked_by,
                asked_by_slack=wanted.asked_by_slack,
                asked_by_name=wanted.asked_by_name,
                asked_at=wanted.asked_at,
            )
        )
        return asked.rowcount == 1

    def overdue(self, now: datetime) -> tuple[Hold, ...]:
        query = select(hold).where(
            IS_HELD, hold.c.revert_at <= now, hold.c.revert_asked_at.is_(None)
        )
        return self._read(query.order_by(hold.c.execution))

    def revert_asked(self, execution: int, at: datetime) -> bool:
        asked = self._connection.execute(
            update(hold)
            .where(hold.c.execution == execution, IS_HELD, hold.c.revert_asked_at.is_(None))
            .values(revert_asked_at=at)
        )
        return asked.rowcount == 1

    def grasp(self, account: str = "") -> Grasp:
        query = select(
            hold.c.state,
            func.count().label("many"),
            func.count(hold.c.checked_at).label("checked"),
            func.min(hold.c.checked_at).label("oldest"),
        ).where(IS_HELD)
        if account:
            query = query.where(hold.c.account == account)
        rows = self._connection.execute(query.group_by(hold.c.state)).all()
        many = {row.state: row.many for row in rows}
        is_whole = all(row.many == row.checked for row in rows)
        oldest = min((row.oldest for row in rows), default=None) if is_whole else None
        return Grasp(
            many.get(Grip.HELD, 0), many.get(Grip.SLIPPED, 0), many.get(Grip.UNKNOWN, 0), oldest
        )

    def closed(self, limit: int) -> tuple[Hold, ...]:
        query = (
            select(hold)
            .join(incident, incident.c.number == hold.c.incident)
            .where(IS_HELD, incident.c.status == str(Status.CLOSED))
            .order_by(hold.c.execution)
            .limit(limit)
        )
        return self._read(query)

    def _read(self, query: Select[Any]) -> tuple[Hold, ...]:
        return tuple(_hold(row) for row in self._connection.execute(query))


def _row(each: Hold) -> dict[str, Any]:
    row = asdict(each)
    row["state"] = str(each.state)
    row["marks"] = {key: str(mark) for key, mark in each.marks.items()}
    row["why"] = None if each.why is None else _SAID.dump_python(each.why, mode="json")
    return row


def _hold(row: Row[Any]) -> Hold:
    fields = row._asdict()
    fields["state"] = Grip(row.state)
    fields["marks"] = {key: Mark(mark) for key, mark in row.marks.items()}
    fields["why"] = None if row.why is None else _SAID.validate_python(row.why)
    return Hold(**fields)
