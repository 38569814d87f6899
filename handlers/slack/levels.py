"""How much of a message may be shown where it stands: by its accounts, and by who reads there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import readers
from bot.domain.answer import Sensitivity
from bot.domain.execution import Execution
from bot.domain.ids import read
from bot.domain.policy import Policy
from bot.domain.posting import Due, Sheet
from bot.domain.readers import Readers
from bot.domain.restriction import people_of
from bot.domain.words import notice
from bot.ports.unit import Unit
from bot.response.keeping import batches
from runbooks.kit.text import Text

OF_AN_INCIDENT = frozenset({Sheet.ALERT, Sheet.TIMELINE})
OF_AN_EXECUTION = frozenset({Sheet.APPROVAL, Sheet.PROGRESS, Sheet.DRILL})
OF_A_RECORD = frozenset({Sheet.WORD, Sheet.HOLD})


@dataclass(frozen=True, slots=True)
class Level:
    """How much may be shown, and why it is no more where something is left out."""

    detail: Sensitivity
    why: Text | None = None


def level(unit: Unit, due: Due, policy: Policy, now: datetime) -> Level:
    """Return how much of a message may be shown: the strictest of all that applies."""
    detail = policy.shown_of(policy.accounts)
    if detail < policy.detail.anywhere:
        detail = policy.shown_of(_accounts(unit, due) or policy.accounts)
    if detail is Sensitivity.MINIMAL:
        return Level(detail, notice.BY_POLICY)
    if people_of(due.destination):
        return Level(detail)
    match readers.of(unit.coverage.noted(readers.name_of(due.destination)), now):
        case Readers.FEW:
            return Level(detail)
        case Readers.ALL:
            return Level(Sensitivity.MINIMAL, notice.PUBLIC)
        case Readers.UNKNOWN:
            return Level(Sensitivity.MINIMAL, notice.UNKNOWN_READERS)


def _accounts(unit: Unit, due: Due) -> frozenset[str]:
    """Return the accounts that a message is about; none where it may be about any."""
    if due.sheet in OF_AN_INCIDENT:
        return _of_incident(unit, _number(due.subject))
    if due.sheet in OF_AN_EXECUTION:
        return _of_executions([unit.executions.get(_number(due.subject.partition(".")[0]))])
    if due.sheet is Sheet.BATCH:
        batch = unit.batches.get(_number(due.subject.partition(".")[0]))
        return _of_executions(batches.executions(unit, batch)) if batch else frozenset()
    return _of_record(unit, int(due.subject)) if due.sheet in OF_A_RECORD else frozenset()


def _of_incident(unit: Unit, number: int) -> frozenset[str]:
    incident = unit.incidents.get(number)
    own = frozenset({incident.account}) if incident else frozenset()
    return own | _of_executions(unit.executions.of_incident(number))


def _of_executions(executions: Iterable[Execution | None]) -> frozenset[str]:
    return frozenset(one for each in executions if each for one in each.ask.accounts)


def _of_record(unit: Unit, number: int) -> frozenset[str]:
    found = [each for each in unit.records.since(number - 1, 1) if each.number == number]
    if not found:
        return frozenset()
    record = found[0]
    if record.incident is not None:
        return _of_incident(unit, record.incident)
    if record.execution is not None:
        return _of_executions([unit.executions.get(record.execution)])
    account = record.body.get("account")
    return frozenset({account}) if isinstance(account, str) and account.isdecimal() else frozenset()


def _number(subject: str) -> int:
    found = read(subject)
    return found[1] if found else 0
