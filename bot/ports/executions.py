"""Executions, their plans and the decisions on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.domain.execution import Ask, Execution, Outcome, Proposal, Stage
from bot.domain.fatigue import Voted
from runbooks.kit.text import Said


@dataclass(frozen=True, slots=True)
class Decision:
    """Who said yes or no to which digest; the table is the server's list of who counts.

    `identity` is the corporate identity; `signature` stays None until signed approvals exist.
    `via` is `click`, `typed` or `command line`; `groups` are the user groups that Slack said
    the person was in at that moment, so that a worker can decide again on the same facts.
    """

    execution: int
    plan: int
    digest: str
    approved: bool
    identity: str
    slack_id: str
    team: str
    name: str
    at: datetime
    via: str
    reason: str
    code_hash: str
    rendered_hash: str
    policy_digest: str
    groups: frozenset[str] = frozenset()
    signature: str | None = None


class Executions(Protocol):
    """Executions; every move between stages is a compare-and-set."""

    def ask(
        self,
        ask: Ask,
        *,
        requester: str,
        requester_name: str,
        at: datetime,
        channel: str,
        requester_slack_id: str = "",
    ) -> int:
        """Keep what was asked and return its number; `requester` is an identity.

        An address can be changed, a Slack id can't: both are held against who decides.
        """
        ...

    def get(self, number: int) -> Execution | None:
        """Return an execution, or None."""
        ...

    def lock(self, number: int) -> Execution | None:
        """Do as `get`, and let nobody else lock or move it until this transaction ends."""
        ...

    def propose(self, proposal: Proposal) -> bool:
        """Keep a plan, make it the current one, and move ASKED to WAITING; False elsewhere."""
        ...

    def proposal(self, execution: int, number: int) -> Proposal | None:
        """Return one plan of an execution."""
        ...

    def decide(self, decision: Decision) -> bool:
        """Keep a decision; False where this person has decided on this plan already."""
        ...

    def reject(self, decision: Decision) -> None:
        """Keep a no, which takes the place of this person's yes to the same plan."""
        ...

    def decisions(self, execution: int, plan: int) -> tuple[Decision, ...]:
        """Return the decisions on one plan, oldest first."""
        ...

    def voted_since(self, at: datetime) -> tuple[Voted, ...]:
        """Return the approvals since a moment, oldest first, with names as they are kept."""
        ...

    def move(
        self,
        number: int,
        of: Sequence[Stage],
        to: Stage,
        at: datetime,
        *,
        plan: int | None = None,
        why: Said | None = None,
    ) -> bool:
        """Move from one of the stages to another; False where it (or its plan) was elsewhere."""
        ...

    def begin(self, number: int, before: Mapping[str, Any]) -> bool:
        """Move APPROVED to RUNNING with the State that undo goes back to; False if it ran."""
        ...

    def end(
        self, number: int, outcome: Outcome, after: Mapping[str, Any] | None, at: datetime
    ) -> bool:
        """Set the outcome of a RUNNING execution where there is none yet."""
        ...

    def belie(self, number: int) -> bool:
        """Lower a Success that time has belied to Partial; False where it was none."""
        ...

    def waiting(self, now: datetime) -> tuple[Execution, ...]:
        """Return what waits for approval past its time."""
        ...

    def awaiting(self) -> tuple[Execution, ...]:
        """Return what waits for approval, oldest first."""
        ...

    def newest_done(self, limit: int) -> tuple[Execution, ...]:
        """Return the newest executions that have run and are no undo, newest first."""
        ...

    def asked_since(self, requester: str, at: datetime) -> tuple[Execution, ...]:
        """Return what one person has asked for at this moment or later, oldest first."""
        ...

    def ended_since(self, at: datetime) -> tuple[Execution, ...]:
        """Return what has run and ended at this moment or later, oldest first."""
        ...

    def stranded(self) -> tuple[Execution, ...]:
        """Return what must go on by itself (ASKED, APPROVED, RUNNING) and has no live run."""
        ...

    def of_incident(self, number: int) -> tuple[Execution, ...]:
        """Return an incident's executions, oldest first."""
        ...

    def hear_in(self, incident: int, channel: str) -> None:
        """Have whatever is told of an incident's executions told there from now on."""
        ...

    def undone_by(self, number: int) -> Execution | None:
        """Return the newest undo of an execution that has not failed, been refused or rejected."""
        ...

    def undos_of(self, number: int) -> tuple[Execution, ...]:
        """Return every undo of an execution that was ever asked for, the newest first."""
        ...

    def open_plan(self, execution: int, plan: int, identity: str, at: datetime) -> None:
        """Say that somebody has opened the whole plan."""
        ...

    def has_opened(self, execution: int, plan: int, identity: str) -> bool:
        """Say whether somebody has opened the whole plan."""
        ...
