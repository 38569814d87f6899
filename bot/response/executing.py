"""The worker's part of an approval: look again, change step by step, read back, say so."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import TypeAdapter

from bot.domain.decide import Allowed, Matter, decide
from bot.domain.execution import Execution, Kind, Outcome, Proposal, Stage
from bot.domain.incident import Contained
from bot.domain.posting import Sheet
from bot.domain.record import Record, What
from bot.domain.run import Run
from bot.domain.words import responding as words
from bot.ports.bell import Ring
from bot.ports.estate import BrokenError
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from bot.response import awsfaults, replanning, sheets
from bot.response.deciding import votes
from bot.response.digest import code_hash
from bot.response.effects import may_have_changed
from bot.response.journal import LostError
from bot.response.stepping import Halted, Stepper
from bot.response.workbench import Workbench
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.text import Said
from runbooks.kit.values import Claim, Proof

log = logging.getLogger(__name__)
SAID = TypeAdapter(Said)
SHOWN = (Sheet.PROGRESS, Sheet.APPROVAL, Sheet.ALERT, Sheet.TIMELINE)
LAST_TRY = 4
PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)


class Executor:
    """Runs what was approved, and nothing else; a second time it goes on where it was."""

    def __init__(
        self,
        bench: Workbench,
        *,
        count: Callable[[str, str], None] = lambda *_: None,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        """Work with these.

        `count` is told runbook and outcome of every execution that ends; `pauses` are the
        seconds between two looks at what was changed.
        """
        self.bench = bench
        self.store = bench.store
        self.clock = bench.clock
        self.policy = bench.policy
        self.pauses = pauses
        self.count = count

    async def run(self, run: Run) -> None:
        """Run one execution to its outcome. Lets what a retry may mend rise."""
        number = run.subject
        execution = await self.store.read(lambda unit: unit.executions.get(number))
        if execution is None or execution.stage not in {Stage.APPROVED, Stage.RUNNING}:
            return
        plan = execution.plan_number
        proposal = await self.store.read(lambda unit: unit.executions.proposal(number, plan))
        if proposal is None:
            return
        is_last_try = run.attempts >= LAST_TRY
        if execution.stage is Stage.APPROVED:
            execution = await self._begin(execution, proposal, is_last_try=is_last_try)
        if execution is not None:
            await self._carry_out(execution, proposal, run)
        self.bench.bell.ring(Ring.OUTBOX)
        self.bench.bell.ring(Ring.RUNS)

    async def _begin(
        self, execution: Execution, proposal: Proposal, *, is_last_try: bool
    ) -> Execution | None:
        """Check all again and look again; None where it must not run as it was approved."""
        checked = await self.store.write(lambda unit: self._check(unit, execution, proposal))
        if not checked:
            return None
        state = await self._observe(execution, is_last_try=is_last_try)
        if isinstance(state, Said):
            why = state
            await self.store.write(lambda unit: self._refuse(unit, execution, why))
            return None
        differences = moved(dict(proposal.state), state)
        if differences:
            await self.store.write(
                lambda unit: replanning.replan(
                    unit, execution, words.DRIFTED.fill(), differences, self.clock.now()
                )
            )
            return None
        return await self.store.write(lambda unit: self._start(unit, execution, proposal))

    def _check(self, unit: Unit, execution: Execution, proposal: Proposal) -> bool:
        """Decide again on the stored votes; replan or end what does not hold any more."""
        now = self.clock.now()
        if unit.brakes.holds(execution.ask.account):
            self._end_unrun(unit, execution, Stage.REFUSED, words.BRAKED_BEFORE.fill(), now)
            return False
        if now >= proposal.expires_at:
            self._end_unrun(unit, execution, Stage.EXPIRED, words.EXPIRED_APPROVED.fill(), now)
            return False
        if proposal.policy_digest != self.policy.digest:
            why = words.PLAN_CHANGED_POLICY.fill()
            replanning.replan(unit, execution, why, (), now)
            return False
        if proposal.code_hash != code_hash(self.bench.catalogue[execution.ask.runbook]):
            why = words.PLAN_CHANGED_CODE.fill()
            replanning.replan(unit, execution, why, (), now)
            return False
        matter = Matter(proposal, execution.ask.account, execution.requester)
        verdict = decide(matter, votes(unit, proposal), self.policy, now)
        if not isinstance(verdict, Allowed):
            self._end_unrun(unit, execution, Stage.REFUSED, words.VOTES_VOID.fill(), now)
            return False
        return True

    def _start(self, unit: Unit, execution: Execution, proposal: Proposal) -> Execution | None:
        if not unit.executions.begin(execution.number, proposal.state):
            return None
        now = self.clock.now()
        power = proposal.plan.steps[0].power
        body = {"plan": proposal.id, "power": str(power), "digest": proposal.digest}
        self._write(unit, What.STARTED, execution, body, now)
        if execution.ask.incident:
            change = Change(contained=Contained.RUNNING)
            unit.incidents.change(execution.ask.incident, change, now)
        sheets.want(unit, execution, now, *SHOWN)
        return unit.executions.get(execution.number)

    async def _carry_out(self, execution: Execution, proposal: Proposal, run: Run) -> None:
        """Make the steps, then read back; every way out of here has an outcome or a retry."""
        halted: Said | None = None
        try:
            await Stepper(self.bench, execution, proposal, run).make_all()
        except BrokenError as error:
            halted = words.ROLE_FAILED.fill(account=execution.ask.account, why=str(error))
        except Halted as error:
            halted = error.says
        except LostError:
            raise
        except Exception:
            if run.attempts < LAST_TRY:
                raise
            log.exception("giving up on %s", execution.id)
            halted = words.BROKE_DOWN.fill()
        claims, after = await self._prove(execution, () if halted else self.pauses)
        await self.store.write(lambda unit: self._finish(unit, execution, claims, after, halted))

    async def _prove(
        self, execution: Execution, pauses: tuple[float, ...]
    ) -> tuple[tuple[Claim, ...], dict[str, Any] | None]:
        """Read back until every claim has passed, or until patience ends.

        AWS is eventually consistent, so what does not hold yet is looked at again.
        """
        claims: tuple[Claim, ...] = ()
        after: dict[str, Any] | None = None
        for pause in (*pauses, None):
            try:
                claims, after = await self.bench.threads.run(lambda: self._read_back(execution))
            except (ClientError, BotoCoreError, BrokenError, DoesNotExistError) as error:
                log.warning("reading back %s failed: %s", execution.id, type(error).__name__)
            if claims and all(claim.proof is Proof.PASSED for claim in claims):
                break
            if pause is not None:
                await asyncio.sleep(pause)
        return claims, after

    def _read_back(self, execution: Execution) -> tuple[tuple[Claim, ...], dict[str, Any]]:
        ask = execution.ask
        runbook = self.bench.catalogue[ask.runbook]
        account = self.policy.accounts[ask.account]
        bound = runbook(self.bench.estate.reading(account, ask.region, runbook.about.reads))
        inputs = runbook.inputs.model_validate(dict(ask.inputs))
        state = bound.observe(inputs)
        if ask.kind is Kind.APPLY:
            claims = bound.verify(inputs, state)
        else:
            original = self.store.commit(lambda unit: unit.executions.get(ask.undo_of or 0))
            before = runbook.state.model_validate(dict((original and original.before) or {}))
            claims = bound.restored(inputs, before, state)
        return claims, state.model_dump(mode="json")

    async def _observe(self, execution: Execution, *, is_last_try: bool) -> dict[str, Any] | Said:
        """Return the target's state now, or why it can't be read; a passing fault rises."""
        try:
            return await self.bench.threads.run(lambda: self._read_back(execution)[1])
        except (DoesNotExistError, UnsupportedError) as error:
            return error.says
        except BrokenError as error:
            return words.ROLE_FAILED.fill(account=execution.ask.account, why=str(error))
        except (ClientError, BotoCoreError) as error:
            if awsfaults.may_pass(error) and not is_last_try:
                raise
            code = awsfaults.code_of(error)
            return words.READ_FAILED.fill(code=code, account=execution.ask.account)

    def _finish(
        self,
        unit: Unit,
        execution: Execution,
        claims: tuple[Claim, ...],
        after: dict[str, Any] | None,
        why: Said | None,
    ) -> Outcome | None:
        """Write down how it ended, and return that; None where another run has."""
        now = self.clock.now()
        journal = unit.records.of_execution(execution.number, What.INTENT, What.RESULT)
        outcome = judge(claims, changed=may_have_changed(journal), halted=why is not None)
        if not unit.executions.end(execution.number, outcome, after, now):
            return None
        for claim in claims:
            body = {
                "key": claim.key,
                "proof": str(claim.proof),
                "says": SAID.dump_python(claim.says, mode="json"),
                "evidence": claim.evidence,
            }
            self._write(unit, What.CLAIM, execution, body, now)
        ended = {"outcome": str(outcome), "why": why.plain() if why else ""}
        self._write(unit, What.ENDED, execution, ended, now)
        if execution.ask.incident:
            contained = stands(execution.ask.kind, outcome)
            unit.incidents.change(execution.ask.incident, Change(contained=contained), now)
        sheets.want(unit, execution, now, *SHOWN)
        return outcome

    def _refuse(self, unit: Unit, execution: Execution, why: Said) -> None:
        self._end_unrun(unit, execution, Stage.REFUSED, why, self.clock.now())

    def _end_unrun(
        self, unit: Unit, execution: Execution, stage: Stage, why: Said, now: datetime
    ) -> None:
        """End an approved execution that made no call."""
        unit.executions.move(execution.number, (Stage.APPROVED,), stage, now, why=why)
        body = {"why": why.plain(), "stage": str(stage), "outcome": str(Outcome.ERROR)}
        what = What.EXPIRED if stage is Stage.EXPIRED else What.REFUSED
        self._write(unit, what, execution, body, now)
        if execution.ask.incident:
            unit.incidents.touch([execution.ask.incident], now)
        sheets.want(unit, execution, now, *SHOWN)

    def _write(
        self,
        unit: Unit,
        what: What,
        execution: Execution,
        body: dict[str, Any],
        now: datetime,
    ) -> None:
        incident = execution.ask.incident
        unit.records.write([Record(what, now, "", incident, execution.number, body)])


def judge(claims: tuple[Claim, ...], *, changed: bool, halted: bool) -> Outcome:
    """Return the outcome in OCSF's words; never Success without a claim that passed."""
    proofs = {claim.proof for claim in claims}
    if proofs == {Proof.PASSED} and not halted:
        return Outcome.SUCCESS
    if not changed:
        return Outcome.ERROR if halted else Outcome.FAILURE
    if Proof.PASSED in proofs or Proof.INCONCLUSIVE in proofs or halted:
        return Outcome.PARTIAL
    return Outcome.FAILURE


def stands(kind: Kind, outcome: Outcome) -> Contained:
    """Return what an incident's card says after an execution has ended so."""
    if kind is Kind.UNDO:
        return Contained.UNDONE if outcome is Outcome.SUCCESS else Contained.PARTLY
    return {Outcome.SUCCESS: Contained.YES, Outcome.PARTIAL: Contained.PARTLY}.get(
        outcome, Contained.NO
    )


def moved(before: dict[str, Any], now: dict[str, Any]) -> tuple[str, ...]:
    """Return what differs between two States of one target, a line a field."""
    return tuple(
        f"{key}: {before.get(key)} -> {now.get(key)}"
        for key in sorted({*before, *now})
        if before.get(key) != now.get(key)
    )
