"""Places for audit anchors in the simulated AWS, and a thief who may write the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from bot.aws.anchors.kms import KmsAnchor
from bot.aws.anchors.s3 import S3Anchor
from bot.aws.sessions import Keys, Sessions
from bot.clock import SystemClock
from bot.ports.anchor import Anchor
from bot.response.bench.anchoring import Anchoring
from bot.store.chain import START, Link, hash_of
from bot.store.types import canonical, moment
from practice.aws.server import SimulatedAws
from tests.bot.response.works import Works

HOME = "999988887777"
REGION = "us-east-1"
PREFIX = "secbot/prod"
CHAIN = (
    "SELECT place, what, at, actor, incident, execution, body, number FROM record "
    "WHERE place > 0 ORDER BY place"
)


def a_locked_bucket(
    aws: SimulatedAws,
    name: str,
    *,
    mode: str = "COMPLIANCE",
    days: int | None = 365,
    account: str = HOME,
) -> str:
    """Make a bucket with Object Lock and, unless `days` is None, a default retention."""
    s3 = aws.client("s3", account, REGION)
    s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=True)
    if days is not None:
        rule = {"DefaultRetention": {"Mode": mode, "Days": days}}
        s3.put_object_lock_configuration(
            Bucket=name, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule}
        )
    return name


def a_signing_key(aws: SimulatedAws, spec: str = "ECC_NIST_P256") -> str:
    """Make a key that signs, and return its ARN."""
    kms = aws.client("kms", HOME, REGION)
    made = kms.create_key(KeySpec=spec, KeyUsage="SIGN_VERIFY")
    return str(made["KeyMetadata"]["Arn"])


def in_bucket(sessions: Sessions, bucket: str, prefix: str = PREFIX) -> S3Anchor:
    """Return the anchor that puts objects there."""
    return S3Anchor(bucket, prefix, sessions, SystemClock())


def by_key(sessions: Sessions, arn: str) -> KmsAnchor:
    """Return the anchor that signs with this key."""
    return KmsAnchor(arn, sessions)


def rewrite(
    folder: Path, old: str, new: str, *, upto: int | None = None, receipts: bool = True
) -> None:
    """Write the whole chain anew, as who may write the database can: it is valid afterwards.

    `old` becomes `new` in every body; the records after the place `upto` are taken out, and
    without `receipts` those of the anchors too.
    """
    with closing(sqlite3.connect(folder / "secbot.db")) as database, database:
        drop_triggers(database)
        if upto is not None:
            database.execute("DELETE FROM record WHERE place > ?", (upto,))
        if not receipts:
            database.execute("DELETE FROM anchor")
        place, previous = 0, START
        for row in database.execute(CHAIN).fetchall():
            body = json.loads(row[6].replace(old, new))
            link = Link(row[0], row[1], moment(row[2]), row[3], row[4], row[5], body, previous)
            place, previous = row[0], hash_of(link)
            database.execute(
                "UPDATE record SET body = ?, previous = ?, hash = ? WHERE number = ?",
                (canonical(body), link.previous, previous, row[7]),
            )
        database.execute("UPDATE record_head SET last_place = ?, hash = ?", (place, previous))


def drop_triggers(database: sqlite3.Connection) -> None:
    """Take away what keeps the tables append-only."""
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for (trigger,) in database.execute(named).fetchall():
        database.execute(f"DROP TRIGGER {trigger}")


@asynccontextmanager
async def anchored(works: Works, kind: str) -> AsyncIterator[Anchor]:
    """Let the worker anchor in a locked bucket (`s3`) or with a key (`kms`), from now on."""
    sessions = Sessions(
        Keys(*works.aws.credentials(HOME)), REGION, works.aws.url, loader=works.aws.loader
    )
    if kind == "s3":
        bucket = a_locked_bucket(works.aws, f"anchors-{works.account}")
        anchor: Anchor = in_bucket(sessions, bucket)
    else:
        anchor = by_key(sessions, a_signing_key(works.aws))
    bench = works.bench
    anchoring = Anchoring(works.store, works.clock, bench.threads, anchor, sweep_seconds=0.02)
    works.under(anchoring=anchoring)
    try:
        yield anchor
    finally:
        anchor.close()
        sessions.close()
        works.aws.faults.clear(HOME)
