"""Reads a target under the read role, and says in words why it can't be read."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from bot.domain.execution import Execution, Outcome
from bot.domain.words import deciding as refusals
from bot.domain.words import responding as words
from bot.ports.estate import BrokenError, ForbiddenCallError
from bot.response.bench import awsfaults, entering
from bot.response.bench.workbench import Workbench
from runbooks.kit.catalog import AnyRunbook
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.text import Said
from runbooks.kit.values import Inputs

T = TypeVar("T")

log = logging.getLogger(__name__)


class RefusedError(Exception):
    """It can't be planned or begun; nothing was changed. `outcome` is OCSF's word for it."""

    def __init__(self, says: Said, outcome: Outcome = Outcome.ERROR) -> None:
        """Keep the sentence."""
        super().__init__(says.plain())
        self.says = says
        self.outcome = outcome


def bind(bench: Workbench, execution: Execution) -> tuple[AnyRunbook, Inputs]:
    """Return the runbook bound to the execution's account, to read only, and its inputs.

    The account that it acts in, where that is another, is entered beside it. Raises RefusedError
    where policy or catalogue know no such account or runbook, BrokenError where the target's
    account can't be entered. Blocks.
    """
    ask = execution.ask
    runbook = bench.catalogue.get(ask.runbook)
    account = bench.policy.accounts.get(ask.account)
    if account is None:
        raise RefusedError(refusals.UNKNOWN_ACCOUNT.fill(account=ask.account))
    if runbook is None:
        known = ", ".join(bench.catalogue)
        raise RefusedError(words.NO_RUNBOOK.fill(name=ask.runbook, known=known))
    if ask.acts_in != entering.acting_in(runbook, bench.policy):
        raise RefusedError(words.OTHER_SPECIAL.fill())
    aws = bench.estate.reading(account, ask.region, runbook.about.reads)
    there = entering.there(bench, ask, runbook, aws)
    return runbook(aws, there), runbook.inputs.model_validate(dict(ask.inputs))


def observe(bench: Workbench, execution: Execution) -> dict[str, Any]:
    """Return the target's state as it is kept and compared. Blocks."""
    bound, inputs = bind(bench, execution)
    state: dict[str, Any] = bound.observe(inputs).model_dump(mode="json")
    return state


async def ask_aws(
    bench: Workbench, execution: Execution, work: Callable[[], T], *, is_last_try: bool
) -> T:
    """Do the work on a thread. Raises RefusedError for what will not pass.

    What may pass rises as it is, to be tried again, unless this was the last try.
    """
    try:
        return await bench.threads.run(work)
    except RefusedError:
        raise
    except Exception as error:
        account = _name(bench, execution.ask.account)
        refusal = _refusal(error, account, is_last_try=is_last_try)
        if refusal is None:
            raise
        if refusal.says.text is words.LOOK_BROKE_DOWN:
            log.exception("looking at the target of %s broke down", execution.id)
        raise refusal from error


def _refusal(error: Exception, account: str, *, is_last_try: bool) -> RefusedError | None:
    """Return what to say of it, or None for what is worth another try."""
    if isinstance(error, DoesNotExistError):
        return RefusedError(error.says, Outcome.DOES_NOT_EXIST)
    if isinstance(error, UnsupportedError):
        return RefusedError(error.says, Outcome.UNSUPPORTED)
    if isinstance(error, ForbiddenCallError):
        return RefusedError(error.says)
    if isinstance(error, BrokenError):
        return RefusedError(words.ROLE_FAILED.fill(account=account, why=str(error)))
    if not isinstance(error, ClientError | BotoCoreError):
        return RefusedError(words.LOOK_BROKE_DOWN.fill()) if is_last_try else None
    if is_last_try or not awsfaults.may_pass(error):
        code = awsfaults.code_of(error)
        return RefusedError(words.READ_FAILED.fill(code=code, account=account))
    return None


def _name(bench: Workbench, account: str) -> str:
    known = bench.policy.accounts.get(account)
    return known.name if known else account
