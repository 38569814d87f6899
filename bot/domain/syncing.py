"""What is told upstream of an incident: to Security Hub and GuardDuty, as far as the policy says.

https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindings.html
https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindingsV2.html
https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ArchiveFindings.html
https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateFindingsFeedback.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.finding import Finding
from bot.domain.ids import Prefix, spell
from bot.domain.incident import ENDED, Status
from bot.domain.policy import Policy, Sync
from bot.domain.record import What, Written
from runbooks.kit.values import Special

SECURITY_HUB = "securityhub"
SECURITY_HUB_V2 = "securityhub_v2"
GUARDDUTY = "guardduty"
KEY_PARTS = 5
"""A finding's key is `service:partition:account:region:native id`."""
UPDATED_BY = "secbot"
"""How secbot signs its notes in Security Hub; others can sign so too, so it proves nothing."""
COMMENTS = f"{UPDATED_BY}: "
"""How its comments in Security Hub V2 begin, which keeps not whose a comment is."""
MOST_TRIES = 20
"""Within a quarter of an hour or so; after that a person has to look."""
LONGEST_WAIT = timedelta(minutes=1)
WRITES = (
    "guardduty:ArchiveFindings",
    "guardduty:UpdateFindingsFeedback",
    "securityhub:BatchUpdateFindings",
)
"""The IAM actions that this takes: all that the sync role is for."""
MOST_AT_ONCE: Mapping[str, int] = {SECURITY_HUB: 100, SECURITY_HUB_V2: 100, GUARDDUTY: 50}
"""Findings that one call takes."""


class Tell(StrEnum):
    """What a finding is to be upstream: ASFF's `Workflow.Status`, OCSF's `status`, and marks."""

    NOTIFIED = "NOTIFIED"
    RESOLVED = "RESOLVED"
    SUPPRESSED = "SUPPRESSED"
    NOTE = "NOTE"
    IN_PROGRESS = "In Progress"
    RESOLVED_V2 = "Resolved"
    SUPPRESSED_V2 = "Suppressed"
    COMMENT = "Comment"
    ARCHIVED = "ARCHIVED"
    USEFUL = "USEFUL"
    NOT_USEFUL = "NOT_USEFUL"

    @property
    def api(self) -> str:
        """Return which service is told so."""
        if self in {Tell.ARCHIVED, Tell.USEFUL, Tell.NOT_USEFUL}:
            return GUARDDUTY
        is_v2 = self in {Tell.IN_PROGRESS, Tell.RESOLVED_V2, Tell.SUPPRESSED_V2, Tell.COMMENT}
        return SECURITY_HUB_V2 if is_v2 else SECURITY_HUB

    @property
    def in_asff(self) -> Tell:
        """Return what a finding is here once it has come back so: one workflow for both hubs."""
        return IN_ASFF.get(self, self)

    @property
    def silences(self) -> bool:
        """Say whether it takes a finding out of others' sight upstream, which takes two people."""
        return self.in_asff in {Tell.RESOLVED, Tell.SUPPRESSED, Tell.ARCHIVED}


IN_ASFF: Mapping[Tell, Tell] = {
    Tell.IN_PROGRESS: Tell.NOTIFIED,
    Tell.RESOLVED_V2: Tell.RESOLVED,
    Tell.SUPPRESSED_V2: Tell.SUPPRESSED,
}
OPEN = frozenset({"", "NEW", Tell.NOTIFIED, "Unknown", "New", Tell.IN_PROGRESS})
"""States in which nobody has settled a finding upstream."""
HIDDEN = "Archived"
"""What V2 says of a finding that GuardDuty has archived."""


class Occasion(StrEnum):
    """What people have made of an incident: took it, closed it, as real or as a false positive.

    It is known to be real where something was contained for it.
    """

    TAKEN = "taken"
    CLOSED = "closed"
    CLOSED_AS_REAL = "closed_as_real"
    CLEARED = "cleared"


class Fate(StrEnum):
    """What became of a telling."""

    WAITING = "waiting"
    DONE = "done"
    ALREADY = "already"
    DRIFTED = "drifted"
    DROPPED = "dropped"
    FAILED = "failed"


