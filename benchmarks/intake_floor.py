"""The floor of intake: the least that an honest program does before it answers SNS with 200.

It checks topic, age and signature, reads the finding, and commits message and finding to SQLite
(WAL, FULL), many requests sharing one commit. It has no inbox to read again, no incidents, no
audit, no Slack, and knows one certificate.
"""

from __future__ import annotations

import asyncio
import base64
import os
import queue
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pydantic_core import from_json

from benchmarks.serving import serve

SIGNED = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
OLDEST = timedelta(hours=1)
LARGEST_GROUP = 512
SCHEMA = """
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;
CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS finding (
    number INTEGER PRIMARY KEY, key TEXT UNIQUE, account TEXT, region TEXT, severity TEXT,
    title TEXT, updated TEXT, body TEXT);
"""
ADD_MESSAGE = "INSERT INTO message VALUES (?) ON CONFLICT DO NOTHING"
ADD_FINDING = """
INSERT INTO finding (key, account, region, severity, title, updated, body)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE
SET updated = excluded.updated, severity = excluded.severity, body = excluded.body
WHERE excluded.updated > finding.updated
"""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request's rows, and where it waits for their commit."""

    message: str
    findings: Sequence[Row]
    committed: asyncio.Future[None]


class Writer:
    """One thread that commits together whatever waits."""

    def __init__(self, path: Path) -> None:
        """Open the file and start."""
        self._loop = asyncio.get_running_loop()
        self._waiting: queue.SimpleQueue[Waiting] = queue.SimpleQueue()
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.executescript(SCHEMA)
        threading.Thread(target=self._run, daemon=True).start()

    async def keep(self, message: str, findings: Sequence[Row]) -> None:
        """Return once it is on the disk."""
        committed = self._loop.create_future()
        self._waiting.put(Waiting(message, findings, committed))
        await committed

    def _run(self) -> None:
        while True:
            group = [self._waiting.get()]
            while len(group) < LARGEST_GROUP and not self._waiting.empty():
                group.append(self._waiting.get())
            self._commit(group)
            self._loop.call_soon_threadsafe(_answer, group)

    def _commit(self, group: Sequence[Waiting]) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany(ADD_MESSAGE, [(each.message,) for each in group])
        rows = [row for each in group for row in each.findings]
        self._database.executemany(ADD_FINDING, rows)
        self._database.execute("COMMIT")


def _answer(group: Sequence[Waiting]) -> None:
    for each in group:
        each.committed.set_result(None)


class Door:
    """Answers `POST /sns`."""

    def __init__(self, key: rsa.RSAPublicKey, topic: str, writer: Writer) -> None:
        """Let in what this key has signed for this topic."""
        self._key = key
        self._topic = topic
        self._writer = writer

    async def post(self, request: web.Request) -> web.Response:
        """Answer 200 after the commit, 403 for a lie, 400 for what can't be read."""
        try:
            message = from_json(await request.read())
            self._check(message)
            findings = rows(message["Message"])
        except InvalidSignature:
            return web.Response(status=403)
        except (KeyError, TypeError, ValueError):
            return web.Response(status=400)
        await self._writer.keep(message["MessageId"], findings)
        return web.Response()

    def _check(self, message: dict[str, str]) -> None:
        age = datetime.now(UTC) - datetime.fromisoformat(message["Timestamp"])
        if message["TopicArn"] != self._topic or message["Type"] != "Notification" or age > OLDEST:
            raise InvalidSignature
        signed = "".join(f"{name}\n{message[name]}\n" for name in SIGNED if name in message)
        self._key.verify(
            base64.b64decode(message["Signature"]),
            signed.encode(),
            padding.PKCS1v15(),
            hashes.SHA256() if message["SignatureVersion"] == "2" else hashes.SHA1(),  # noqa: S303 - SNS version 1
        )


def rows(text: str) -> list[Row]:
    """Return what is kept of an event's findings."""
    event = from_json(text)
    found: dict[str, Any] = event["detail"]
    if event["source"] == "aws.guardduty":
        severity = str(found["severity"])
        place = (found["accountId"], found["region"])
        return [(found["arn"], *place, severity, found["title"], found["updatedAt"], text)]
    return [
        (
            *(one["Id"], one["AwsAccountId"], one["Region"], one["Severity"]["Label"]),
            *(one["Title"], one["UpdatedAt"], text),
        )
        for one in found["findings"]
    ]


async def main() -> None:
    """Serve with the certificate, the topic and the file that the environment names."""
    pem = await asyncio.to_thread(Path(os.environ["CERTIFICATE"]).read_bytes)
    key = x509.load_pem_x509_certificate(pem).public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise TypeError(key)
    writer = Writer(Path(os.environ["DATABASE"]))
    await serve([web.post("/sns", Door(key, os.environ["TOPIC"], writer).post)])


if __name__ == "__main__":
    asyncio.run(main())
