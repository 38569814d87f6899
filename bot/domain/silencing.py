"""Who may end an incident or open it again, what that makes of it, and when it takes two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.finding import Severity
from bot.domain.incident import Incident, Status
from bot.domain.matter import Refused
from bot.domain.people import WISH_GOOD_FOR, Person, Role
from bot.domain.policy import Policy
from bot.domain.rights import Deed, may, unsure_who
from bot.domain.words import deciding
from bot.domain.words import silencing as words


class Act(StrEnum):
    """What a person does to an incident, that tells others to look, or not to."""

    ASSIGN = "assign"
    CLOSE = "close"
    FALSE_POSITIVE = "fp"
    REOPEN = "reopen"
    SNOOZE = "snooze"
    WIDEN = "widen"
    UNRESTRICT = "unrestrict"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody has asked for that another must agree to.

    `span` and `scope` are those of a snooze: how long, and what of; zero and empty for all else.
    Of a wish to widen a restriction `scope` is the Slack id of whoever is to be named.
    """

    incident: int
    act: Act
    asked_by: str
    asked_slack_id: str
    asked_name: str
    at: datetime
    reason: str
    span: timedelta = timedelta()
    scope: str = ""

    def stands(self, now: datetime) -> bool:
        """Say whether another may still agree to it."""
        return timedelta() <= now - self.at < WISH_GOOD_FOR

    def is_of(self, person: Person) -> bool:
        """Say whether this person has asked for it: one person is not two."""
        return self.asked_by == person.identity or self.asked_slack_id == person.slack_id


_OPEN = (Status.NEW, Status.IN_PROGRESS, Status.ON_HOLD)
_AFTER: Mapping[Act, Mapping[Status, Status]] = {
    Act.ASSIGN: dict.fromkeys(_OPEN, Status.IN_PROGRESS),
    Act.CLOSE: dict.fromkeys((*_OPEN, Status.RESOLVED), Status.CLOSED),
    Act.FALSE_POSITIVE: dict.fromkeys((*_OPEN, Status.RESOLVED), Status.CLOSED),
    Act.REOPEN: dict.fromkeys((Status.RESOLVED, Status.CLOSED), Status.NEW),
    Act.SNOOZE: {status: status for status in _OPEN},
    Act.WIDEN: {status: status for status in Status},
    Act.UNRESTRICT: {status: status for status in Status},
}


def after(incident: Incident, act: Act) -> Status | Refused:
    """Return the status that an act makes of an incident, or why it can't be done to it."""
    status = _AFTER[act].get(incident.status)
    if status is not None:
        return status
    refusal = words.NOT_ENDED if act is Act.REOPEN else words.ENDED
    return Refused(refusal.fill(incident=incident.id))


def takes_two(
    act: Act,
    severity: Severity,
    *,
    is_held: bool,
    was_contained: bool,
    silences_upstream: bool = False,
    is_restricted: bool = False,
) -> bool:
    """Say whether ending an incident takes another person's agreement.

    Closing ends the holds, which alone nobody may. A false positive is silence for good: after
    any containment, or of HIGH and above, nobody says so alone. Nor does anybody end alone what
    only a few can see, nor what is told upstream so that others see the finding no more.
    """
    if (is_restricted or silences_upstream) and act in {Act.CLOSE, Act.FALSE_POSITIVE}:
        return True
    if act is Act.FALSE_POSITIVE:
        return is_held or was_contained or severity.rank >= Severity.HIGH.rank
    return act is Act.CLOSE and is_held


def may_silence(
    person: Person,
    account: str,
    implicated: frozenset[str],
    policy: Policy,
    asked_by: str = "",
) -> Refused | None:
    """Return why a person may not do this to an incident of an account, or None.

    It takes a responder there. With `asked_by`, the name of who has asked for it, the person is
    the second, who agrees: an approver there, and not only since yesterday. Nobody whom a finding
    names does either.
    """
    outsider = may(person, Deed.LOOK, "", policy)
    if isinstance(outsider, Refused):
        return outsider
    if unsure := unsure_who(person):
        return unsure
    if person.identity in implicated:
        return Refused(deciding.IMPLICATED.fill())
    known = policy.accounts.get(account)
    name = known.name if known else account
    if not policy.holds(person, Role.RESPONDER, account):
        return Refused(words.NEEDS_RESPONDER.fill(account=name))
    if asked_by and not policy.holds(person.settled, Role.APPROVER, account):
        return Refused(words.NEEDS_APPROVER.fill(account=name, name=asked_by))
    return None
