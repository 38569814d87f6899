"""What a queue of findings is, who may send to it, and whether what could not be taken in lies by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic_core import from_json

from bot.domain.posture import Checked, Standing
from bot.domain.words import queueing as words
from runbooks.kit.moments import for_people

QUEUE = "queue"
"""What its check is called in the daily check."""
SENDING = frozenset({"*", "sqs:*", "sqs:sendmessage"})
OTHER_THAN = frozenset({"arnnotequals", "arnnotlike", "stringnotequals"})
SOURCE = "aws:sourcearn"
WILD = ("*", "?", "$")
OLD = timedelta(hours=2)
"""The queue is looked at every hour: what was seen longer ago than this tells nothing of now."""


@dataclass(frozen=True, slots=True)
class QueueLook:
    """A queue as AWS tells of it; `policy` is its own, as JSON.

    `kept_for` is how long it keeps a message. `dead_letters` is where messages go that were
    received too often, empty where nowhere; `dead` is how many lie there, None where that could
    not be read.
    """

    arn: str
    policy: str
    kept_for: timedelta
    dead_letters: str = ""
    dead: int | None = None


def sole_sender(look: QueueLook, topics: Collection[str]) -> str:
    """Return the one of these topics that alone may send to a queue; empty where none is proved.

    A policy that lets one topic in keeps nobody of the queue's own account out, whose identities
    may be allowed by themselves. Only a Deny to all who are not that topic does:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
    (an operator that negates holds where a request has no such key at all).
    """
    for statement in _statements(look.policy):
        alone = _excepted(statement, look.arn)
        if alone in topics:
            return alone
    return ""


def checked(look: QueueLook, sole: str, now: datetime) -> Checked:
    """Return whether nothing lies in a queue's dead letters, and what it takes."""
    if not look.dead_letters:
        says, standing = words.NO_DEAD_LETTERS.fill(), Standing.WARNING
    elif look.dead is None:
        says = words.DEAD_LETTERS_UNREAD.fill(queue=look.dead_letters)
        standing = Standing.NOT_AVAILABLE
    elif look.dead:
        says = words.DEAD.fill(count=look.dead, queue=look.dead_letters)
        standing = Standing.FAILED
    else:
        says, standing = (words.BOTH if sole else words.SIGNED_ONLY).fill(), Standing.PASSED
    return Checked(QUEUE, "", "", standing, says, now)


def unread(code: str, now: datetime) -> Checked:
    """Return the check of a queue that AWS did not tell of."""
    return Checked(QUEUE, "", "", Standing.NOT_AVAILABLE, words.UNREAD.fill(code=code), now)


def aged(kept: Checked | None, now: datetime) -> Checked:
    """Return the check as it stands now: what was seen long ago is not known any more."""
    if kept is None:
        return Checked(QUEUE, "", "", Standing.NOT_AVAILABLE, words.NEVER.fill(), now)
    if now - kept.at <= OLD:
        return kept
    says = words.OLD.fill(at=for_people(kept.at))
    return Checked(QUEUE, "", "", Standing.NOT_AVAILABLE, says, kept.at)


def _statements(policy: str) -> Iterator[Mapping[str, Any]]:
    try:
        held = from_json(policy or "{}")
    except ValueError:
        return
    stated = held.get("Statement") if isinstance(held, dict) else None
    for one in stated if isinstance(stated, list) else [stated]:
        if isinstance(one, dict):
            yield one


def _excepted(statement: Mapping[str, Any], arn: str) -> str:
    """Return the one source that a statement does not deny to send, or an empty string."""
    actions = {str(one).lower() for one in _listed(statement.get("Action"))}
    is_for_all = statement.get("Principal") in ("*", {"AWS": "*"}, {"AWS": ["*"]})
    is_here = bool({"*", arn} & set(map(str, _listed(statement.get("Resource")))))
    if statement.get("Effect") != "Deny" or not (actions & SENDING and is_for_all and is_here):
        return ""
    conditions = statement.get("Condition")
    if not isinstance(conditions, dict) or len(conditions) != 1:
        return ""
    ((operator, keys),) = conditions.items()
    if str(operator).lower() not in OTHER_THAN or not isinstance(keys, dict) or len(keys) != 1:
        return ""
    ((key, values),) = keys.items()
    named = [str(one) for one in _listed(values)]
    is_one = len(named) == 1 and not any(sign in named[0] for sign in WILD)
    return named[0] if is_one and str(key).lower() == SOURCE else ""


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
