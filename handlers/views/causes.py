"""What an alert card says of secbot itself: that it acted, or that somebody acts in its name."""

from __future__ import annotations

from bot.domain.causing import Cause, Involved
from bot.domain.words import guarding as words
from handlers.views.marks import Field, Line, Many, When, line
from handlers.views.role_use import who_must


def stolen(involved: Involved) -> tuple[Line, ...]:
    """Return the loudest line that there is, for each role that is in other hands."""
    who = who_must(involved.call)
    return tuple(line(words.STOLEN, role=role, who=who) for role in involved.stolen)


def causes(involved: Involved) -> tuple[Line, ...]:
    """Return a line for each execution that has to do with the finding."""
    return tuple(_cause(cause) for cause in involved.causes)


def _cause(cause: Cause) -> Line:
    names: Field = Many(cause.approvers) if cause.approvers else words.NO_APPROVER
    fields: dict[str, Field] = {
        "execution": cause.execution,
        "runbook": cause.runbook,
        "names": names,
    }
    if cause.changed_at is None:
        return line(words.CAUSED, **fields)
    return line(words.CHANGED, **fields, when=When(cause.changed_at, "time"))
