"""Reads again what no run could wait for, such as the silence of a log, and tells what came of it."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.execution import Execution
from bot.domain.ids import Prefix, spell
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.run import Run
from bot.ports.bell import Ring
from bot.ports.unit import Unit
from bot.response.bench.workbench import Workbench
from bot.response.keeping import containment, ending, sheets
from bot.response.keeping.journal import check_held
from bot.response.running.proving import Prover
from runbooks.kit.values import Claim, Proof

PAUSE = timedelta(minutes=5)
MOST = timedelta(hours=2)
"""After so long it stays unknown, and is told so: the log may be out of reach for good."""


class Witness:
    """Reads the claims of an execution that has ended, until time has told what it can.

    A claim that fails then belies a Success: the outcome is Partial from there on, the incident
    is contained in part only, and a message of its own says why, since nobody looks at an edit.
    """

    def __init__(self, bench: Workbench) -> None:
        """Work with these."""
        self.bench = bench
        self.prover = Prover(bench)

    async def run(self, run: Run) -> timedelta | None:
        """Look once; return after how long to look again, None where there is nothing to wait for.

        What has been put back meanwhile, or is about to be, is let be: the deny is gone then.
        """
        execution = await self.bench.store.read(lambda unit: _standing(unit, run.subject))
        if execution is None or execution.ended_at is None:
            return None
        read = await self.prover.prove(execution, ())
        slow = tuple(claim for claim in read.claims if claim.takes_time)
        waits = not slow or any(claim.is_pending for claim in slow)
        is_over = self.bench.clock.now() - execution.ended_at >= MOST
        told = tuple(claim for claim in slow if is_over or not claim.is_pending)
        await self.bench.store.write(lambda unit: self._tell(unit, execution, run, told))
        self.bench.bell.ring(Ring.OUTBOX)
        return PAUSE if waits and not is_over else None

    def _tell(self, unit: Unit, execution: Execution, run: Run, claims: tuple[Claim, ...]) -> None:
        """Write down what is new, and have it shown; once, however often it is called."""
        check_held(unit, run)
        number, incident, now = execution.number, execution.ask.incident, self.bench.clock.now()
        known = {
            record.body.get("key"): record.body
            for record in unit.records.of_execution(number, What.CLAIM)
        }
        bodies = [ending.claim_body(claim) for claim in claims]
        fresh = [body for body in bodies if known.get(body["key"]) != body]
        if not fresh:
            return
        written = [Record(What.CLAIM, now, "", incident, number, body) for body in fresh]
        numbers = unit.records.write(written)
        failed = [
            record
            for record, body in zip(numbers, fresh, strict=True)
            if body["proof"] == Proof.FAILED
        ]
        if failed:
            unit.executions.belie(number)
            containment.settle(unit, incident, now)
            under = spell(Prefix.INCIDENT, incident) if incident else ""
            channel = (unit.executions.get(number) or execution).channel
            words = [Wanted(channel, Sheet.WORD, str(record), under) for record in failed]
            unit.outbox.want(words, now)
        sheets.want(unit, execution, now, *ending.SHOWN)


def _standing(unit: Unit, number: int) -> Execution | None:
    """Return an execution that nothing has put back, or None."""
    execution = unit.executions.get(number)
    return None if unit.executions.undone_by(number) else execution
