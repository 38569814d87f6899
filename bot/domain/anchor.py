"""An anchor: proof, kept outside the database, of where the audit chain stood at a moment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

PURPOSE = "secbot audit anchor 1"
"""What is hashed with every mark, so that a signature of an anchor can't serve for anything else."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One link of one chain: its place, from 1, and its hash.

    `origin` is the hash of the chain's first link, which names the database: a chain that was
    written anew from its beginning has another one. Both hashes are SHA-256 in hexadecimal.
    """

    place: int
    hash: str
    origin: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the database keeps of an anchor; it proves nothing before its anchor bears it out.

    `target` is `SECBOT_ANCHOR` as it was then. `proof` is a signature (`ALGORITHM:BASE64`) or
    the version of the object that was put, empty where that was there already.
    """

    mark: Mark
    at: datetime
    target: str
    proof: str


def microseconds(at: datetime) -> int:
    """Return whole microseconds since 1970."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def digest(mark: Mark, at: datetime) -> bytes:
    """Return what a signer signs: SHA-256 over a JSON list without blanks.

    The list: the purpose, the origin, the place, the hash, microseconds since 1970.
    """
    said = [PURPOSE, mark.origin, mark.place, mark.hash, microseconds(at)]
    return sha256(json.dumps(said, separators=(",", ":")).encode()).digest()
