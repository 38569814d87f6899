"""Makes the steps of one execution, in order, under a role that can do nothing else."""

from __future__ import annotations

import asyncio

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import TypeAdapter

from bot.domain.execution import Execution, Proposal
from bot.domain.posting import Sheet
from bot.domain.record import Record, What
from bot.domain.run import Run
from bot.domain.words import responding as words
from bot.ports.bell import Ring
from bot.ports.estate import ChangingAws
from bot.ports.unit import Unit
from bot.response import awsfaults, sheets
from bot.response.journal import BrakedError, RunJournal
from bot.response.workbench import Workbench
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.text import Said
from runbooks.kit.values import Made, Step

SAID = TypeAdapter(Said)
TRIES = 4
FIRST_PAUSE = 0.25


class Halted(Exception):  # noqa: N818 - it is no error of ours: the run stops where it is
    """The run stops at a step; what was done before stays and is told."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence."""
        super().__init__(says.plain())
        self.says = says


class Stepper:
    """Goes through the steps of a plan; those that an earlier try has made are left alone."""

    def __init__(
        self, bench: Workbench, execution: Execution, proposal: Proposal, run: Run
    ) -> None:
        """Work on this plan, as long as this run is ours."""
        self.bench = bench
        self.execution = execution
        self.proposal = proposal
        self.journal = RunJournal(bench.store, bench.bell, bench.clock, execution, run)
        self.runbook = bench.catalogue[execution.ask.runbook]
        self.made: dict[str, Made] = {}

    async def make_all(self) -> None:
        """Make every step. Raises Halted where one can't be made, LostError where we must stop."""
        number = self.execution.number
        records = await self.bench.store.read(
            lambda unit: unit.records.of_execution(number, What.STEP)
        )
        for record in records:
            body = record.body
            self.made[str(body["step"])] = Made(
                values=body["values"], already=bool(body["already"])
            )
        steps = [step for step in self.proposal.plan.steps if step.key not in self.made]
        if steps:
            aws = await self.bench.threads.run(self._enter)
            for step in steps:
                await self._make(step, aws)

    def _enter(self) -> ChangingAws:
        ask = self.execution.ask
        decisions = self.bench.store.commit(
            lambda unit: unit.executions.decisions(self.execution.number, self.proposal.number)
        )
        return self.bench.estate.changing(
            self.bench.policy.accounts[ask.account],
            ask.region,
            self.execution,
            self.proposal.plan.steps,
            decisions[-1].identity,
            self.journal,
            self.runbook.about.reads,
        )

    async def _make(self, step: Step, aws: ChangingAws) -> None:
        """Make one step; what may pass is tried again, since `do` looks before it acts."""
        for attempt in range(TRIES):
            try:
                made = await self.bench.threads.run(lambda: self._do(step, aws))
                break
            except BrakedError as error:
                raise Halted(words.BRAKE_PULLED.fill()) from error
            except (DoesNotExistError, UnsupportedError) as error:
                raise Halted(error.says) from error
            except (ClientError, BotoCoreError) as error:
                if awsfaults.may_pass(error) and attempt + 1 < TRIES:
                    await asyncio.sleep(FIRST_PAUSE * 2**attempt)
                    continue
                code = awsfaults.code_of(error)
                raise Halted(words.CUT_OFF.fill(code=code, action=step.action)) from error
        self.made[step.key] = made
        await self.bench.store.write(lambda unit: self._record(unit, step, made))
        self.bench.bell.ring(Ring.OUTBOX)

    def _do(self, step: Step, aws: ChangingAws) -> Made:
        aws.running(step, dict(self.made))
        return self.runbook(aws).do(step, dict(self.made))

    def _record(self, unit: Unit, step: Step, made: Made) -> None:
        now, ask = self.bench.clock.now(), self.execution.ask
        body = {
            "step": step.key,
            "says": SAID.dump_python(step.says, mode="json"),
            "already": made.already,
            "values": made.values,
        }
        record = Record(What.STEP, now, "", ask.incident, self.execution.number, body)
        unit.records.write([record])
        sheets.want(unit, self.execution, now, Sheet.PROGRESS)
