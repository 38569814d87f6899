"""Takes a place under the hourly ceiling for what an execution changes, or says why there is none."""

from __future__ import annotations

from datetime import datetime

from bot.domain import braking
from bot.domain.braking import WINDOW, Place
from bot.domain.execution import Execution, Kind, Proposal
from bot.domain.policy import Policy
from bot.ports.unit import Unit
from runbooks.kit.text import Said
from runbooks.kit.values import RiskClass


def counts(execution: Execution, proposal: Proposal) -> bool:
    """Say whether a plan takes a place: no look does, and no undo, which must always go."""
    return execution.ask.kind is Kind.APPLY and proposal.risk is not RiskClass.A


def take(
    unit: Unit,
    execution: Execution,
    proposal: Proposal,
    policy: Policy,
    now: datetime,
    *,
    is_begun: bool = False,
) -> Said | None:
    """Take a place in the transaction that approves or, with `is_begun`, begins an execution.

    Returns why it can't be had. Whoever has one since the approval gets no other. Nobody else
    counts until this transaction ends, so that two at once never get the same last one.
    """
    if not counts(execution, proposal):
        return None
    unit.places.alone()
    place = Place(execution.ask.account, proposal.target, execution.number, now, is_begun)
    taken, lifts = unit.places.since(now - WINDOW), unit.lifts.all()
    names = {number: known.name for number, known in policy.accounts.items()}
    full = braking.ceiling(place, taken, lifts, policy.limits.targets_per_hour, names)
    if full is None:
        unit.places.take(place)
    return full
