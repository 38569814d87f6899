"""What a runbook reads, plans, makes and proves: values that never change."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from runbooks.kit.text import Said, Text

PASS_ROLE = "iam:PassRole"  # noqa: S105  # an IAM action, no password


class Tactic(StrEnum):
    """What a runbook is for, in the words of OCSF Remediation Activity (MITRE D3FEND)."""

    ISOLATE = "isolate"
    EVICT = "evict"
    RESTORE = "restore"
    HARDEN = "harden"
    DETECT = "detect"


class RiskClass(StrEnum):
    """How much a mistake would hurt, from A (reads only) to D (irreversible or re-opening)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def stricter(self) -> RiskClass:
        """Return the next class; nothing is stricter than D."""
        classes = tuple(RiskClass)
        return classes[min(classes.index(self) + 1, len(classes) - 1)]


class Special(StrEnum):
    """An account with a special part in the organization, by its key in the policy file."""

    MANAGEMENT = "management"
    SECURITY_ADMIN = "security_admin"
    LOG_ARCHIVE = "log_archive"
    FORENSICS = "forensics"
    IDENTITY_CENTER = "identity_center"


class Power(StrEnum):
    """Which role of an account a step needs: the one that takes away, or the one that gives back.

    `sync` is the role that only tells detective services what became of their findings; no
    runbook's step has it.
    """

    CONTAIN = "contain"
    RELEASE = "release"
    SYNC = "sync"


class Reach(StrEnum):
    """How much of a change its undo can put back."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Proof(StrEnum):
    """What reading back can show; INCONCLUSIVE is an answer, never a pass."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    INCONCLUSIVE = "INCONCLUSIVE"


class Frozen(BaseModel):
    """A value that never changes after it is made, and accepts no unknown field."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Inputs(Frozen):
    """What a responder fills in; a finding fills in what it can."""

    @classmethod
    def spelled(cls, target: str) -> str:
        """Return the input that is the target, for a target as a finding or a person writes it.

        An ARN or a path stands for its last part; inputs for which that says too little have a
        rule of their own.
        """
        tail = target.rpartition(":")[2] if target.startswith("arn:") else target
        return tail.rpartition("/")[2]


class Marks(Frozen):
    """Which of secbot's own tags a target bears; None where nobody could read its tags.

    `resource` is what CloudTrail calls the target, such as an instance's id or a bucket's name;
    `region` is where it keeps the target's events, empty for the Region that is worked in.
    `stack` is the CloudFormation stack that it is of, where that bears a name of secbot's own;
    `others` are the tags with secbot's prefix that say neither of these, for planning only.
    """

    resource: str = ""
    region: str = ""
    is_protected: bool | None = False
    is_drill: bool = False
    stack: str = ""
    others: tuple[str, ...] = Field(default=(), exclude=True)


class State(Frozen):
    """What `observe` read of the target; two equal states mean that nothing has moved.

    A state is kept and compared as JSON. What serves planning or proving alone, and may move
    without harm, is a field with `exclude=True` and a default.

    `marks` are secbot's own tags on the target, where a runbook reads them: they raise its class
    (`runbooks.kit.shield`), and one that comes or goes is drift.
    """

    marks: Marks = Marks()


def from_resource(*asff_types: str, **constraints: Any) -> Any:
    """Declare the input that a finding's resource fills in: the target.

    Of several ASFF types, the first that a finding has a resource of is taken.
    """
    return Field(json_schema_extra={"asff_types": list(asff_types)}, **constraints)


def at_undo(asks: Text) -> Any:
    """Declare an input that is a yes or no chosen anew at each undo, and no until then.

    `asks` is the question that a person answers, in the words of a label.
    """
    asked: dict[str, JsonValue] = {"en": asks.en, "ja": asks.ja}
    return Field(default=False, json_schema_extra={"at_undo": asked})


class Step(Frozen):
    """One change as data: session policy, guard, card and digest all come from it.

    `action` is the IAM action; `resources` are the ARNs that the session policy names;
    `parameters` are the API call's own parameters, to the letter. A parameter that only an
    earlier step can know is `{"made": "STEP_KEY.NAME"}` (see `runbooks.kit.steps.fill`).
    `passes` is the ARN of the role that the call hands to a service, for which IAM asks
    iam:PassRole besides
    (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html).
    """

    key: str
    action: str
    resources: tuple[str, ...]
    power: Power
    parameters: dict[str, JsonValue]
    says: Said
    passes: str = ""

    @property
    def rights(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each IAM action that the call needs, with the ARNs that it needs it on."""
        own = (self.action, self.resources)
        return (own, (PASS_ROLE, (self.passes,))) if self.passes else (own,)


