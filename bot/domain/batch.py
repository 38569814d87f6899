"""A batch: one wish over several targets, decided on as one, and every target run on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.decide import decide, deciders
from bot.domain.execution import Execution, Outcome, Stage
from bot.domain.ids import Prefix, spell, spell_round
from bot.domain.matter import Allowed, Matter, Needs, Refused, Vote
from bot.domain.people import Role
from bot.domain.policy import Policy
from bot.domain.words import deciding
from runbooks.kit.text import Said
from runbooks.kit.values import RiskClass

SHORT = 6
"""How many digits of a digest a typed approval carries at least."""


@dataclass(frozen=True, slots=True)
class Member:
    """One plan of a batch: an execution's, by its number and its digest."""

    execution: int
    plan: int
    digest: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A target that was asked for and is in no plan, and why; `execution` where it became one."""

    target: str
    why: Said
    execution: int = 0


@dataclass(frozen=True, slots=True)
class Seal:
    """What is decided on as one: the plans, under one digest.

    `left_out` are the targets that are in no plan. `is_cut` says that the card could not show all
    of it. `risk` is the highest class, `needs` the most approvals and `expires_at` the earliest
    end of any member.
    """

    digest: str
    members: tuple[Member, ...]
    left_out: tuple[LeftOut, ...]
    is_cut: bool
    risk: RiskClass
    needs: int
    expires_at: datetime

    @property
    def short(self) -> str:
        """Return the first digits of the digest, which a typed approval carries."""
        return self.digest[:SHORT]


@dataclass(frozen=True, slots=True)
class Batch:
    """One wish over several targets.

    `round` counts how often all of it was planned, the last time since `begun_at`; `seal` is None
    until each member is planned. `left_out` are the targets that could not even be asked for.
    """

    number: int
    incident: int | None
    channel: str
    begun_at: datetime
    round: int
    left_out: tuple[LeftOut, ...]
    seal: Seal | None

    @property
    def id(self) -> str:
        """Return the id that people read aloud."""
        return spell(Prefix.BATCH, self.number)

    @property
    def plan_id(self) -> str:
        """Return the id of what is decided on, such as `B-7.1`."""
        return spell_round(self.number, self.round)

    def binds(self, execution: int, plan: int) -> bool:
        """Say whether a plan of a member is decided on with the batch, and never alone.

        What a member is planned as later, because AWS has moved, is its own.
        """
        if self.seal is None:
            return True
        return any(one.execution == execution and plan <= one.plan for one in self.seal.members)


@dataclass(frozen=True, slots=True)
class Part:
    """What is decided on of one member: `before` are the yeses that still stand, `vote` the new."""

    matter: Matter
    before: tuple[Vote, ...]
    vote: Vote


def decide_together(
    batch: Batch, seal: Seal, parts: Sequence[Part], given: str, policy: Policy, now: datetime
) -> Allowed | Needs | Refused:
    """Say whether a yes to a batch lets all of it run: only where it would each member alone.

    `given` is as much of the batch's digest as the person gave. The strictest member decides.
    """
    if len(given) < SHORT or not seal.digest.startswith(given):
        return Refused(deciding.OTHER_PLAN.fill(digest=seal.short))
    if now >= seal.expires_at:
        return Refused(deciding.PLAN_EXPIRED.fill(plan=batch.plan_id))
    if seal.is_cut and not all(part.vote.has_opened for part in parts):
        return Refused(deciding.NOT_OPENED.fill(plan=batch.plan_id))
    verdicts = [decide(part.matter, (*part.before, part.vote), policy, now) for part in parts]
    refused = next((one for one in verdicts if isinstance(one, Refused)), None)
    if refused is not None:
        return refused
    waiting = [one for one in verdicts if isinstance(one, Needs)]
    if not waiting:
        return Allowed(tuple(said for one in verdicts for said in _trace(one)))
    strictest = max(waiting, key=lambda one: one.more)
    who = frozenset.intersection(*(deciders(part.matter, policy) for part in parts))
    return Needs(strictest.more, who, signed=False, trace=strictest.trace)


def may_approve(accounts: set[str], policy: Policy) -> frozenset[str]:
    """Return whom the policy file makes an approver in every one of these accounts."""
    sets = [policy.members_of(Role.APPROVER, each) for each in sorted(accounts)]
    return frozenset.intersection(*sets) if sets else frozenset()


def outcome_of(executions: Sequence[Execution], left_out: Sequence[LeftOut]) -> Outcome | None:
    """Return what came of a batch in OCSF's words; None while a member goes on, or where none ran.

    Success is for all of them, what could not even be asked for included; what was so already
    is no failure. Where none has succeeded and all failed alike, it is what they did.
    """
    meant = [one for one in executions if one.stage is not Stage.NOTHING_TO_DO]
    ran = [one for one in meant if one.stage is Stage.DONE]
    if not ran or not all(one.stage.is_end for one in meant):
        return None
    outcomes = {one.outcome for one in ran}
    is_whole = len(ran) == len(meant) and not left_out
    is_told = len(outcomes) == 1 and (is_whole or Outcome.SUCCESS not in outcomes)
    return next(iter(outcomes)) if is_told else Outcome.PARTIAL


def _trace(verdict: Allowed | Needs | Refused) -> tuple[Said, ...]:
    return () if isinstance(verdict, Refused) else verdict.trace
