"""Reads how each way stands by which secbot learns of things: looks, sweeps, canaries, the organization."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain import canary, organization, proving, sweeping
from bot.domain.policy import Account, Policy
from bot.domain.posture import Checked
from bot.domain.retention import Kept
from bot.ports.unit import Unit

A_DAY = timedelta(days=1)


def looked(
    unit: Unit, accounts: Sequence[Account], is_open: Sequence[Account], now: datetime
) -> tuple[Checked, ...]:
    """Return what AWS said of accounts; where all of them are closed, nothing is wanted."""
    if accounts and not is_open:
        return ()
    return proving.looked(is_open, unit.coverage.checks(), now)


def sweeps(unit: Unit, policy: Policy, account: str, now: datetime) -> tuple[Checked, ...]:
    """Return whether detectors are asked for what was lost, and what they have healed."""
    asked = sweeping.asked(policy)
    own = [one for one in asked if account in ("", one.number)] or asked
    counts = unit.sweeps.healed((now - A_DAY).date().isoformat())
    shown = (account,) if account else ()
    return (
        *sweeping.checked(own, unit.sweeps.all(), now),
        *sweeping.healed(counts, shown, now),
    )


def canaries(unit: Unit, policy: Policy, account: str, now: datetime) -> tuple[Checked, ...]:
    """Return whether the canaries of an account's places arrive, or of all."""
    return tuple(canary.checked(policy, account, unit.canaries.all(), now))


def members(unit: Unit, policy: Policy, account: str, now: datetime) -> tuple[Checked, ...]:
    """Return how the organization stands against the policy file."""
    if organization.asked(policy) is None:
        return ()
    noted = unit.coverage.noted(organization.CHECK)
    return organization.checked(policy, account, unit.organization.members(), noted, now)


def kept(unit: Unit, policy: Policy) -> Kept | None:
    """Return how long findings are kept, of all accounts together, and the last purge; None for ever."""
    age = policy.findings_kept
    return Kept(age.days, unit.purges.last()) if age else None
