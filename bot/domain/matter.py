"""What is decided on, whose votes there are, and the three answers that there can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.braking import Undone
from bot.domain.drill import NEVER, Proved
from bot.domain.execution import Proposal
from bot.domain.people import Person
from bot.domain.restriction import Restriction
from runbooks.kit.text import Said


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided on: one plan of one execution; `implicated` may be its subject.

    `runbook` is its runbook's name, `proved` how far drills prove the plan in the account now.
    `is_undo` says that it puts back what secbot has changed.
    `acts_in` is the account in which its steps are made, empty where it is the target's own.
    `restriction` says for whom alone its incident is, None where it is for all.
    `undone` is the last undo of this runbook on this target; `is_automatic` says that no person
    asked for it; `is_drill` that it was asked for as a part of a drill.
    `contains` says that its runbook stops an attacker, `is_confirmed` that the finding it is about
    was confirmed at its source. `unreviewed` are the ids of other executions that ran on one
    person's word and that nobody has looked at since.
    """

    proposal: Proposal
    account: str
    requester: str
    requester_slack_id: str = ""
    implicated: frozenset[str] = frozenset()
    runbook: str = ""
    proved: Proved = NEVER
    is_undo: bool = False
    acts_in: str = ""
    undone: Undone | None = None
    is_automatic: bool = False
    is_drill: bool = False
    contains: bool = False
    is_confirmed: bool = False
    unreviewed: tuple[str, ...] = ()
    restriction: Restriction | None = None

    @property
    def accounts(self) -> tuple[str, ...]:
        """Return every account that is touched."""
        return tuple(one for one in (self.account, self.acts_in) if one)


@dataclass(frozen=True, slots=True)
class Vote:
    """A person's yes; `digest` is as much of the plan's digest as they gave.

    `must_open` says that the card left names out where it stands, so that the plan is to be opened.
    `breaks_glass` says that an admin takes it upon themself, with no second person.
    `is_alone` says that whoever asked does, at night.
    """

    person: Person
    at: datetime
    digest: str
    has_opened: bool
    must_open: bool = False
    breaks_glass: bool = False
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Allowed:
    """Enough of the right people said yes; `trace` is what `/sec why` shows."""

    trace: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """The votes are good, but `more` are missing, from these members; unsigned until then."""

    more: int
    who: frozenset[str]
    signed: bool
    trace: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """No, and why."""

    why: Said
