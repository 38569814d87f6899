"""What a channel is told when somebody acts with secbot's roles: who, from where, and who must act."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.record import Written
from bot.domain.words import guarding as words
from handlers.views import recorded
from handlers.views.cleaning import defang
from handlers.views.marks import Field, Group, Line, Many, Mention, line

GROUP = "S"
"""What the id of a Slack user group begins with."""


def role_use(record: Written) -> tuple[Line, ...]:
    """Return the use of a role that no execution knows of, and the call to who must act."""
    named = ("account", "role", "caller", "session", "first")
    fields: dict[str, Field] = {name: recorded.text(record, name) for name in named}
    used = line(
        words.UNKNOWN,
        **fields,
        why=recorded.said(record, "why"),
        address=defang(recorded.text(record, "address")),
        calls=line(
            words.CALLS, calls=recorded.text(record, "calls"), count=recorded.text(record, "count")
        ),
    )
    return (used, line(words.WHO_MUST, who=_who(record)))


def called(ids: Sequence[str]) -> Field:
    """Return the people and groups that must act, or that none is known."""
    marks = tuple(Group(one) if one.startswith(GROUP) else Mention(one) for one in ids)
    return Many(marks, " ") if marks else words.NOBODY_KNOWN


def _who(record: Written) -> Field:
    ids = record.body.get("mention")
    return called([str(each) for each in ids] if isinstance(ids, list) else [])
