"""The hash chain over the audit trail: how a link is computed, and what a broken one looks like."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.ports.records import Verified
from bot.store.types import canonical, microseconds

START = "0" * 64
"""What the first link says that its previous one is."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is kept apart from the chain: how many links it has, and the hash of the last."""

    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class Link:
    """A chained record; `number` is the record's own, `place` counts from 1 in the chain."""

    place: int
    what: str
    at: datetime
    actor: str
    incident: int | None
    execution: int | None
    body: Any
    previous: str
    hash: str = ""
    number: int = 0


def plain(body: Any) -> Any:
    """Return a body as it will be read back: lists for tuples, strings for keys."""
    return json.loads(canonical(body))


def read_back(body: str) -> Any:
    """Return a stored body; one that is no JSON any more stands for itself, and hashes wrongly."""
    try:
        return json.loads(body)
    except ValueError:
        return body


def hash_of(link: Link) -> str:
    """Return what a link's hash should be: SHA-256, in hexadecimal, of canonical JSON.

    The JSON is a list: place in the chain, what, microseconds since 1970, the actor's pseudonym,
    incident, execution, body, the previous link's hash.
    """
    said = (
        link.place,
        link.what,
        microseconds(link.at),
        link.actor,
        link.incident,
        link.execution,
        link.body,
        link.previous,
    )
    return sha256(canonical(said).encode()).hexdigest()


def line(link: Link) -> dict[str, Any]:
    """Return a link as JSON data, with all that its hash is computed from."""
    return {
        "place": link.place,
        "number": link.number,
        "what": link.what,
        "at": link.at.isoformat(),
        "microseconds": microseconds(link.at),
        "actor": link.actor,
        "incident": link.incident,
        "execution": link.execution,
        "body": link.body,
        "previous": link.previous,
        "hash": link.hash,
    }


def check(links: Iterable[Link], head: Head) -> Verified:
    """Hold the links, in order of their place, against each other and against the head."""
    place, number, previous = 0, 0, START
    for link in links:
        place += 1
        if not _follows(link, place, number, previous) or place > head.count:
            return Verified(head.count, head.hash, broken_at=link.number, cut_after=None)
        number, previous = link.number, link.hash
    if place < head.count:
        return Verified(head.count, head.hash, broken_at=None, cut_after=number)
    broken_at = None if previous == head.hash else number
    return Verified(head.count, head.hash, broken_at, cut_after=None)


def _follows(link: Link, place: int, number: int, previous: str) -> bool:
    """Say whether a link stands where it should and says what it said."""
    return (
        link.place == place
        and link.number > number
        and link.previous == previous
        and link.hash == hash_of(link)
    )
