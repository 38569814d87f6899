"""The rows that prove the quiet: the last finding of each place, and the last look at AWS."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Insert, Row, bindparam, delete, insert, select

from bot.domain.posture import Checked, Standing
from bot.domain.proving import Place
from bot.store.dialects import insert_on, kind_of
from bot.store.status_tables import last_finding, noted_check, posture_check, posture_look
from runbooks.kit.text import Said

EXACT = timedelta(minutes=1)
"""A place that findings pour in from is not written with every batch of them."""
THE_LOOK = 1

_SAID = TypeAdapter(Said)
_HEARD = select(last_finding).where(
    last_finding.c.account.in_(bindparam("accounts", expanding=True)),
    last_finding.c.region.in_(bindparam("regions", expanding=True)),
)
_CHECKS = select(posture_check).order_by(
    posture_check.c.account, posture_check.c.region, posture_check.c.name
)


class CoverageRows:
    """Fulfils the coverage port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def heard(self, places: Collection[Place], at: datetime) -> None:
        before = self._heard_from(places)
        # In one order everywhere, so that two processes wait for each other, not in a deadlock.
        rows = [
            {"account": account, "region": region, "at": at}
            for account, region in sorted(places)
            if _is_news(before.get((account, region)), at)
        ]
        if rows:
            self._connection.execute(_hearing(kind_of(self._connection)), rows)

    def last_heard(self) -> Mapping[Place, datetime]:
        rows = self._connection.execute(select(last_finding))
        return {(row.account, row.region): row.at for row in rows}

    def keep(self, checks: Sequence[Checked], at: datetime) -> None:
        connection = self._connection
        # Written first, so that of two looks at once the second waits here for the first.
        adding = insert_on(kind_of(connection), posture_look)
        connection.execute(
            adding.on_conflict_do_update(index_elements=["id"], set_={"at": adding.excluded.at}),
            {"id": THE_LOOK, "at": at},
        )
        connection.execute(delete(posture_check))
        rows = {(each.account, each.region, each.check): _row(each) for each in checks}
        if rows:
            connection.execute(insert(posture_check), list(rows.values()))

    def checks(self) -> tuple[Checked, ...]:
        return tuple(
            Checked(
                row.name,
                row.account,
                row.region,
                Standing(row.standing),
                None if row.says is None else _SAID.validate_python(row.says),
                row.at,
            )
            for row in self._connection.execute(_CHECKS)
        )

    def looked_at(self) -> datetime | None:
        at: datetime | None = self._connection.scalar(select(posture_look.c.at))
        return at

    def note(self, check: Checked) -> None:
        adding = insert_on(kind_of(self._connection), noted_check)
        row = _row(check)
        self._connection.execute(
            adding.on_conflict_do_update(
                index_elements=["name"],
                set_={name: adding.excluded[name] for name in ("standing", "says", "at")},
            ),
            {name: row[name] for name in ("name", "standing", "says", "at")},
        )

    def noted(self, name: str) -> Checked | None:
        row = self._connection.execute(
            select(noted_check).where(noted_check.c.name == name)
        ).first()
        return None if row is None else _noted(row)

    def noted_under(self, check: str) -> tuple[Checked, ...]:
        query = select(noted_check).where(
            noted_check.c.name.startswith(f"{check}:", autoescape=True)
        )
        return tuple(_noted(row) for row in self._connection.execute(query.order_by("name")))

    def _heard_from(self, places: Collection[Place]) -> Mapping[Place, datetime]:
        """Return when a finding last came from these places, and maybe from some others."""
        if not places:
            return {}
        asked = {
            "accounts": sorted({account for account, _ in places}),
            "regions": sorted({region for _, region in places}),
        }
        rows = self._connection.execute(_HEARD, asked)
        return {(row.account, row.region): row.at for row in rows}


def _is_news(before: datetime | None, at: datetime) -> bool:
    """Say whether it is worth a write, which would make those of other processes wait."""
    return before is None or at - before >= EXACT


@cache
def _hearing(kind: str) -> Insert:
    """Return the statement that keeps a place, or its newer moment."""
    adding = insert_on(kind, last_finding)
    return adding.on_conflict_do_update(
        index_elements=["account", "region"],
        set_={"at": adding.excluded.at},
        where=last_finding.c.at < adding.excluded.at,
    )


def _noted(row: Row[Any]) -> Checked:
    says = None if row.says is None else _SAID.validate_python(row.says)
    return Checked(row.name, "", "", Standing(row.standing), says, row.at)


def _row(check: Checked) -> dict[str, object]:
    return {
        "account": check.account,
        "region": check.region,
        "name": check.check,
        "standing": str(check.standing),
        "says": None if check.says is None else _SAID.dump_python(check.says, mode="json"),
        "at": check.at,
    }
