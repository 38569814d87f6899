"""The worker's part of an approval: look again, change step by step, read back, say so."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from bot.domain.decide import decide
from bot.domain.execution import Execution, Kind, Outcome, Proposal, Stage
from bot.domain.matter import Allowed
from bot.domain.record import Record, What, spoken
from bot.domain.run import Run
from bot.domain.words import endings as words
from bot.ports.bell import Ring
from bot.ports.unit import Unit
from bot.response.bench import reading
from bot.response.bench.drift import moved
from bot.response.bench.reading import RefusedError
from bot.response.bench.sourcing import SourceCheck
from bot.response.bench.waiting import Patience
from bot.response.bench.workbench import Workbench
from bot.response.keeping import containment, ending, replanning, sheets, upgrading
from bot.response.keeping.ending import Halt, ReadBack
from bot.response.keeping.journal import LostError, check_held
from bot.response.limits import ceiling, leasing
from bot.response.limits.breaker import Breaker
from bot.response.limits.leasing import Clash
from bot.response.people import voting
from bot.response.running.proving import Prover
from bot.response.running.stepping import HaltedError, Stepper, changed_rules

log = logging.getLogger(__name__)

LAST_TRY = 4
PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
PUT_OFF = timedelta(seconds=2)
"""After how long what waits for another execution asks again; few take longer than that."""
PATIENCE = Patience()


class Executor:
    """Runs what was approved, and nothing else; a second time it goes on where it was."""

    def __init__(
        self,
        bench: Workbench,
        *,
        count: Callable[[str, str], None] = lambda *_: None,
        pauses: tuple[float, ...] = PAUSES,
        patience: Patience = PATIENCE,
    ) -> None:
        """Work with these.

        `count` is told runbook and outcome of every execution that ends; `pauses` are the
        seconds between two looks at what was changed; `patience` is for what can be told later
        only.
        """
        self.bench = bench
        self.store = bench.store
        self.clock = bench.clock
        self.policy = bench.policy
        self.prover = Prover(bench)
        self.source = SourceCheck(bench)
        self.breaker = Breaker(bench.policy, bench.channel)
        self.pauses = pauses
        self.patience = patience
        self.count = count

    async def run(self, run: Run) -> timedelta | None:
        """Run one execution to its outcome. Lets what a retry may mend rise.

        Returns after how long it is to be asked again where it has to wait for AWS.
        """
        number = run.subject
        execution = await self.store.read(lambda unit: unit.executions.get(number))
        if execution is None or execution.stage not in {Stage.APPROVED, Stage.RUNNING}:
            return None
        plan = execution.plan_number
        proposal = await self.store.read(lambda unit: unit.executions.proposal(number, plan))
        if proposal is None:
            return None
        begun: Execution | timedelta | None = execution
        if execution.stage is Stage.APPROVED:
            begun = await self._begin(execution, proposal, is_last_try=run.attempts >= LAST_TRY)
        later = begun if isinstance(begun, timedelta) else None
        if isinstance(begun, Execution):
            later = await self._carry_out(begun, proposal, run)
        self.bench.bell.ring(Ring.OUTBOX)
        self.bench.bell.ring(Ring.RUNS)
        return later

    async def _begin(
        self, execution: Execution, proposal: Proposal, *, is_last_try: bool
    ) -> Execution | timedelta | None:
        """Check all again and look again; None where it must not run as it was approved.

        Returns after how long to ask again where another execution works on the same now.
        """
        checked = await self.store.write(lambda unit: self._check(unit, execution, proposal))
        if checked is not True:
            return checked if isinstance(checked, timedelta) else None
        try:
            looking = reading.ask_aws(
                self.bench,
                execution,
                lambda: reading.observe(self.bench, execution),
                is_last_try=is_last_try,
            )
            checking = self.source.check(execution, is_last_try=is_last_try)
            state, _ = await asyncio.gather(looking, checking)
        except RefusedError as error:
            refusal = error
            await self.store.write(lambda unit: self._refuse(unit, execution, refusal))
            return None
        if dict(proposal.state) != state:
            differences = moved(proposal.state, state)
            await self.store.write(
                lambda unit: replanning.replan(
                    unit, execution, words.DRIFTED.fill(), differences, self.clock.now()
                )
            )
            return None
        return await self.store.write(lambda unit: self._start(unit, execution, proposal))

    def _check(self, unit: Unit, execution: Execution, proposal: Proposal) -> bool | timedelta:
        """Decide again on the stored votes; replan or end what does not hold any more.

        What has to wait for another execution does so here, before AWS is read.
        """
        now = self.clock.now()
        if self._is_braked(unit, execution):
            return False
        if now >= proposal.expires_at:
            ending.unrun(unit, execution, Stage.EXPIRED, words.EXPIRED_APPROVED.fill(), now)
            return False
        changed = changed_rules(self.bench, execution, proposal)
        if not changed and not voting.may_begin(unit, proposal):
            changed = words.PLAN_TAMPERED.fill()
        if changed and changed.text is words.PLAN_TAMPERED:
            is_older = upgrading.is_of_another_version(unit, proposal)
            changed = words.PLAN_UPGRADED.fill() if is_older else changed
        if changed:
            replanning.replan(unit, execution, changed, (), now)
            return False
        matter = voting.matter(unit, execution, proposal, self.policy)
        verdict = decide(matter, voting.votes(unit, proposal), self.policy, now)
        if not isinstance(verdict, Allowed) or not voting.are_written(unit, proposal):
            ending.unrun(unit, execution, Stage.REFUSED, words.VOTES_VOID.fill(), now)
            return False
        clash = leasing.clash(unit, execution, proposal)
        return True if clash is None else self._put_off(unit, execution, clash)

    def _is_braked(self, unit: Unit, execution: Execution) -> bool:
        """End what somebody has pulled the brake on, before the looking or during it."""
        is_undo = execution.ask.kind is Kind.UNDO
        if not any(unit.brakes.holds(each, is_undo=is_undo) for each in execution.ask.accounts):
            return False
        now = self.clock.now()
        ending.unrun(unit, execution, Stage.REFUSED, words.BRAKED_BEFORE.fill(), now)
        return True

    def _put_off(self, unit: Unit, execution: Execution, clash: Clash) -> timedelta:
        """Write down, once, for which other execution this one waits."""
        number, body = execution.number, {**spoken("why", clash.put_off()), "other": clash.other}
        known = unit.records.of_execution(number, What.PUT_OFF)
        if not any(record.body == body for record in known):
            now, incident = self.clock.now(), execution.ask.incident
            unit.records.write([Record(What.PUT_OFF, now, "", incident, number, body)])
            sheets.want(unit, execution, now, *ending.SHOWN)
        return PUT_OFF

    def _refuse(self, unit: Unit, execution: Execution, refusal: RefusedError) -> None:
        now = self.clock.now()
        ending.unrun(unit, execution, Stage.REFUSED, refusal.says, now, refusal.outcome)

    def _start(
        self, unit: Unit, execution: Execution, proposal: Proposal
    ) -> Execution | timedelta | None:
        """Begin, unless it is braked, another works on the same, or the ceiling is reached."""
        number, incident, now = execution.number, execution.ask.incident, self.clock.now()
        there = unit.executions.lock(number)
        if there is None or (there.stage, there.plan_number) != (Stage.APPROVED, proposal.number):
            return None
        if self._is_braked(unit, execution):
            return None
        clash = leasing.take(unit, execution, proposal)
        if clash:
            return self._put_off(unit, execution, clash)
        full = ceiling.take(unit, execution, proposal, self.policy, now, is_begun=True)
        if full:
            unit.leases.let_go(number)
            ending.unrun(unit, execution, Stage.REFUSED, full, now)
            return None
        unit.executions.begin(number, proposal.state)
        power = ", ".join(dict.fromkeys(str(step.power) for step in proposal.plan.steps))
        body = {"plan": proposal.id, "power": power, "digest": proposal.digest}
        unit.records.write([Record(What.STARTED, now, "", incident, number, body)])
        containment.settle(unit, incident, now)
        sheets.want(unit, execution, now, *ending.SHOWN)
        return unit.executions.get(number)

    async def _carry_out(
        self, execution: Execution, proposal: Proposal, run: Run
    ) -> timedelta | None:
        """Make the steps, then read back; every way out of here has an outcome or a retry."""
        halt = await self._make_steps(execution, proposal, run)
        read = await self.prover.prove(execution, () if halt else self.pauses)
        if read.asks_again and not halt:
            pause = await self.store.write(lambda unit: self._wait(unit, execution, run, read))
            if pause is not None:
                return pause
        outcome = await self.store.write(
            lambda unit: self._finish(unit, execution, run, read, halt)
        )
        if self.bench.anchoring is not None:
            await self.bench.anchoring.catch_up()
        if outcome is not None:
            self.count(execution.ask.runbook, str(outcome))
        return None

    async def _make_steps(self, execution: Execution, proposal: Proposal, run: Run) -> Halt | None:
        """Make what steps are not made yet; return what stopped it, or None."""
        try:
            await Stepper(self.bench, execution, proposal, run).make_all()
        except HaltedError as error:
            return error.halt
        except LostError:
            raise
        except Exception:
            if run.attempts < LAST_TRY:
                raise
            log.exception("giving up on %s", execution.id)
            return Halt(words.BROKE_DOWN.fill())
        return None

    def _wait(self, unit: Unit, execution: Execution, run: Run, read: ReadBack) -> timedelta | None:
        """Write down what is known so far; return how long to wait, None for no longer."""
        check_held(unit, run)
        now = self.clock.now()
        started = unit.records.of_execution(execution.number, What.STARTED)
        pause = self.patience.pause(now - started[-1].at)
        if pause is not None:
            ending.interim(unit, execution, read, now)
        return pause

    def _finish(
        self, unit: Unit, execution: Execution, run: Run, read: ReadBack, halt: Halt | None
    ) -> Outcome | None:
        check_held(unit, run)
        now = self.clock.now()
        outcome = ending.finish(unit, execution, read, halt, now)
        if outcome is not None:
            self.breaker.watch(unit, execution, now)
        return outcome