class Made(Frozen):
    """What a step made: values for later steps, and whether it had been so before."""

    values: dict[str, str] = {}
    already: bool = False


class Plan(Frozen):
    """What would change, what that breaks, what it will not prove, what undo can put back.

    An empty `steps` says that the goal holds already. `reopens` marks a plan that re-exposes
    or re-enables something: it is decided on as class D (SECURITY.md). `name` is what people call
    the target beside its id, as `runbooks.kit.naming.short` gives it; empty where it has no other.
    `wide` says why more than usual breaks, by what was measured of the target: it is decided on
    as one class stricter (`runbooks.kit.radius`). `record` is what the last days tell of whom
    it would have stopped: noted when it was planned, and never compared again.
    """

    changes: tuple[Said, ...]
    steps: tuple[Step, ...]
    breaks: tuple[Said, ...] = ()
    unproved: tuple[Said, ...] = ()
    evidence: tuple[Said, ...] = ()
    warnings: tuple[Said, ...] = ()
    undo: Reach
    undo_says: Said
    reopens: bool = False
    wide: tuple[Said, ...] = ()
    record: tuple[Said, ...] = ()
    name: str = ""


class Claim(Frozen):
    """One thing read back after a change, and what that shows.

    `takes_time` marks what no run can wait for, such as the silence of a log that is written
    late: while it is INCONCLUSIVE, the outcome goes by the other claims.
    `asks_again` marks what can't be told yet and will be: the run lets go of it and asks again,
    after minutes or hours, as long as its patience lasts.
    """

    key: str
    proof: Proof
    says: Said
    evidence: str
    takes_time: bool = False
    asks_again: bool = False

    @property
    def is_pending(self) -> bool:
        """Say whether only time will tell."""
        return self.takes_time and self.proof is Proof.INCONCLUSIVE


class Told(Frozen):
    """Something that a look has found, for the incident's thread.

    A blank whose name ends in `address` is shown broken up, so that nobody follows it.
    `link` is an https address in AWS's console, of our own making, or empty.
    """

    says: Said
    link: str = ""


class Conflict(Frozen):
    """Why undo can't be planned: the target has moved since; nothing was changed."""

    says: Said
    differences: tuple[str, ...]


class About(Frozen):
    """What people and policy need to know of a runbook before it runs.

    `triggers` are finding types behind the service of the finding's key, `guardduty:TYPE`,
    `securityhub:CONTROL` or `config:RULE`, where a TYPE may end in `*`. The three lists of IAM actions are what the roles of an account are made from.
    `classes` are all that `risk` may return, `undo` is the most that an undo can put back:
    the handbook's, for the plan tells both of one target.

    `acts_in` is where the steps are made if that is not the target's own account: `contains`
    and `releases` are rights there, `reads` are rights in the target's account and
    `reads_there` in the other one.
    """

    title: Text
    tactic: Tactic
    triggers: tuple[str, ...]
    reads: tuple[str, ...]
    contains: tuple[str, ...]
    releases: tuple[str, ...]
    csf: tuple[str, ...]
    classes: tuple[RiskClass, ...] = ()
    undo: Reach | None = None
    acts_in: Special | None = None
    reads_there: tuple[str, ...] = ()
