"""The rows of storms, changed by whoever holds the channel's own row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Row, bindparam, case, func, insert, select, update

from bot.domain.finding import Severity
from bot.domain.storm import CLAIMED, NAMED, Cause, Extent, Group, Kind, Storm, Weather, page_with
from bot.domain.storm_calling import Untaken
from bot.store.batches import batches
from bot.store.dialects import insert_on, kind_of
from bot.store.schema import incident
from bot.store.silence_tables import IS_SNOOZED, snooze
from bot.store.storm_tables import (
    seen_type,
    storm,
    storm_group,
    storm_incident,
    storm_resource,
    weather,
)
from bot.store.types import EPOCH, microseconds, moment

_IS_IT = (
    weather.c.channel == bindparam("of_channel"),
    weather.c.kind == bindparam("of_kind", type_=weather.c.kind.type),
)
_STANDING = select(weather).where(*_IS_IT).with_for_update()
_KEEPING = (
    update(weather)
    .where(*_IS_IT)
    .values(opened=bindparam("opened"), carded=bindparam("carded"), storm=bindparam("storm"))
)
_SEEN = select(seen_type).where(seen_type.c.type.in_(bindparam("types", expanding=True)))
_STORM = select(storm).where(storm.c.number == bindparam("of_number"))
_OF_GROUP = tuple(each.name for each in fields(Group))
_CHANGED = (
    "stormy_at",
    "shown_at",
    "findings",
    "named",
    "told",
    "shown",
    "whom",
    "ended_at",
    "stale",
    "waits_since",
    "calls",
)
_CHANGING = (
    update(storm)
    .where(storm.c.number == bindparam("of_number"))
    .values({name: bindparam(name) for name in _CHANGED})
)
_KNOWN_GROUPS = select(
    storm_group.c.type, storm_group.c.account, storm_group.c.region, storm_group.c.place
).where(
    storm_group.c.storm == bindparam("of_number"),
    storm_group.c.type.in_(bindparam("types", expanding=True)),
    storm_group.c.account.in_(bindparam("accounts", expanding=True)),
)
_GROUPS = select(storm_group).where(storm_group.c.storm == bindparam("of_number"))
_LINES = _GROUPS.where(
    storm_group.c.place >= bindparam("first"), storm_group.c.place <= bindparam("last")
).order_by(storm_group.c.place)
_TOP = _GROUPS.order_by(
    storm_group.c.weight.desc(), storm_group.c.seen, storm_group.c.incident
).limit(bindparam("top"))
_MOSTLY = (
    select(storm_group.c.type)
    .where(storm_group.c.storm == bindparam("of_number"))
    .group_by(storm_group.c.type)
    .order_by(func.sum(storm_group.c.many).desc(), storm_group.c.type)
    .limit(1)
)
_ACCOUNTS = select(func.count(storm_group.c.account.distinct())).where(
    storm_group.c.storm == bindparam("of_number")
)
_COUNT_OF_GROUPS = (
    select(func.count())
    .select_from(storm_group)
    .where(storm_group.c.storm == bindparam("of_number"))
)
_RESOURCES = (
    select(func.count())
    .select_from(storm_resource)
    .where(storm_resource.c.storm == bindparam("of_number"))
)
_IS_SNOOZED = select(snooze.c.number).where(snooze.c.incident == incident.c.number, IS_SNOOZED)
_IS_LEFT = (
    storm_incident.c.storm == bindparam("of_number"),
    incident.c.has_card.is_(False),
    incident.c.status == "New",
    incident.c.owner == "",
    incident.c.severity <= bindparam("floor", type_=incident.c.severity.type),  # the worst is 0
)
_IS_WAITING = (*_IS_LEFT, ~_IS_SNOOZED.exists())
_IS_OF_IT = incident.c.number == storm_incident.c.incident
_LEFT = (
    select(func.count()).select_from(storm_incident.join(incident, _IS_OF_IT)).where(*_IS_WAITING)
)
_ALONE_SINCE = func.coalesce(incident.c.alone_since, incident.c.opened_at)
_IS_AWAKE = ~_IS_SNOOZED.exists()
_UNTAKEN = (
    select(
        func.count().filter(_IS_AWAKE).label("many"),
        func.min(_ALONE_SINCE).filter(_IS_AWAKE).label("since"),
        func.max(_ALONE_SINCE).filter(_IS_AWAKE).label("newest"),
        func.count().filter(~_IS_AWAKE).label("snoozed"),
    )
    .select_from(storm_incident.join(incident, _IS_OF_IT))
    .where(*_IS_LEFT)
)
_LEFT_ALONE = (
    select(storm)
    .where(storm.c.waits_since.is_not(None), storm.c.waits_since <= bindparam("before"))
    .order_by(storm.c.waits_since, storm.c.number)
)
_WAITING = (
    select(storm_incident.c.incident)
    .select_from(storm_incident.join(incident, _IS_OF_IT))
    .where(*_IS_WAITING, incident.c.opened_at >= bindparam("since"))
    .where(storm_incident.c.weight >= bindparam("least"))
    .order_by(storm_incident.c.weight.desc(), storm_incident.c.seen, storm_incident.c.incident)
    .limit(bindparam("most"))
)
_GATHERED = (
    select(storm_incident.c.incident)
    .select_from(storm_incident.join(incident, _IS_OF_IT))
    .where(
        incident.c.has_card.is_(False),
        storm_incident.c.incident.in_(bindparam("numbers", expanding=True)),
    )
)


class StormRows:
    """Fulfils the storms port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection
        self._kind = kind_of(connection)

    def weather(self, channel: str, kind: Kind) -> Weather:
        asked = {"of_channel": channel, "of_kind": kind.value}
        row = self._connection.execute(_STANDING, asked).first()
        if row is None:
            empty: dict[str, Any] = {"opened": [], "carded": [], "storm": None}
            fresh = {"channel": channel, "kind": kind.value, **empty}
            self._connection.execute(_clearing(self._kind), fresh)
            row = self._connection.execute(_STANDING, asked).one()
        return Weather(channel, _moments(row.opened), _moments(row.carded), row.storm, kind)

    def keep(self, standing: Weather) -> None:
        told = {
            "of_channel": standing.channel,
            "of_kind": standing.kind.value,
            "opened": [microseconds(each) for each in standing.opened],
            "carded": [microseconds(each) for each in standing.carded],
            "storm": standing.storm,
        }
        self._connection.execute(_KEEPING, told)

    def seen(self, types: Sequence[str]) -> Mapping[str, int]:
        rows = self._connection.execute(_SEEN, {"types": list(types)})
        return {**dict.fromkeys(types, 0), **{row.type: row.many for row in rows}}

    def count(self, types: Mapping[str, int]) -> None:
        # In one order everywhere, or two processes could wait for each other for ever.
        rows = [{"type": each, "many": many} for each, many in sorted(types.items())]
        if rows:
            self._connection.execute(_counting(self._kind), rows)

    def begin(self, begun: Storm) -> int:
        row = asdict(begun)
        del row["number"]
        lists = {"whom": list(begun.whom), "stale": list(begun.stale)}
        adding = insert(storm).values({**row, **lists})
        number: int = self._connection.execute(adding.returning(storm.c.number)).scalar_one()
        return number

    def get(self, number: int) -> Storm | None:
        row = self._connection.execute(_STORM, {"of_number": number}).first()
        return None if row is None else _storm(row)

    def on(self, kind: Kind | None = None) -> tuple[int, ...]:
        query = select(weather.c.storm).where(weather.c.storm.is_not(None))
        if kind is not None:
            query = query.where(weather.c.kind == kind.value)
        return tuple(self._connection.scalars(query.order_by(weather.c.storm)))

    def change(self, changed: Storm) -> None:
        named = {name: getattr(changed, name) for name in _CHANGED}
        self._connection.execute(_CHANGING, {**named, "of_number": changed.number})

    def gather(self, of: Storm, groups: Sequence[Group], resources: Sequence[str]) -> Storm:
        members = [
            {
                "incident": each.incident,
                "storm": of.number,
                "weight": each.weight,
                "seen": each.seen,
            }
            for each in groups
        ]
        self._connection.execute(_joining(self._kind), members)
        gathered, rows = self._placed(of, groups)
        self._connection.execute(_grouping(self._kind), rows)
        things = [{"storm": of.number, "resource": each} for each in dict.fromkeys(resources)]
        if things:
            self._connection.execute(_naming(self._kind), things)
        return gathered

    def _placed(self, of: Storm, groups: Sequence[Group]) -> tuple[Storm, list[dict[str, Any]]]:
        """Return the storm with the lines that it has by now, and the rows to add up, one a group."""
        types, accounts = ({each.type for each in groups}, {each.account for each in groups})
        asked = {"of_number": of.number, "types": sorted(types), "accounts": sorted(accounts)}
        known = {
            (row.type, row.account, row.region): row.place
            for row in self._connection.execute(_KNOWN_GROUPS, asked)
        }
        rows = dict[tuple[str, str, str], Group]()
        for each in groups:
            key = (each.type, each.account, each.region)
            place = known.get(key, 0)
            if not place and of.has_line(each.severity):
                of = replace(of, named=of.named + 1)
                place = known[key] = of.named
            rows[key] = _merged(rows.get(key), each, place)
        if of.is_a_day:  # its lines say how many there are, so each that changes is told again
            pages = {page_with(each.place) for each in rows.values() if each.place}
            of = replace(of, stale=tuple(sorted({*of.stale, *pages})))
        return of, [
            {"storm": of.number, **{name: getattr(each, name) for name in _OF_GROUP}}
            for each in rows.values()
        ]

    def gathered(self, numbers: Sequence[int]) -> frozenset[int]:
        return frozenset(
            number
            for some in batches(numbers)
            for number in self._connection.scalars(_GATHERED, {"numbers": some})
        )

    def waiting(
        self,
        number: int,
        floor: Severity,
        since: datetime | None,
        limit: int,
        least: int = -CLAIMED,
    ) -> tuple[int, ...]:
        asked = {"of_number": number, "floor": floor, "since": since or EPOCH}
        asked |= {"most": limit, "least": least}
        return tuple(self._connection.scalars(_WAITING, asked))

    def left_alone(self, before: datetime) -> tuple[Storm, ...]:
        rows = self._connection.execute(_LEFT_ALONE, {"before": before})
        return tuple(_storm(row) for row in rows)

    def untaken(self, number: int) -> Untaken:
        asked = {"of_number": number, "floor": NAMED}
        return Untaken(**self._connection.execute(_UNTAKEN, asked).one()._asdict())

    def lines(self, number: int, first: int, last: int) -> tuple[Group, ...]:
        asked = {"of_number": number, "first": first, "last": last}
        return tuple(_group(row) for row in self._connection.execute(_LINES, asked))

    def extent(self, number: int, top: int) -> Extent:
        asked = {"of_number": number}
        heaviest = self._connection.execute(_TOP, {**asked, "top": top})
        return Extent(
            resources=self._connection.scalar(_RESOURCES, asked) or 0,
            accounts=self._connection.scalar(_ACCOUNTS, asked) or 0,
            groups=self._connection.scalar(_COUNT_OF_GROUPS, asked) or 0,
            mostly=self._connection.scalar(_MOSTLY, asked) or "",
            top=tuple(_group(row) for row in heaviest),
            left=self._connection.scalar(_LEFT, {**asked, "floor": NAMED}) or 0,
        )


