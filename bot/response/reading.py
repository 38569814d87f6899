"""Reads the target of a wish under the read role, and makes the plan from what was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.domain.execution import Execution
from bot.domain.people import Role
from bot.domain.policy import Account
from bot.domain.words import deciding as refusals
from bot.domain.words import responding as words
from bot.ports.estate import BrokenError
from bot.response import awsfaults
from bot.response.workbench import Workbench
from runbooks.kit.catalog import AnyRunbook
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.text import Said
from runbooks.kit.values import Conflict, Plan, RiskClass


@dataclass(frozen=True, slots=True)
class Seen:
    """What reading a target has led to."""

    plan: Plan
    risk: RiskClass
    target: str
    state: dict[str, Any]


class RefusedError(Exception):
    """The wish can't be planned; nothing was changed."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence."""
        super().__init__(says.plain())
        self.says = says


class TargetReader:
    """Enters the account to read, never to change."""

    def __init__(self, bench: Workbench) -> None:
        """Work with these."""
        self.store = bench.store
        self.estate = bench.estate
        self.threads = bench.threads
        self.catalogue = bench.catalogue
        self.policy = bench.policy

    async def see(self, execution: Execution, *, is_last_try: bool) -> Seen:
        """Read the target and plan. Raises RefusedError, and what a retry may mend."""
        account, runbook = self._admit(execution)
        original = await self._original(execution)
        try:
            return await self.threads.run(lambda: self._read(runbook, execution, account, original))
        except (DoesNotExistError, UnsupportedError) as error:
            raise RefusedError(error.says) from error
        except BrokenError as error:
            says = words.ROLE_FAILED.fill(account=account.name, why=str(error))
            raise RefusedError(says) from error
        except (ClientError, BotoCoreError) as error:
            if awsfaults.may_pass(error) and not is_last_try:
                raise
            code = awsfaults.code_of(error)
            says = words.READ_FAILED.fill(code=code, account=account.name)
            raise RefusedError(says) from error

    def _admit(self, execution: Execution) -> tuple[Account, type[AnyRunbook]]:
        """Return account and runbook of what the policy lets be planned at all."""
        ask = execution.ask
        account = self.policy.accounts.get(ask.account)
        runbook = self.catalogue.get(ask.runbook)
        if account is None:
            raise RefusedError(refusals.UNKNOWN_ACCOUNT.fill(account=ask.account))
        if runbook is None:
            known = ", ".join(self.catalogue)
            raise RefusedError(words.NO_RUNBOOK.fill(name=ask.runbook, known=known))
        if account.act_regions and ask.region not in account.act_regions:
            says = words.OTHER_REGION.fill(region=ask.region, account=account.name)
            raise RefusedError(says)
        if not self.policy.members_of(Role.APPROVER, ask.account) and not ask.plan_only:
            raise RefusedError(refusals.NOBODY_MAY_APPROVE.fill(account=account.name))
        return account, runbook

    async def _original(self, execution: Execution) -> Execution | None:
        number = execution.ask.undo_of
        if number is None:
            return None
        return await self.store.read(lambda unit: unit.executions.get(number))

    def _read(
        self,
        runbook: type[AnyRunbook],
        execution: Execution,
        account: Account,
        original: Execution | None,
    ) -> Seen:
        """Do the reading, on a thread."""
        aws = self.estate.reading(account, execution.ask.region, runbook.about.reads)
        bound = runbook(aws)
        inputs = runbook.inputs.model_validate(dict(execution.ask.inputs))
        target = bound.target(inputs)
        if self.policy.protects(account.number, target):
            raise RefusedError(refusals.PROTECTED.fill(target=target))
        state = bound.observe(inputs)
        plan = bound.plan(inputs, state)
        if original is not None:
            before = runbook.state.model_validate(dict(original.before or {}))
            # Where reading back failed nobody knows what was left, so what is now stands for it.
            after = runbook.state.model_validate(dict(original.after)) if original.after else state
            back = bound.undo(inputs, before, after, state)
            if isinstance(back, Conflict):
                differences = "; ".join(back.differences)
                why = words.CONFLICT.fill(why=back.says.plain(), differences=differences)
                raise RefusedError(why)
            plan = back
        return Seen(plan, bound.risk(inputs, state), target, state.model_dump(mode="json"))
