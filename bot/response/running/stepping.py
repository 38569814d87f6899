"""Makes the steps of one execution, in order, under a role that can do nothing else."""

from __future__ import annotations

import asyncio

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import TypeAdapter

from bot.domain.execution import Execution, Outcome, Proposal
from bot.domain.posting import Sheet
from bot.domain.record import Record, What
from bot.domain.run import Run
from bot.domain.words import anchoring
from bot.domain.words import endings as words
from bot.ports.anchor import AnchorError
from bot.ports.bell import Ring
from bot.ports.estate import BrokenError, ChangingAws, ForbiddenCallError
from bot.ports.unit import Unit
from bot.response.bench import awsfaults
from bot.response.bench.workbench import Workbench
from bot.response.keeping import sheets
from bot.response.keeping.digest import code_hash, is_as_digested
from bot.response.keeping.ending import Halt
from bot.response.keeping.journal import BrakedError, RunJournal, check_held
from bot.response.people import voting
from runbooks.kit.aws import Aws
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.text import Said
from runbooks.kit.values import Made, Step

SAID = TypeAdapter(Said)
PAUSES = (0.25, 0.5, 1.0)
"""Seconds between the tries of one step."""


class HaltedError(Exception):
    """The run stops at a step; what was done before stays and is told."""

    def __init__(self, says: Said, outcome: Outcome = Outcome.ERROR) -> None:
        """Keep why, and the outcome where nothing was changed."""
        super().__init__(says.plain())
        self.halt = Halt(says, outcome)


class Stepper:
    """Goes through the steps of a plan; those that an earlier try has made are left alone."""

    def __init__(
        self, bench: Workbench, execution: Execution, proposal: Proposal, run: Run
    ) -> None:
        """Work on this plan, as long as this run is ours."""
        self.bench = bench
        self.execution = execution
        self.proposal = proposal
        self.held = run
        self.journal = RunJournal(
            bench.store, bench.bell, bench.clock, execution, run, bench.anchoring
        )
        self.made: dict[str, Made] = {}

    async def make_all(self) -> None:
        """Make every step.

        Raises HaltedError where one can't be made, LostError where another process goes on.
        """
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
            aws = await self._enter()
            for step in steps:
                await self._make(step, aws)

    async def _enter(self) -> ChangingAws:
        """Enter the account, if the rules are still those under which it was approved.

        What a crash has cut off is not taken up again once its plan has expired: what people
        have done meanwhile would be undone without anybody's asking.
        """
        changed = changed_rules(self.bench, self.execution, self.proposal)
        if changed:
            raise HaltedError(changed)
        if not await self.bench.store.read(lambda unit: voting.is_under_way(unit, self.proposal)):
            raise HaltedError(words.PLAN_TAMPERED.fill())
        if self.bench.clock.now() >= self.proposal.expires_at:
            raise HaltedError(words.EXPIRED_RUNNING.fill())
        try:
            return await self.bench.threads.run(self._change)
        except BrokenError as error:
            ask = self.execution.ask
            account = self.bench.policy.accounts[ask.acts_in or ask.account].name
            says = words.NOT_ENTERED.fill(account=account, why=str(error))
            raise HaltedError(says) from error

    def _change(self) -> ChangingAws:
        ask, proposal = self.execution.ask, self.proposal
        decisions = self.bench.store.commit(
            lambda unit: unit.executions.decisions(self.execution.number, proposal.number)
        )
        about = self.bench.catalogue[ask.runbook].about
        return self.bench.estate.changing(
            self.bench.policy.accounts[ask.acts_in or ask.account],
            ask.region,
            self.execution,
            proposal.plan.steps,
            # What needed nobody's approval is its requester's own doing.
            decisions[-1].identity if decisions else self.execution.requester,
            self.journal,
            about.reads_there if about.acts_in else about.reads,
        )

    def _beside(self, aws: ChangingAws) -> Aws:
        """Return the target's account, to read only where the steps are made in another."""
        ask = self.execution.ask
        about = self.bench.catalogue[ask.runbook].about
        if about.acts_in is None:
            return aws
        account = self.bench.policy.accounts[ask.account]
        return self.bench.estate.reading(account, ask.region, about.reads)

    async def _make(self, step: Step, aws: ChangingAws) -> None:
        """Make one step; what may pass is tried again, since `do` looks before it acts."""
        pauses, made = iter(PAUSES), None
        while made is None:
            pause = next(pauses, None)
            made = await self._try(step, aws, is_last=pause is None)
            if made is None:
                await asyncio.sleep(pause or 0.0)
        self.made[step.key] = made
        await self.bench.store.write(lambda unit: self._record(unit, step, made))
        self.bench.bell.ring(Ring.OUTBOX)

    async def _try(self, step: Step, aws: ChangingAws, *, is_last: bool) -> Made | None:
        """Return what was made, or None where it is worth another try."""
        try:
            return await self.bench.threads.run(lambda: self._do(step, aws))
        except BrakedError as error:
            raise HaltedError(words.BRAKE_PULLED.fill()) from error
        except DoesNotExistError as error:
            raise HaltedError(error.says, Outcome.DOES_NOT_EXIST) from error
        except UnsupportedError as error:
            raise HaltedError(error.says, Outcome.UNSUPPORTED) from error
        except ForbiddenCallError as error:
            raise HaltedError(words.CALL_REFUSED.fill(why=str(error))) from error
        except (ClientError, BotoCoreError, AnchorError) as error:
            if not is_last and _may_pass(error):
                return None
            raise HaltedError(_cut_off(error, step)) from error

    def _do(self, step: Step, aws: ChangingAws) -> Made:
        aws.running(step, dict(self.made))
        runbook = self.bench.catalogue[self.execution.ask.runbook]
        return runbook(self._beside(aws), aws).do(step, dict(self.made))

    def _record(self, unit: Unit, step: Step, made: Made) -> None:
        check_held(unit, self.held)
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


def _may_pass(error: ClientError | BotoCoreError | AnchorError) -> bool:
    return error.may_pass if isinstance(error, AnchorError) else awsfaults.may_pass(error)


def _cut_off(error: ClientError | BotoCoreError | AnchorError, step: Step) -> Said:
    """Say why a step could not be made."""
    if isinstance(error, AnchorError):
        return anchoring.CALL_NOT_MADE.fill(why=error.says.plain(), action=step.action)
    return words.CUT_OFF.fill(code=awsfaults.code_of(error), action=step.action)


def changed_rules(bench: Workbench, execution: Execution, proposal: Proposal) -> Said | None:
    """Say which rules have changed since a plan was made: the policy's or the code's."""
    runbook = bench.catalogue.get(execution.ask.runbook)
    if proposal.policy_digest != bench.policy.digest:
        return words.PLAN_CHANGED_POLICY.fill()
    if runbook is None or proposal.code_hash != code_hash(runbook):
        return words.PLAN_CHANGED_CODE.fill()
    return None if is_as_digested(execution, proposal) else words.PLAN_TAMPERED.fill()
