"""Has holds checked at once where CloudTrail tells of a change to what they touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.domain.change import Change
from bot.domain.guarding import SKEW, execution_of
from bot.domain.policy import Policy
from bot.domain.run import Work
from bot.ports.unit import Unit
from bot.response.holding.holding import EVERY_HOLD


def look_now(unit: Unit, changes: Sequence[Change], now: datetime, *, policy: Policy) -> int:
    """Make due at once what others have changed, in the transaction of whoever heard of it.

    That a name fits is enough: a check too many costs a few reads. What secbot's own executions
    change is left out.
    """
    names: defaultdict[str, set[str]] = defaultdict(set)
    for change in changes:
        if not _is_ours(unit, change, policy):
            names[change.account] |= change.names
    count = sum(unit.holds.hasten(named, account, now) for account, named in names.items())
    if count:
        unit.runs.start(Work.HOLD, EVERY_HOLD)
    return count


def _is_ours(unit: Unit, change: Change, policy: Policy) -> bool:
    """Say whether an execution made it: under a role of ours, in its account and in its time.

    A session's name alone is anybody's to choose.
    """
    number, account = execution_of(change.session), policy.accounts.get(change.account)
    if number is None or account is None or change.role not in account.acting_roles:
        return False
    execution = unit.executions.get(number)
    if execution is None or change.account not in execution.ask.accounts:
        return False
    ended = execution.ended_at
    return ended is None or (change.at is not None and change.at <= ended + SKEW)
