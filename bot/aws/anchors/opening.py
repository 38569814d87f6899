"""Opens the anchor that `SECBOT_ANCHOR` names."""

from __future__ import annotations

from bot.aws.anchors import kms, s3
from bot.aws.sessions import Sessions
from bot.ports.anchor import Anchor
from bot.ports.clock import Clock


def open_anchor(setting: str, sessions: Sessions, clock: Clock) -> Anchor | None:
    """Return the anchor, or None for an empty setting; AWS is not asked yet.

    The setting has been checked before: `kms:KEY_ARN` or `s3://BUCKET/PREFIX`.
    """
    if not setting:
        return None
    if setting.startswith(kms.SCHEME):
        return kms.KmsAnchor(setting.removeprefix(kms.SCHEME), sessions)
    bucket, _, prefix = setting.removeprefix(s3.SCHEME).partition("/")
    return s3.S3Anchor(bucket, prefix.strip("/"), sessions, clock)
