"""An execution: one run of a runbook, from the asking to the proof, and its plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.drill import NEVER, Proved
from bot.domain.ids import Prefix, spell, spell_plan
from runbooks.kit.text import Said
from runbooks.kit.values import Marks, Plan, RiskClass


class Kind(StrEnum):
    """Whether a run makes the change, or puts it back."""

    APPLY = "apply"
    UNDO = "undo"


class Stage(StrEnum):
    """Where an execution is; DONE and all after it are ends."""

    ASKED = "asked"
    WAITING = "waiting"
    APPROVED = "approved"
    RUNNING = "running"
    DONE = "done"
    PLANNED = "planned only"
    NOTHING_TO_DO = "nothing to do"
    REJECTED = "rejected"
    EXPIRED = "expired"
    REFUSED = "refused"

    @property
    def is_end(self) -> bool:
        """Say whether nothing more happens by itself."""
        return self not in {Stage.ASKED, Stage.WAITING, Stage.APPROVED, Stage.RUNNING}


class Outcome(StrEnum):
    """OCSF Remediation Activity `status_id` 1 to 6."""

    SUCCESS = "Success"
    FAILURE = "Failure"
    DOES_NOT_EXIST = "Does Not Exist"
    PARTIAL = "Partial"
    UNSUPPORTED = "Unsupported"
    ERROR = "Error"


@dataclass(frozen=True, slots=True)
class Ask:
    """What was asked for: a runbook on a target, or the undo of an execution.

    `contains` says whether the runbook's tactic stops an attacker, as every runbook's did before
    this was kept: only then is an incident contained by it. `acts_in` is the number of the
    account in which the steps are made; empty where it is the target's own, or none is known.
    `is_automatic` says that no person asked: a rule of the policy file did.
    `drill` says that it is part of a drill, so that its target has to be a drill target.
    `revert_after` is after how many seconds somebody is asked whether to put it back, 0 for never.
    `batch` is the number of the batch that it was asked for in, 0 for none.
    """

    kind: Kind
    incident: int | None
    runbook: str
    account: str
    region: str
    inputs: Mapping[str, Any]
    reason: str
    undo_of: int | None = None
    plan_only: bool = False
    contains: bool = True
    acts_in: str = ""
    drill: bool = False
    revert_after: int = 0
    is_automatic: bool = False
    batch: int = 0

    @property
    def accounts(self) -> tuple[str, ...]:
        """Return the target's account, and the other one where the steps are made in another."""
        return tuple(dict.fromkeys(one for one in (self.account, self.acts_in) if one))


@dataclass(frozen=True, slots=True)
class Proposal:
    """One plan of an execution, as it is stored, shown, and bound to by its digest.

    `risk` is the class that it is decided on as, `weighed` what made it so; `is_raised` says that
    a tag or a rule of the policy file alone makes it that. `marks` are secbot's own tags on the target, and `set_by` who set them, by tag. `is_drill`
    says that it works on a drill target; `proved` is how far drills had proved it when it was
    planned.
    """

    execution: int
    number: int
    digest: str
    plan: Plan
    risk: RiskClass
    target: str
    state: Mapping[str, Any]
    code_hash: str
    policy_digest: str
    rendered_hash: str
    is_cut: bool
    needs: int
    created_at: datetime
    expires_at: datetime
    differences: tuple[str | Said, ...] = ()
    marks: Marks = field(default_factory=Marks)
    set_by: Mapping[str, Said] = field(default_factory=dict)
    is_raised: bool = False
    is_drill: bool = False
    proved: Proved = NEVER
    weighed: tuple[Said, ...] = ()

    @property
    def id(self) -> str:
        """Return the id that people read aloud, such as `A-19X.2`."""
        return spell_plan(self.execution, self.number)

    @property
    def short(self) -> str:
        """Return the first six digits of the digest, which a typed approval carries."""
        return self.digest[:6]


@dataclass(frozen=True, slots=True)
class Execution:
    """One execution as it stands; `why` says how it ended where it never ran."""

    number: int
    ask: Ask
    requester: str
    requester_name: str
    asked_at: datetime
    stage: Stage
    plan_number: int
    outcome: Outcome | None
    why: Said | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    ended_at: datetime | None
    channel: str
    requester_slack_id: str = ""

    @property
    def id(self) -> str:
        """Return the id that people read aloud."""
        return spell(Prefix.EXECUTION, self.number)