def _merged(before: Group | None, each: Group, place: int) -> Group:
    """Return two of one group as one, which names the incident that weighs most."""
    if before is None:
        return replace(each, place=place)
    heavier = each if each.weight > before.weight else before
    severity = max(before.severity, each.severity, key=lambda one: one.rank)
    return replace(heavier, severity=severity, many=before.many + each.many, place=place)


@cache
def _clearing(kind: str) -> Insert:
    return insert_on(kind, weather).on_conflict_do_nothing()


@cache
def _counting(kind: str) -> Insert:
    adding = insert_on(kind, seen_type)
    many = seen_type.c.many + adding.excluded.many
    return adding.on_conflict_do_update(index_elements=["type"], set_={"many": many})


@cache
def _joining(kind: str) -> Insert:
    """Return the statement that adds an incident; one that comes again may weigh more by now."""
    adding = insert_on(kind, storm_incident)
    fresh = {name: adding.excluded[name] for name in ("storm", "weight", "seen")}
    return adding.on_conflict_do_update(index_elements=["incident"], set_=fresh)


@cache
def _naming(kind: str) -> Insert:
    return insert_on(kind, storm_resource).on_conflict_do_nothing()


@cache
def _grouping(kind: str) -> Insert:
    """Return the statement that adds to a group; a place that it has, it keeps."""
    adding = insert_on(kind, storm_group)
    fresh, kept = adding.excluded, storm_group.c
    is_heavier = fresh.weight > kept.weight
    return adding.on_conflict_do_update(
        index_elements=["storm", "type", "account", "region"],
        set_={
            "severity": case((fresh.severity < kept.severity, fresh.severity), else_=kept.severity),
            "weight": case((is_heavier, fresh.weight), else_=kept.weight),
            "incident": case((is_heavier, fresh.incident), else_=kept.incident),
            "many": kept.many + fresh.many,
            "place": fresh.place,
        },
    )


def _moments(kept: Sequence[int]) -> tuple[datetime, ...]:
    return tuple(moment(each) for each in kept)


def _group(row: Row[Any]) -> Group:
    fields = row._asdict()
    del fields["storm"]
    return Group(**fields)


def _storm(row: Row[Any]) -> Storm:
    fields = row._asdict()
    fields["cause"] = Cause(row.cause)
    fields["kind"] = Kind(row.kind)
    fields |= {"whom": tuple(row.whom), "stale": tuple(row.stale)}
    return Storm(**fields)
