"""Writes down how an execution ended, run or not, and has every message say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter

from bot.domain.execution import Execution, Outcome, Stage
from bot.domain.posting import Sheet
from bot.domain.record import Record, What, spoken
from bot.domain.run import Work
from bot.ports.unit import Unit
from bot.response.keeping import containment, drilling, holding_life, sheets
from bot.response.keeping.effects import may_have_changed
from bot.response.limits import breaker
from runbooks.kit.text import Said
from runbooks.kit.values import Claim, Proof, Told

SAID = TypeAdapter(Said)
TOLD = TypeAdapter(Told)
SHOWN = (Sheet.PROGRESS, Sheet.APPROVAL, Sheet.ALERT, Sheet.TIMELINE)
WITNESSED_AFTER = timedelta(minutes=16)
"""When what only time tells is read again: CloudTrail may take 15 minutes to tell of a call."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What reading the target after a change has shown; `why` says what could not be read.

    `told` is what a look has found.
    """

    claims: tuple[Claim, ...] = ()
    after: dict[str, Any] | None = None
    why: Said | None = None
    told: tuple[Told, ...] = ()

    @property
    def asks_again(self) -> bool:
        """Say whether some of it can be told later only."""
        return any(claim.asks_again for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Halt:
    """Why a run stopped before its last step; `outcome` is what it is if nothing was changed."""

    says: Said
    outcome: Outcome = Outcome.ERROR


def unrun(
    unit: Unit,
    execution: Execution,
    stage: Stage,
    why: Said,
    now: datetime,
    outcome: Outcome | None = None,
) -> bool:
    """End an execution that has made no call; False where it has moved on meanwhile.

    `outcome` is OCSF's word for why it could not be, where there is one.
    """
    number, incident = execution.number, execution.ask.incident
    if not unit.executions.move(number, (execution.stage,), stage, now, why=why):
        return False
    body = {**spoken("why", why), "stage": str(stage), "outcome": str(outcome or "")}
    what = What.EXPIRED if stage is Stage.EXPIRED else What.REFUSED
    unit.records.write([Record(what, now, "", incident, number, body)])
    containment.settle(unit, incident, now)
    sheets.want(unit, execution, now, *SHOWN)
    drilling.stir(unit, execution)
    return True


def finish(
    unit: Unit, execution: Execution, read: ReadBack, halt: Halt | None, now: datetime
) -> Outcome | None:
    """End a running execution and return its outcome; None where another run has ended it."""
    number, incident = execution.number, execution.ask.incident
    journal = unit.records.of_execution(number, What.INTENT, What.RESULT)
    outcome = judge(read.claims, changed=may_have_changed(journal), halt=halt)
    if not unit.executions.end(number, outcome, read.after, now):
        return None
    why = halt.says if halt else read.why
    ended: dict[str, Any] = {"outcome": str(outcome), **spoken("why", why)}
    if breaker.is_fault(outcome, halt.says if halt else None):
        ended["fault"] = True
    unit.leases.let_go(number)
    unit.records.write(
        [
            Record(what, now, "", incident, number, body)
            for what, body in (*_seen(read), (What.ENDED, ended))
        ]
    )
    if outcome is Outcome.SUCCESS:
        drilling.earn(unit, execution, now)
    if any(claim.is_pending for claim in read.claims):
        unit.runs.start(Work.WITNESS, number, now + WITNESSED_AFTER)
    holding_life.follow(unit, execution, read.claims, outcome, now)
    containment.settle(unit, incident, now)
    sheets.want(unit, execution, now, *SHOWN)
    drilling.stir(unit, execution)
    return outcome


def interim(unit: Unit, execution: Execution, read: ReadBack, now: datetime) -> None:
    """Write down what is known so far of a run that has to wait, once: asking again is no news."""
    number, incident = execution.number, execution.ask.incident
    if unit.records.of_execution(number, What.CLAIM, What.FOUND):
        return
    seen = [Record(what, now, "", incident, number, body) for what, body in _seen(read)]
    unit.records.write(seen)
    sheets.want(unit, execution, now, Sheet.PROGRESS)


def judge(claims: tuple[Claim, ...], *, changed: bool, halt: Halt | None) -> Outcome:
    """Return the outcome in OCSF's words; never Success without a claim that passed.

    What could not be proved either way is Partial: the change may stand. What only time will
    tell is left out.
    """
    proofs = {claim.proof for claim in claims if not claim.is_pending}
    if halt and not changed:
        return halt.outcome
    if not halt and proofs == {Proof.PASSED}:
        return Outcome.SUCCESS
    if not halt and proofs == {Proof.FAILED}:
        return Outcome.FAILURE
    return Outcome.PARTIAL


def _seen(read: ReadBack) -> list[tuple[What, dict[str, Any]]]:
    bodies = [(What.CLAIM, claim_body(claim)) for claim in read.claims]
    if read.told:
        lines = [TOLD.dump_python(each, mode="json") for each in read.told]
        bodies.append((What.FOUND, {"count": len(lines), "lines": lines}))
    return bodies


def claim_body(claim: Claim) -> dict[str, Any]:
    """Return a claim as it is written down."""
    return {
        "key": claim.key,
        "proof": str(claim.proof),
        "says": SAID.dump_python(claim.says, mode="json"),
        "evidence": claim.evidence,
    }
