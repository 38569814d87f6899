"""What a channel is told when somebody acts with secbot's roles: who, from where, and who must act."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.record import Written
from bot.domain.words import guarding as words
from handlers.views import recorded
from handlers.views.cleaning import defang
from handlers.views.marks import Field, Line, Many, called, line


def role_use(record: Written) -> tuple[Line, ...]:
    """Return the use of a role that no execution knows of, and the call to who must act."""
    named = ("account", "role", "caller", "session", "first")
    fields: dict[str, Field] = {name: recorded.said(record, name) for name in named}
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


def who_must(ids: Sequence[str]) -> Field:
    """Return the people and groups that must act, or that none is known."""
    return Many(called(ids), " ") if ids else words.NOBODY_KNOWN


def _who(record: Written) -> Field:
    ids = record.body.get("mention")
    return who_must([str(each) for each in ids] if isinstance(ids, list) else [])
