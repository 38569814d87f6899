"""References to what is to be shown where: the rows of the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Sheet(StrEnum):
    """What kind of message a reference stands for; each has one view."""

    ALERT = "alert"
    TIMELINE = "timeline"
    APPROVAL = "approval"
    PROGRESS = "progress"
    NOTICE = "notice"
    WORD = "word"
    HOLD = "hold"
    STATUS = "status"
    DRILL = "drill"
    BATCH = "batch"
    OUTAGE = "outage"
    STORM = "storm"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message that should be there, or be there anew: a reference, never rendered text.

    `subject` is an id such as `I-3M9K` or `A-19X`, or a moment; (destination, sheet, subject) is
    one message for ever, so wanting it again is an edit. `under` is the subject of the alert,
    the drill or the storm whose thread it belongs to, or empty for the channel itself. `not_before` holds a first post back;
    an urgent one goes before what was wanted in the minute before it.
    """

    destination: str
    sheet: Sheet
    subject: str
    under: str = ""
    not_before: datetime | None = None
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A message that one process has leased, to post it or to edit it.

    `wanted` is the revision to bring out; `ts` is empty until it was posted; `uncertain` says
    that an earlier attempt may have got through. `under_ts` is the thread's own ts. `late_by`
    is how many seconds it has waited past when it was wanted.
    """

    number: int
    destination: str
    sheet: Sheet
    subject: str
    under: str
    under_ts: str
    wanted: int
    ts: str
    nonce: str
    attempts: int
    uncertain: bool
    fence: int
    wanted_at: datetime
