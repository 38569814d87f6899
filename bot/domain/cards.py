"""What each message shows, gathered: the values that views turn into blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.answer import Answer, Sensitivity
from bot.domain.batch import Batch
from bot.domain.causing import Involved
from bot.domain.escalating import Coming
from bot.domain.execution import Execution, Proposal, Stage
from bot.domain.finding import Finding
from bot.domain.hold import Hold
from bot.domain.incident import Case, Incident
from bot.domain.message import Kept
from bot.domain.networks import Whose
from bot.domain.outage import News, Outage
from bot.domain.record import Written
from bot.domain.retention import Emptied
from bot.domain.silencing import Wish
from bot.domain.snoozing import Snooze
from bot.domain.syncing import Settled
from runbooks.kit.text import Language, Said, Text
from runbooks.kit.values import Special


@dataclass(frozen=True, slots=True)
class Look:
    """How to show a message: language, how much Slack may see, and how late it is.

    `detail_why` says why less is shown than the usual. `is_posted` holds for what stands in a
    channel, whose readers' phones show its text. `late_seconds` is 0 for what is brought out in
    time; `late_why` says why it was not.
    """

    language: Language = "en"
    detail: Sensitivity = Sensitivity.STANDARD
    detail_why: Text | None = None
    is_posted: bool = False
    late_seconds: int = 0
    late_why: Said | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A runbook that fits a finding; `name` is its file's name, `looks` that it only looks.

    `target` is what it would work on, as the finding names it; `choices` are all of those that it
    names, each by a key of its own, where there are several. `on` is the first of them where other
    findings than the one that the card speaks of name any: the button says what it is on.
    """

    name: str
    title: Text
    looks: bool = False
    target: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    on: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is told of a runbook to whoever types its name.

    `types` are the ASFF types that it works on, `options` what may be typed besides the target.
    """

    title: Text
    types: tuple[str, ...]
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """What the newest execution that has ended has proved, and what nobody can prove.

    `execution` is its id: what is asked for since has proved none of it.
    """

    execution: str
    proved: tuple[Said, ...]
    unproved: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the policy file says of a finding.

    `mentions` are the Slack ids that its card calls. `whose` is that of its remote addresses, as
    far as the file names networks. `precious` are the ARNs, among its resources, that the file
    calls so, and `special` the parts that its account has in the organization.
    """

    mentions: tuple[str, ...] = ()
    is_trusted: bool = False
    whose: Mapping[str, Whose] = field(default_factory=dict)
    precious: tuple[str, ...] = ()
    special: tuple[Special, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A finding of an incident, by its id, and the record of how it came there.

    `by` is None for the finding that opened it.
    """

    id: str
    finding: Finding
    by: Written | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """As what a finding was known before its findings were deleted, by this rule in days.

    `incident_id` is empty where that incident is for others alone.
    """

    incident_id: str
    at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class AlertCard:
    """The card of an incident.

    `answers` are by question (`name`, `account`, `owner`, `exposure`, `radius`). `offers` are
    the runbooks that fit, best first; `no_offer` says why none of them would change anything.
    `executions` are those of the incident, oldest first. `principals` are those that the findings
    name, each with the identity of whose it is, empty for nobody of ours. `holds` are those of
    the incident, ended ones too. `involved` is what secbot itself has to do with the findings,
    `ruled` what the policy file says of the one that the card speaks of.
    `named` are the names of those whom it is for alone, none where it is for all.
    `snoozes` hide it now; `wishes` wait for another's agreement.
    `settled` is what somebody else has made of its finding upstream, while it is open here.
    `coming` is its next call, where nobody has it.
    `members` are its findings where there is more than one. `before` are the incidents as which
    they were known before, whose findings were deleted.
    """

    case: Case
    account_name: str
    answers: Mapping[str, Answer]
    offers: tuple[Offer, ...]
    no_offer: Said | None
    executions: tuple[Execution, ...]
    verified: Verified | None = None
    principals: Mapping[str, str] = field(default_factory=dict)
    holds: tuple[Hold, ...] = ()
    involved: Involved = field(default_factory=Involved)
    snoozes: tuple[Snooze, ...] = ()
    wishes: tuple[Wish, ...] = ()
    ruled: Ruled = field(default_factory=Ruled)
    named: tuple[str, ...] = ()
    settled: Settled | None = None
    coming: Coming | None = None
    members: tuple[Member, ...] = ()
    before: tuple[Before, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineCard:
    """The one timeline reply of an incident's thread: its records, oldest first."""

    incident_id: str
    records: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A decision as it is shown: who, yes or no, when, and the reason given."""

    name: str | Said
    approved: bool
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ApprovalCard:
    """The card on which a plan is decided.

    `who` are the user and group ids that may approve; `title` is the runbook's. `superseded`
    holds when a newer plan has taken this one's place. The card's content without `voices`
    and stage is what the rendered hash covers. `acts_in_name` is the name of the account in
    which the steps are made, where that is not the target's. `alone` says that whoever asked may
    contain alone, by the hour at which the plan was made.
    """

    execution: Execution
    proposal: Proposal
    title: Text
    incident_id: str
    account_name: str
    who: frozenset[str]
    voices: tuple[Voice, ...]
    superseded: bool = False
    acts_in_name: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class BatchCard:
    """The one card of a batch: what is decided on as one, and then what becomes of each target.

    `parts` are the members under its seal, each as on its own card, and `others` those that are
    in no plan of it. By execution, `unproved` is what was read back and did not pass, and
    `put_back` the undo that has put it back. `superseded` holds when all of it was planned anew.
    """

    batch: Batch
    title: Text
    incident_id: str
    parts: tuple[ApprovalCard, ...]
    others: tuple[Execution, ...]
    unproved: Mapping[int, tuple[Said, ...]]
    put_back: Mapping[int, str]
    who: frozenset[str]
    voices: tuple[Voice, ...]
    superseded: bool = False

    @property
    def members(self) -> tuple[Execution, ...]:
        """Return every member as it stands."""
        return (*(part.execution for part in self.parts), *self.others)

    @property
    def is_open(self) -> bool:
        """Say whether any of it waits for a decision on all of it."""
        return not self.superseded and any(
            part.execution.stage is Stage.WAITING and not part.superseded for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class ProgressCard:
    """What an execution does and has done: its records, oldest first, and what they prove.

    `acts_in_name` is as on the approval card. `undone_by` is the undo that has put it back, or
    is about to. `hold` is how its containment holds, where it is one.
    """

    execution: Execution
    proposal: Proposal | None
    title: Text
    incident_id: str
    account_name: str
    records: tuple[Written, ...]
    may_undo: bool
    acts_in_name: str = ""
    undone_by: Execution | None = None
    hold: Hold | None = None


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """The day's messages that could not be read as findings: how many, and the newest."""

    day: str
    count: int
    newest: tuple[tuple[Kept, str], ...]


@dataclass(frozen=True, slots=True)
class WordCard:
    """One line in a channel about something that was recorded, such as a pulled brake.

    `account_name` is the name of the account that it is about, where it has one.
    """

    record: Written
    account_name: str = ""


@dataclass(frozen=True, slots=True)
class StubCard:
    """What stands in the place of a message about a restricted incident, where others read.

    `at` is since when it is restricted, None where it only goes on elsewhere; `is_reply` says that
    the message is none of the card itself.
    """

    incident_id: str
    severity: str = ""
    by_name: str = ""
    at: datetime | None = None
    count: int = 0
    is_open: bool = True
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class MergedCard:
    """What stands in the place of the card of an incident that was merged into another."""

    incident_id: str
    into_id: str


@dataclass(frozen=True, slots=True)
class GoneCard:
    """What stands in the place of the card of an incident whose findings were deleted."""

    incident: Incident
    account_name: str
    emptied: Emptied


@dataclass(frozen=True, slots=True)
class OutageCard:
    """What a channel is told of an outage of Slack: until when it was, and what came meanwhile."""

    outage: Outage
    until: datetime
    news: News


@dataclass(frozen=True, slots=True)
class Why:
    """Every reason for how a thing stands, as they weighed; `who` may decide on it now."""

    id: str
    lines: tuple[Said, ...]
    who: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HoldCard:
    """A message about a hold: the record that it tells of, and whoever must act.

    `who` are user and group ids; `later` is the record that has named the actor since, if any.
    """

    record: Written
    execution: Execution
    hold: Hold
    title: Text
    account_name: str
    who: tuple[str, ...]
    later: Written | None = None
