"""Makes a large database of a day that was really lived: the same rows again, day before day.

Every row is a copy of one that the bot has written, with its numbers, moments, names and hashes
moved to its own day; what is told of many days (a returning address) stays the same. The newest
day is the one that was lived. Only the hashes of the chain are made up.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.grown_day import DAY
from bot.domain.ids import Prefix, read, spell
from bot.store.types import packed, unpacked

CACHE_KIBIBYTES = 1_500_000
DAY_MICROSECONDS = int(DAY.total_seconds() * 1_000_000)
HEX32 = "lower(hex(randomblob(32)))"
UUID = "lower(hex(randomblob(18)))"
ENDED = "('Resolved', 'Closed')"


@dataclass(frozen=True, slots=True)
class Copied:
    """How the rows of a table are moved to another day: what stands for each changed column."""

    table: str
    changed: dict[str, str]
    where: str = "1"


def _moved(*columns: str) -> dict[str, str]:
    """Return the moments moved to the day."""
    return {each: f"{each} - :back" for each in columns}


COPIED = (
    Copied(
        "incident",
        {"number": "number + :incident", **_moved("opened_at", "updated_at", "alone_since")},
    ),
    Copied("answer", {"incident": "incident + :incident", **_moved("read_at")}),
    Copied(
        "finding",
        {
            "number": "number + :finding",
            "incident": "incident + :incident",
            "key_hash": "hash_of(renamed(key, id, :day))",
            "body": "packed(renamed(plain, id, :day))",
            **_moved("seen_at"),
        },
    ),
    Copied(
        "observable",
        {
            "incident": "incident + :incident",
            "digest": "CASE WHEN many_days OR :is_newest THEN digest ELSE digest_of(digest, :day) END",
            **_moved("at"),
        },
        f":is_newest OR status NOT IN {ENDED}",
    ),
    Copied(
        "record",
        {
            "number": "number + :record",
            "place": "place + :place",
            "incident": "incident + :incident",
            "previous": f"CASE WHEN place IS NULL THEN '' ELSE {HEX32} END",
            "hash": f"CASE WHEN place IS NULL THEN '' ELSE {HEX32} END",
            **_moved("at"),
        },
    ),
    Copied(
        "posting",
        {
            "number": "number + :posting",
            "subject": "spelled(subject, :incident, :record)",
            "under": "spelled(under, :incident, :record)",
            "nonce": UUID,
            **_moved("wanted_at", "turn_at", "ready_at"),
        },
    ),
    Copied(
        "run",
        {"number": "number + :run", "subject": "subject + :incident", **_moved("ready_at")},
    ),
    Copied(
        "telling",
        {
            "number": "number + :telling",
            "incident": "incident + :incident",
            "key": "renamed(key, id, :day)",
            "key_hash": "hash_of(renamed(key, id, :day))",
            **_moved("at", "ended_at"),
        },
    ),
    Copied("escalation", {"incident": "incident + :incident", **_moved("at")}),
    Copied(
        "inbox",
        {
            "number": "number + :inbox",
            "message_id": UUID,
            **_moved("sent_at", "received_at"),
        },
        ":is_raw",
    ),
)
NUMBERED = ("incident", "finding", "record", "posting", "run", "telling", "inbox")
SOURCES = {
    "finding": "(SELECT *, plain(body) AS plain, id_of(body) AS id, key_of(body) AS key FROM day.finding)",
    "telling": "(SELECT *, end_of(key) AS id FROM day.telling)",
    "observable": (
        "(SELECT o.*, i.status AS status, (SELECT count(*) FROM day.observable AS p"
        " WHERE p.digest = o.digest) > 1 AS many_days"
        " FROM day.observable AS o JOIN day.incident AS i ON i.number = o.incident)"
    ),
}


def grow(day: Path, target: Path, days: int, raw_days: int) -> None:
    """Fill an empty database with so many such days, with raw messages of the newest ones alone."""
    with closing(sqlite3.connect(target, isolation_level=None)) as database:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            database.execute(f"PRAGMA {pragma}").close()
        database.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
        database.execute("ATTACH ? AS day", (str(day),))
        _teach(database)
        database.execute("BEGIN")
        _copy_others(database)
        for each in COPIED:
            _prepare(database, each)
        spans = _spans(database)
        for place in range(days):
            _add_day(database, spans, place, days, raw_days)
        last = "(SELECT max(place) FROM main.record)"
        database.execute(
            f"UPDATE main.record_head SET last_place = {last},"  # noqa: S608 - our own names
            f" hash = (SELECT hash FROM main.record WHERE place = {last})"
        )
        database.execute("COMMIT")
        database.execute("DETACH day")
    # Opened anew, since nothing leaves the mode without a journal.
    with closing(sqlite3.connect(target)) as database:
        database.execute("PRAGMA journal_mode = WAL").close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())  # else the first commit would wait for all of it


def name_on(day: int, id_: str) -> str:
    """Return what a finding of this id is called on another day, as long as it is."""
    return sha256(f"{id_}:{day}".encode()).hexdigest()[: len(id_)]


def renamed(text: str, id_: str, day: int) -> str:
    """Return a text in which a finding bears its name of that day; the lived one keeps its own."""
    return text if day < 0 else text.replace(id_, name_on(day, id_))


def end_of(key: str) -> str:
    """Return the part of a finding's key that no other has, 32 or 36 letters of hexadecimal."""
    return key.rpartition("/")[2].rpartition(":")[2]


