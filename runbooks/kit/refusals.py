"""AWS's refusals, and how a look goes on without what it may not read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from botocore.exceptions import ClientError

from runbooks.kit.text import Said, Text

T = TypeVar("T")

DENIED = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"})
UNREAD = Text("{what}: {why}", ja="{what}: {why}")
NOT_ALLOWED = Text("AWS answered {code}", ja="AWS の応答は {code}")


def why_not(error: ClientError) -> Said:
    """Return why a look goes on without this answer; what is no denial rises, to be tried again."""
    code = code_of(error)
    if code not in DENIED:
        raise error
    return NOT_ALLOWED.fill(code=code)


def asked(unknown: list[Said], what: str, ask: Callable[[], T]) -> T | None:
    """Return an answer; where it is denied, None, and note what is unknown and why."""
    try:
        return ask()
    except ClientError as error:
        unknown.append(UNREAD.fill(what=what, why=why_not(error)))
        return None


def code_of(error: ClientError) -> str:
    """Return AWS's code of an error, or an empty string."""
    return str(error.response.get("Error", {}).get("Code", ""))
