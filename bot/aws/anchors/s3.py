"""Anchors as objects in a bucket that is locked: the bot puts them, and can't take them back.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from bot.aws.anchors.client import HomeClient
from bot.aws.anchors.faults import told
from bot.aws.sessions import Sessions
from bot.domain.anchor import PURPOSE, Mark, Receipt
from bot.domain.words import anchoring as words
from bot.ports.anchor import Found
from bot.ports.clock import Clock
from runbooks.kit.text import Said

SCHEME = "s3://"
NAME = re.compile(r"(?P<origin>[0-9a-f]{64})/(?P<place>\d{16})-(?P<hash>[0-9a-f]{64})\.json")
THERE_ALREADY = "PreconditionFailed"
NO_LOCK = "ObjectLockConfigurationNotFoundError"
YEAR = timedelta(days=365)
COMPLIANCE = "COMPLIANCE"


@dataclass(slots=True)
class _Listed:
    """What a prefix holds."""

    marks: set[Mark] = field(default_factory=set)
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Lock:
    """How long a bucket keeps what is put there; no time for one that does not."""

    span: timedelta = timedelta()
    weak: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()


class S3Anchor:
    """Puts one object a mark; its name alone says place and hash.

    Versions are listed, not objects: a delete marker hides a locked object but can't end it.
    Needs s3:PutObject under the prefix, and no right to delete, to change retention or to read;
    to check, s3:ListBucketVersions and s3:GetBucketObjectLockConfiguration.
    """

    def __init__(self, bucket: str, prefix: str, sessions: Sessions, clock: Clock) -> None:
        """Put under this prefix, which is empty or has no slash at its ends."""
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""
        self._target = f"{SCHEME}{bucket}/{prefix}" if prefix else f"{SCHEME}{bucket}"
        self._client = HomeClient(sessions, "s3")
        self._clock = clock

    @property
    def target(self) -> str:
        return self._target

    def anchor(self, mark: Mark, at: datetime) -> Receipt:
        with told(words.NOT_KEPT, self.target, "s3:PutObject"):
            try:
                answer = self._client.get().put_object(
                    Bucket=self._bucket,
                    Key=f"{self._prefix}{mark.origin}/{mark.place:016d}-{mark.hash}.json",
                    Body=_body(mark, at),
                    ContentType="application/json",
                    ChecksumAlgorithm="SHA256",
                    IfNoneMatch="*",
                )
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") != THERE_ALREADY:
                    raise
                answer = {}
        return Receipt(mark, at, self.target, str(answer.get("VersionId", "")))

    def check(self, receipts: Sequence[Receipt]) -> Found:
        lock, listed = self.lock(), self._list()
        since = self._clock.now() - lock.span if lock.span else None
        unproved = {
            each.mark.place
            for each in receipts
            if each.mark not in listed.marks and (since is None or each.at > since)
        }
        hidden = (words.HIDDEN.fill(count=listed.hidden),) if listed.hidden else ()
        return Found(
            marks=frozenset(listed.marks),
            unproved=tuple(sorted(unproved)),
            is_complete=True,
            weak=lock.weak,
            notes=(*lock.notes, *hidden),
        )

    def close(self) -> None:
        self._client.close()

    def _list(self) -> _Listed:
        listed = _Listed()
        with told(words.NOT_READ, self.target, "s3:ListBucketVersions"):
            for page in self._pages():
                named = [self._mark(each["Key"]) for each in page.get("Versions", ())]
                listed.marks |= {mark for mark in named if mark is not None}
                markers = [self._mark(each["Key"]) for each in page.get("DeleteMarkers", ())]
                listed.hidden += sum(mark is not None for mark in markers)
        return listed

    def _pages(self) -> Iterator[Mapping[str, Any]]:
        paginator = self._client.get().get_paginator("list_object_versions")
        yield from paginator.paginate(Bucket=self._bucket, Prefix=self._prefix)

    def _mark(self, key: str) -> Mark | None:
        """Return what an object's name says, or None where it is no anchor's."""
        found = NAME.fullmatch(key.removeprefix(self._prefix))
        return found and Mark(int(found["place"]), found["hash"], found["origin"])

    def lock(self) -> Lock:
        """Return what the bucket's Object Lock does for a new object. Raises AnchorError."""
        try:
            with told(words.NOT_READ, self.target, "s3:GetBucketObjectLockConfiguration"):
                answer = self._ask_lock()
        except _UnlockedError:
            return Lock(weak=(words.UNLOCKED.fill(bucket=self._bucket),))
        rule = answer.get("Rule", {}).get("DefaultRetention", {})
        span = timedelta(days=rule.get("Days") or 0) + YEAR * (rule.get("Years") or 0)
        if not span:
            return Lock(weak=(words.NO_RETENTION.fill(bucket=self._bucket),))
        mode = str(rule.get("Mode", ""))
        locked = words.LOCKED.fill(span=f"{span.days} days", mode=mode)
        governed = () if mode == COMPLIANCE else (words.GOVERNED.fill(),)
        return Lock(span, notes=(locked, *governed))

    def _ask_lock(self) -> Mapping[str, Any]:
        try:
            answer = self._client.get().get_object_lock_configuration(Bucket=self._bucket)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") == NO_LOCK:
                raise _UnlockedError from error
            raise
        found: Mapping[str, Any] = answer.get("ObjectLockConfiguration", {})
        return found


class _UnlockedError(Exception):
    """The bucket has no Object Lock."""


def _body(mark: Mark, at: datetime) -> bytes:
    said = {
        "purpose": PURPOSE,
        "origin": mark.origin,
        "place": mark.place,
        "hash": mark.hash,
        "at": at.astimezone(UTC).isoformat(),
    }
    return json.dumps(said, sort_keys=True).encode()
