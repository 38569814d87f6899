"""The rows of looking for lost findings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, select

from bot.domain.sweeping import Beat, Detector, Healed, Reached, Swept
from bot.store import dialects
from bot.store.sweep_tables import beat, healed, reached, sweep
from runbooks.kit.text import Said

EXACT = timedelta(minutes=1)
"""A detector whose findings pour in is not written with every batch of them."""
THE_SCHEDULE = 1
_REACHED = select(reached).order_by(reached.c.detector)

_SAID = TypeAdapter(Said)
_SWEEP_KEY = ["detector", "account", "region"]


class SweepRows:
    """Fulfils the sweeps port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def beat(self, at: datetime) -> datetime | None:
        before: datetime | None = self._connection.scalar(select(beat.c.at))
        adding = dialects.insert(self._connection, beat).values(id=THE_SCHEDULE, at=at)
        self._connection.execute(
            adding.on_conflict_do_update(
                index_elements=["id"],
                set_={"at": adding.excluded.at},
                where=beat.c.at < adding.excluded.at,
            )
        )
        return before

    def keep(self, swept: Swept) -> None:
        row = _row(swept)
        adding = dialects.insert(self._connection, sweep).values(row)
        changed = {name: adding.excluded[name] for name in row if name not in _SWEEP_KEY}
        self._connection.execute(
            adding.on_conflict_do_update(index_elements=_SWEEP_KEY, set_=changed)
        )

    def keep_only(self, account: str, regions: Collection[str]) -> None:
        is_other = (sweep.c.account == account, sweep.c.region.not_in(sorted(regions)))
        self._connection.execute(delete(sweep).where(*is_other))

    def all(self) -> tuple[Swept, ...]:
        query = select(sweep).order_by(sweep.c.at, sweep.c.account, sweep.c.region)
        return tuple(
            Swept(
                Beat(Detector(row.detector), row.account, row.region),
                row.at,
                row.until,
                row.done_at,
                row.is_cut,
                None if row.why is None else _SAID.validate_python(row.why),
            )
            for row in self._connection.execute(query)
        )

    def heal(self, healing: Healed) -> None:
        adding = dialects.insert(self._connection, healed).values(asdict(healing))
        self._connection.execute(
            adding.on_conflict_do_update(
                index_elements=["day", "account", "region"],
                set_={"many": healed.c.many + adding.excluded.many},
            )
        )

    def healed(self, day: str) -> tuple[Healed, ...]:
        query = (
            select(healed)
            .where(healed.c.day >= day)
            .order_by(healed.c.day, healed.c.account, healed.c.region)
        )
        return tuple(Healed(**row._asdict()) for row in self._connection.execute(query))

    def forget_day(self, before: str) -> str | None:
        oldest = select(func.min(healed.c.day)).where(healed.c.day < before)
        day: str | None = self._connection.scalar(oldest)
        if day is not None:
            self._connection.execute(delete(healed).where(healed.c.day == day))
        return day

    def reached(self, detectors: Sequence[Reached]) -> None:
        if not detectors:
            return
        before = {one.detector: one for one in self.last_reached()}
        for one in detectors:
            last = before.get(one.detector)
            if last is None or one.at - last.at >= EXACT or (last.sample and not one.sample):
                self._reach(one)

    def last_reached(self) -> tuple[Reached, ...]:
        return tuple(Reached(**row._asdict()) for row in self._connection.execute(_REACHED))

    def _reach(self, one: Reached) -> None:
        adding = dialects.insert(self._connection, reached).values(asdict(one))
        self._connection.execute(
            adding.on_conflict_do_update(
                index_elements=["detector"],
                set_={"at": adding.excluded.at, "sample": adding.excluded.sample},
                where=reached.c.at <= adding.excluded.at,
            )
        )


def _row(swept: Swept) -> dict[str, object]:
    return {
        **asdict(swept.beat),
        "at": swept.at,
        "until": swept.until,
        "done_at": swept.done_at,
        "is_cut": swept.is_cut,
        "why": None if swept.why is None else _SAID.dump_python(swept.why, mode="json"),
    }