class Move(StrEnum):
    """What is to be done about a telling, once it was looked how things stand upstream."""

    WRITE = "write"
    ALREADY = "already"
    DRIFTED = "drifted"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Telling:
    """One finding that is to be something upstream; `account` is the one that is called.

    `sent` says that a call was about to leave: upstream may be what it is by our own doing.
    `asked_by` is who had wished for it where it took two, `why` what the last try met.
    """

    number: int
    incident: int
    key: str
    tell: Tell
    account: str
    region: str
    at: datetime
    by: str = ""
    asked_by: str = ""
    occasion: Occasion = Occasion.TAKEN
    tries: int = 0
    sent: bool = False
    fate: Fate = Fate.WAITING
    why: str = ""
    ended_at: datetime | None = None

    @property
    def destination(self) -> str:
        """Return whom it goes to, such as `securityhub:111122223333:eu-west-1`."""
        return f"{self.tell.api}:{self.account}:{self.region}"

    @property
    def incident_id(self) -> str:
        """Return the incident's id as people read it aloud."""
        return spell(Prefix.INCIDENT, self.incident)


@dataclass(frozen=True, slots=True)
class Seen:
    """How a finding stands upstream at this moment; empty where the service has no such thing.

    `uid` is the name by which Security Hub V2 takes an update of it.
    """

    workflow: str = ""
    note_by: str = ""
    note_at: str = ""
    archived: bool = False
    feedback: str = ""
    comment: str = ""
    uid: str = ""


def tells(sync: Sync, occasion: Occasion) -> tuple[Tell, ...]:
    """Return what the policy has told upstream on an occasion, in order."""
    archive = (Tell.ARCHIVED,) if "archive" in sync.guardduty else ()
    says = "feedback" in sync.guardduty
    match occasion:
        case Occasion.TAKEN:
            return _hubs(sync, "notified", "in_progress")
        case Occasion.CLEARED:
            ended = _hubs(sync, "suppressed", "suppressed")
            return (*ended, *archive, *((Tell.NOT_USEFUL,) if says else ()))
        case Occasion.CLOSED | Occasion.CLOSED_AS_REAL:
            is_real = occasion is Occasion.CLOSED_AS_REAL
            ended = _hubs(sync, "resolved", "resolved")
            return (*ended, *archive, *((Tell.USEFUL,) if says and is_real else ()))


STATUSES: Mapping[str, Tell] = {
    "notified": Tell.NOTIFIED,
    "resolved": Tell.RESOLVED,
    "suppressed": Tell.SUPPRESSED,
}
STATUSES_V2: Mapping[str, Tell] = {
    "in_progress": Tell.IN_PROGRESS,
    "resolved": Tell.RESOLVED_V2,
    "suppressed": Tell.SUPPRESSED_V2,
}


def _hubs(sync: Sync, status: str, status_v2: str) -> tuple[Tell, ...]:
    """Return what both hubs are told: a status, else a note or a comment alone, else nothing."""
    note = (Tell.NOTE,) if "note" in sync.security_hub else ()
    comment = (Tell.COMMENT,) if "comment" in sync.security_hub_v2 else ()
    one = (STATUSES[status],) if status in sync.security_hub else note
    two = (STATUSES_V2[status_v2],) if status_v2 in sync.security_hub_v2 else comment
    return (*one, *two)


def tellings(
    policy: Policy, occasion: Occasion, incident: int, findings: Iterable[Finding], at: datetime
) -> tuple[Telling, ...]:
    """Return what is told upstream of an incident's findings, by nobody as yet.

    A sample is told to nobody, nor is what an account is about that the policy does not know.
    """
    return tuple(
        Telling(0, incident, each.key, tell, account, each.region, at, occasion=occasion)
        for each in findings
        for tell in tells(policy.sync, occasion)
        if not each.sample
        and (account := _called(policy, each, tell))
        and account in policy.accounts
    )


def _called(policy: Policy, finding: Finding, tell: Tell) -> str:
    """Return the account that is called for a finding, empty where the service has it not.

    Only GuardDuty's administrator archives what its members have found.
    """
    service = finding.key.partition(":")[0]
    if tell.api in {SECURITY_HUB, SECURITY_HUB_V2}:
        return finding.account if service in {SECURITY_HUB, GUARDDUTY} else ""
    if service != GUARDDUTY or finding.key.count(":") < KEY_PARTS - 1:
        return ""
    return policy.special.get(Special.SECURITY_ADMIN, finding.account)


