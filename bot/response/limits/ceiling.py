"""Takes a place under the hourly ceiling for what an execution changes, or says why there is none."""

from __future__ import annotations

from collections.abc import Sequence
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
    return take_all(unit, ((execution, proposal),), policy, now, is_begun=is_begun)


def take_all(
    unit: Unit,
    plans: Sequence[tuple[Execution, Proposal]],
    policy: Policy,
    now: datetime,
    *,
    is_begun: bool = False,
) -> Said | None:
    """Take a place for each of these plans, or for none: then return why one can't be had."""
    counted = [
        (execution, proposal) for execution, proposal in plans if counts(execution, proposal)
    ]
    if not counted:
        return None
    unit.places.alone()
    taken, lifts = list(unit.places.since(now - WINDOW)), unit.lifts.all()
    names = {number: known.name for number, known in policy.accounts.items()}
    places: list[Place] = []
    for execution, proposal in counted:
        place = Place(execution.ask.account, proposal.target, execution.number, now, is_begun)
        most = policy.limits.targets_per_hour
        full = braking.ceiling(place, [*taken, *places], lifts, most, names)
        if full is not None:
            return full
        places.append(place)
    for place in places:
        unit.places.take(place)
    return None
