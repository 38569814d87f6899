"""What IAM principals and their keys are called, as findings and people write them."""

from __future__ import annotations

import re

from runbooks.kit.aws import Aws
from runbooks.kit.text import Text

ROOT = "root"
LASTING = "AKIA"
TEMPORARY = "ASIA"
NAMED = re.compile(r"(user|role)/(?:[\x21-\x7e]+/)?([\w+=,.@-]{1,64})", re.ASCII)
KEY = re.compile(r"A[KS]IA[A-Z0-9]{12,124}")
ASSUMED = re.compile(r"arn:[a-z-]+:sts::[0-9]{12}:assumed-role/([\w+=,.@-]{1,64})/.+", re.ASCII)
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"""

HOW = Text(
    "write `user/NAME`, `role/NAME`, an ARN or the id of an access key",
    ja="`user/NAME`、`role/NAME`、ARN、またはアクセスキーの ID を指定してください",
)


def spelled(target: str) -> str:
    """Return a principal as `user/NAME` or `role/NAME` with its path, `root`, or its key's id.

    A role's session stands for the role. What is none of these comes back as it is.
    """
    written = target.strip().strip("`")
    session = ASSUMED.fullmatch(written)
    if session:
        return f"role/{session[1]}"
    if written.startswith("arn:"):
        return written.rpartition(":")[2]
    return written.upper() if KEY.fullmatch(written.upper()) else written


def lasting(target: str) -> str:
    """Return the ARN of the role that a session's ARN stands for, and all else as it is."""
    session = ASSUMED.fullmatch(target)
    if not session:
        return target
    _, partition, _, _, account, _ = target.split(":", 5)
    return f"arn:{partition}:iam::{account}:role/{session[1]}"


def is_principal(written: str) -> bool:
    """Say whether it is what `spelled` makes of a principal or a key."""
    return written == ROOT or bool(NAMED.fullmatch(written) or KEY.fullmatch(written))


def is_key(principal: str) -> bool:
    """Say whether it is the id of an access key."""
    return bool(KEY.fullmatch(principal))


def split(principal: str) -> tuple[str, str]:
    """Return `user` or `role`, and the name without its path; both are empty for others."""
    found = NAMED.fullmatch(principal)
    return (found[1], found[2]) if found else ("", "")


def arn(aws: Aws, principal: str) -> str:
    """Return a principal's ARN; a key, which has none, is written as one all the same."""
    kind = f"access-key/{principal}" if is_key(principal) else principal
    return f"arn:{aws.partition}:iam::{aws.account}:{kind}"