def _teach(database: sqlite3.Connection) -> None:
    """Let SQL call what moves a row to another day."""
    for name, count, function in (
        ("renamed", 3, renamed),
        ("end_of", 1, end_of),
        ("key_of", 1, _key_of),
        ("id_of", 1, lambda body: end_of(_key_of(body))),
        ("plain", 1, unpacked),
        ("packed", 1, packed),
        ("hash_of", 1, lambda key: sha256(key.encode()).digest()),
        ("digest_of", 2, lambda digest, day: sha256(digest + str(day).encode()).digest()),
        ("spelled", 3, _spelled),
    ):
        database.create_function(name, count, function, deterministic=True)


def _key_of(body: str) -> str:
    return str(json.loads(unpacked(body))["key"])


def _spelled(subject: str, incidents: int, records: int) -> str:
    """Return a message's subject moved by so many: an incident's id, or a record's number."""
    if subject.isdecimal():
        return str(int(subject) + records)
    found = read(subject) if subject else None
    return spell(Prefix.INCIDENT, found[1] + incidents) if found else subject


def _copy_others(database: sqlite3.Connection) -> None:
    """Copy the tables that do not grow by findings, but for those that the database fills itself."""
    tables = database.execute("SELECT name FROM day.sqlite_master WHERE type = 'table'").fetchall()
    grown = {each.table for each in COPIED} | {"open_incident"}
    for (name,) in tables:
        if name not in grown and not name.startswith("sqlite_"):
            database.execute(f"INSERT OR REPLACE INTO main.{name} SELECT * FROM day.{name}")  # noqa: S608 - our own names


def _prepare(database: sqlite3.Connection, each: Copied) -> None:
    """Work out once what is the same for every day."""
    source = SOURCES.get(each.table, f"day.{each.table}")
    database.execute(f"CREATE TEMP TABLE of_{each.table} AS SELECT * FROM {source}")  # noqa: S608 - our own names


def _spans(database: sqlite3.Connection) -> dict[str, int]:
    """Return by how much the numbers of each table go on in a day."""
    found = {
        table: database.execute(f"SELECT max(number) FROM day.{table}").fetchone()[0] or 0  # noqa: S608 - our own names
        for table in NUMBERED
    }
    (place,) = database.execute("SELECT max(place) FROM day.record").fetchone()
    return {**found, "place": place or 0}


def _add_day(
    database: sqlite3.Connection, spans: dict[str, int], place: int, days: int, raw_days: int
) -> None:
    """Add the rows of one day, whose place is 0 for the oldest."""
    before = days - 1 - place
    asked = {name: span * place for name, span in spans.items()}
    asked |= {
        "day": place if before else -1,
        "back": before * DAY_MICROSECONDS,
        "is_newest": int(not before),
        "is_raw": int(before < raw_days),
    }
    for each in COPIED:
        names = [row[1] for row in database.execute(f"PRAGMA main.table_info({each.table})")]
        said = ", ".join(each.changed.get(name, name) for name in names)
        database.execute(
            f"INSERT INTO main.{each.table} SELECT {said} FROM of_{each.table} WHERE {each.where}",  # noqa: S608 - our own names
            asked,
        )


def bytes_by_table(path: Path) -> dict[str, int]:
    """Return what each table and index takes of the file, the largest first."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        rows = database.execute(
            "SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = TRUE GROUP BY name ORDER BY 2 DESC"
        )
        return {str(name): int(size) for name, size in rows}
