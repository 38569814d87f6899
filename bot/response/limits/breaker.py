"""Pulls the brake by itself where secbot's own changes fail again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain import braking
from bot.domain.braking import EVERYWHERE, WINDOW, Ended
from bot.domain.execution import Execution, Outcome
from bot.domain.people import Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, spoken
from bot.domain.words import anchoring
from bot.domain.words import endings as words
from bot.domain.words.timeline import SECBOT
from bot.ports.unit import Unit
from runbooks.kit.text import Said
from runbooks.kit.values import RiskClass

FAULTS = (
    words.BROKE_DOWN,
    words.CALL_REFUSED,
    words.CUT_OFF,
    words.NOT_ENTERED,
    anchoring.CALL_NOT_MADE,
)
"""Why a run stops for a reason of ours or of AWS's; a pulled brake or a changed rule is neither."""


def is_fault(outcome: Outcome, why: Said | None) -> bool:
    """Say whether an execution ended badly for a reason that is ours or AWS's.

    It did where nothing that it changed has held, and where it was cut off, half done or not.
    """
    return outcome is Outcome.FAILURE or (why is not None and why.text in FAULTS)


@dataclass(frozen=True, slots=True)
class Breaker:
    """Looks at what has ended lately; `channel` is told of a brake that it pulls."""

    policy: Policy
    channel: str

    def watch(self, unit: Unit, execution: Execution, now: datetime) -> None:
        """Pull the brake where the execution that has just ended was one failure too many.

        First of its own accounts; of all of them where failures are spread over accounts that
        are not stopped yet.
        """
        lately = _lately(unit, now)
        if not any(each.execution == execution.number and each.has_failed for each in lately):
            return
        for account in execution.ask.accounts:
            self._judge(unit, account, lately, now)
        going = [each for each in lately if not _is_stopped(unit, each.accounts)]
        self._judge(unit, EVERYWHERE, going, now)

    def _judge(self, unit: Unit, account: str, lately: Sequence[Ended], now: datetime) -> None:
        released = unit.brakes.released_at(account)
        since = [each for each in lately if released is None or each.at > released]
        failed = braking.tripped(since, account)
        if not failed or unit.brakes.holds(account):
            return
        why = braking.why_stopped(failed)
        unit.brakes.stop(account, "", SECBOT.en, now, reason=why.bare(), is_own=True)
        asked = "" if account == EVERYWHERE else account
        who = sorted(self.policy.members_of(Role.RESPONDER, asked))
        body = {"account": account, **spoken("reason", why), "own": True, "who": who}
        numbers = unit.records.write([Record(What.STOPPED, now, "", body=body)])
        wanted = [Wanted(self.channel, Sheet.WORD, str(number)) for number in numbers]
        unit.outbox.want(wanted, now)


def _is_stopped(unit: Unit, accounts: tuple[str, ...]) -> bool:
    return any(unit.brakes.holds(account) for account in accounts)


def _lately(unit: Unit, now: datetime) -> list[Ended]:
    """Return the changes that have ended within the hour; looks tell nothing of what changes do."""
    return [
        Ended(each.number, each.ask.accounts, each.ended_at, _has_failed(unit, each))
        for each in unit.executions.ended_since(now - WINDOW)
        if each.ended_at is not None and _is_change(unit, each)
    ]


def _is_change(unit: Unit, execution: Execution) -> bool:
    proposal = unit.executions.proposal(execution.number, execution.plan_number)
    return proposal is not None and proposal.risk is not RiskClass.A


def _has_failed(unit: Unit, execution: Execution) -> bool:
    ended = unit.records.of_execution(execution.number, What.ENDED)
    return any(record.body.get("fault") is True for record in ended)
