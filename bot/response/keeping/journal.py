"""Writes down every changing call before it leaves and after it came back."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.anchor import Mark
from bot.domain.execution import Execution, Kind
from bot.domain.posting import Sheet
from bot.domain.record import Record, What
from bot.domain.run import Run
from bot.ports.anchor import AnchorError
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.estate import NOT_SENT
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.bench.anchoring import Anchoring
from bot.response.keeping import sheets
from runbooks.kit.values import Step


class BrakedError(Exception):
    """The brake of the account was pulled: the call was not made."""


class LostError(Exception):
    """Another process holds this run now: nothing more may be made or written for it."""


def check_held(unit: Unit, run: Run) -> None:
    """Raise LostError unless this run is still ours; asked in the transaction of what it guards."""
    if not unit.runs.holds(run):
        message = f"run {run.number} is held elsewhere"
        raise LostError(message)


class RunJournal:
    """The journal of one run: no call leaves before its intent is on the disk, and anchored.

    Called on the thread that makes the call; each record is a transaction of its own.
    """

    def __init__(
        self,
        store: Store,
        bell: Bell,
        clock: Clock,
        execution: Execution,
        run: Run,
        anchoring: Anchoring | None = None,
    ) -> None:
        """Write for this execution, as long as this run is ours; anchor where that is set up."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.execution = execution
        self.run = run
        self.anchoring = anchoring

    def intent(self, step: Step, action: str, parameters: dict[str, object]) -> None:
        """Commit what is about to be called, and anchor the chain that holds it.

        Raises BrakedError, LostError or AnchorError to forbid it.
        """
        mark = self.store.commit(lambda unit: self._intend(unit, step, action, parameters))
        if self.anchoring is None or mark is None:
            return
        try:
            self.anchoring.secure(mark, self._check)
        except (AnchorError, BrakedError, LostError):
            self.result(step, action, "", NOT_SENT)
            raise

    def result(self, step: Step, action: str, request_id: str, code: str) -> None:
        """Commit how the call went: a fact, whoever holds the run by now."""
        body = {"step": step.key, "action": action, "request_id": request_id, "code": code}
        self.store.commit(lambda unit: self._write(unit, What.RESULT, body))
        self.bell.ring(Ring.OUTBOX)

    def _check(self, unit: Unit) -> None:
        check_held(unit, self.run)
        ask = self.execution.ask
        is_undo = ask.kind is Kind.UNDO
        if any(unit.brakes.holds(each, is_undo=is_undo) for each in ask.accounts):
            raise BrakedError

    def _intend(
        self, unit: Unit, step: Step, action: str, parameters: dict[str, object]
    ) -> Mark | None:
        """Write the intent, and return where the chain stands if that is to be anchored."""
        self._check(unit)
        body = {
            "step": step.key,
            "action": action,
            "resources": list(step.resources),
            "parameters": parameters,
        }
        self._write(unit, What.INTENT, body)
        return unit.records.mark() if self.anchoring else None

    def _write(self, unit: Unit, what: What, body: Mapping[str, object]) -> None:
        now, number = self.clock.now(), self.execution.number
        incident = self.execution.ask.incident
        unit.records.write([Record(what, now, "", incident, number, body)])
        sheets.want(unit, self.execution, now, Sheet.PROGRESS)