def silences(found: Iterable[Telling]) -> bool:
    """Say whether any of these takes a finding out of others' sight upstream."""
    return any(each.tell.silences for each in found)


def stands(telling: Telling, policy: Policy, status: Status) -> bool:
    """Say whether a telling is still to be made: asked for by the policy, and of two where needed.

    Asked again before each call: the policy may be another by now, the incident open again, and
    whoever wrote the row may not have been a desk.
    """
    if telling.tell not in tells(policy.sync, telling.occasion):
        return False
    if telling.occasion is not Occasion.TAKEN and status not in ENDED:
        return False
    is_of_two = bool(telling.asked_by) and telling.asked_by != telling.by
    return is_of_two or not telling.tell.silences


def judge(tell: Tell, seen: Seen | None, ours: frozenset[Tell]) -> Move:
    """Say what is to be done, from how a finding stands upstream and what secbot has sent of it.

    What somebody else has set is never set over.
    """
    if seen is None:
        return Move.ABSENT
    match tell:
        case Tell.NOTIFIED | Tell.RESOLVED | Tell.SUPPRESSED:
            return _workflow(tell, seen, ours)
        case Tell.IN_PROGRESS | Tell.RESOLVED_V2 | Tell.SUPPRESSED_V2:
            return _workflow(tell, seen, ours)
        case Tell.NOTE | Tell.COMMENT:
            return Move.WRITE if may_note(seen, ours) else Move.DRIFTED
        case Tell.ARCHIVED:
            return Move.ALREADY if seen.archived else Move.WRITE
        case Tell.USEFUL | Tell.NOT_USEFUL:
            if seen.feedback == tell:
                return Move.ALREADY
            is_ours = not seen.feedback or seen.feedback in ours
            return Move.WRITE if is_ours else Move.DRIFTED


def _workflow(tell: Tell, seen: Seen, ours: frozenset[Tell]) -> Move:
    if seen.workflow == tell:
        return Move.ALREADY
    is_ours = seen.workflow in ours or (seen.workflow == HIDDEN and Tell.ARCHIVED in ours)
    return Move.WRITE if seen.workflow in OPEN or is_ours else Move.DRIFTED


def may_note(seen: Seen, ours: frozenset[Tell]) -> bool:
    """Say whether a note or a comment may be written: there is one place, and others' stay."""
    if not (seen.note_by or seen.comment):
        return True
    is_signed = seen.note_by == UPDATED_BY or seen.comment.startswith(COMMENTS)
    return is_signed and bool(ours)


def notes(tell: Tell, sync: Sync) -> bool:
    """Say whether what is told bears a note: V2's comment is told where the policy says so."""
    return tell.api != SECURITY_HUB_V2 or "comment" in sync.security_hub_v2


def batch(waiting: Sequence[Telling]) -> tuple[Telling, ...]:
    """Return what can go in one call: the first, and others like it whose turn it is as well.

    `waiting` is in order; of one finding each waits for what was wanted before it.
    """
    if not waiting:
        return ()
    first, turn = waiting[0], dict[str, Telling]()
    for each in waiting:
        turn.setdefault(each.key, each)
    alike = [
        each
        for each in turn.values()
        if (each.tell, each.destination, each.occasion)
        == (first.tell, first.destination, first.occasion)
    ]
    return tuple(alike[: MOST_AT_ONCE[first.tell.api]])


def retry_in(tries: int) -> timedelta:
    """Return how long to wait after so many tries: 1 s, 4 s, 16 s, then a minute."""
    return min(timedelta(seconds=4 ** min(max(tries - 1, 0), 5)), LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class Settled:
    """What somebody else has made upstream of the finding of an incident that is open.

    `how` is such as SUPPRESSED; `by` is empty where nobody knows who it was, or as yet
    (`is_sought`).
    """

    incident: int
    how: str
    at: datetime
    by: str = ""
    is_sought: bool = True


def settled(records: Sequence[Written]) -> Settled | None:
    """Return the newest of what records say of that, oldest first, or None."""
    found: Settled | None = None
    for record in records:
        if record.what is What.SETTLED and record.incident is not None:
            found = Settled(record.incident, str(record.body.get("how", "")), record.at)
        elif record.what is What.SETTLED_BY and found is not None:
            found = replace(found, by=str(record.body.get("actor", "")), is_sought=False)
    return found
