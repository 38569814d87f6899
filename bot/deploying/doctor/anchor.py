"""Is the place of audit anchors locked, or its key usable?"""

from __future__ import annotations

import json
from collections.abc import Iterator

from botocore.exceptions import ClientError

from bot.aws.anchors import s3
from bot.aws.anchors.kms import KmsAnchor
from bot.aws.anchors.opening import open_anchor
from bot.aws.anchors.s3 import S3Anchor
from bot.deploying.doctor.aws import code_of
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, unseen, warned
from bot.domain.words import anchoring
from bot.domain.words import doctor as words
from bot.ports.anchor import Anchor, AnchorError
from runbooks.kit.text import Said

REFUSED = frozenset({"AccessDenied", "AccessDeniedException"})
LOCK = {
    "ObjectLockEnabled": "Enabled",
    "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Years": 1}},
}


def look(ground: Ground) -> Iterator[Row]:
    """Yield what the bucket's lock, or the key, tells; nothing is put there and nothing signed."""
    if ground.half == "web":
        return  # it has no right to read them
    setting = ground.settings.anchor
    anchor = open_anchor(setting, ground.sessions, ground.clock)
    if anchor is None:
        yield warned("", words.ANCHOR_NONE.fill(), words.ANCHOR_NONE_MEND.fill())
        return
    try:
        yield from _rows(anchor, setting)
    except AnchorError as error:
        told = unseen if error.may_pass or _is_refused(error) else failed
        yield told(setting, error.says, words.ANCHOR_MEND.fill())
    finally:
        anchor.close()


def _rows(anchor: Anchor, setting: str) -> Iterator[Row]:
    if isinstance(anchor, KmsAnchor):
        note = words.ANCHOR_KEY.fill(algorithm=anchor.algorithm())
        yield passed(setting, words.ANCHOR_FINE.fill(note=note.plain()))
    if isinstance(anchor, S3Anchor):
        yield from _bucket(anchor, setting)


def _bucket(anchor: S3Anchor, setting: str) -> Iterator[Row]:
    lock = anchor.lock()
    bucket = setting.removeprefix(s3.SCHEME).partition("/")[0]
    for weakness in lock.weak:
        mend = words.ANCHOR_LOCK_MEND.fill(bucket=bucket, lock=json.dumps(LOCK))
        yield failed(setting, weakness, mend)
    if lock.weak:
        return
    notes = [note for note in lock.notes if not _is_weak(note)]
    for note in lock.notes:
        if _is_weak(note):
            yield warned(setting, note, words.ANCHOR_WEAK_MEND.fill())
    yield passed(setting, words.ANCHOR_FINE.fill(note=" ".join(note.plain() for note in notes)))


def _is_refused(error: AnchorError) -> bool:
    """Say whether whoever asks may not look, which tells nothing of the anchor."""
    cause = error.__cause__
    return isinstance(cause, ClientError) and code_of(cause) in REFUSED


def _is_weak(note: Said) -> bool:
    """Say whether a note tells of a lock that somebody can lift."""
    return note.text is anchoring.GOVERNED


ANCHOR = Check(words.ANCHOR, look)
