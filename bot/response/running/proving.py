"""Reads a target back after a change, again and again until it is proved or patience ends."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from botocore.exceptions import BotoCoreError, ClientError

from bot.domain.execution import Execution, Kind
from bot.domain.words import endings as words
from bot.ports.estate import BrokenError, ForbiddenCallError
from bot.response.bench import awsfaults, reading
from bot.response.bench.reading import RefusedError
from bot.response.bench.workbench import Workbench
from bot.response.keeping.ending import ReadBack
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.text import Said
from runbooks.kit.values import Claim, Proof, State

SPEAKING = (BrokenError, DoesNotExistError, ForbiddenCallError, RefusedError, UnsupportedError)

log = logging.getLogger(__name__)


class Prover:
    """Reads claims under the read role.

    A read that fails proves nothing and never raises: the change was made, whatever breaks now.
    """

    def __init__(self, bench: Workbench) -> None:
        """Work with these."""
        self.bench = bench

    async def prove(self, execution: Execution, pauses: tuple[float, ...]) -> ReadBack:
        """Return the newest claims once all have passed, or after the last pause (in seconds).

        AWS is eventually consistent, so what does not hold yet is looked at again; what takes
        longer than any run, or can be told later only, is not waited for here.
        """
        found = ReadBack()
        for pause in (*pauses, None):
            try:
                found = await self.bench.threads.run(lambda: self._read(execution))
            except Exception as error:
                log.warning("reading back %s failed", execution.id, exc_info=error)
                found = replace(found, why=_why(error))
            if found.asks_again or _holds(found):
                break
            if pause is not None:
                await asyncio.sleep(pause)
        return found

    def _read(self, execution: Execution) -> ReadBack:
        bound, inputs = reading.bind(self.bench, execution)
        if execution.ask.kind is Kind.APPLY and execution.before is not None:
            # The change may have cut what led to the target, as it may for an undo.
            before = bound.state.model_validate(dict(execution.before))
            inputs = bound.found_again(inputs, before)
        state = bound.observe(inputs)
        if execution.ask.kind is Kind.APPLY:
            claims: tuple[Claim, ...] = bound.verify(inputs, state)
        else:
            claims = bound.restored(inputs, self._before(execution, bound.state), state)
        return ReadBack(claims, state.model_dump(mode="json"), told=bound.tells(inputs, state))

    def _before(self, execution: Execution, state: type[State]) -> State:
        """Return what the execution that was undone had found: where its undo leads back to."""
        number = execution.ask.undo_of or 0
        original = self.bench.store.commit(lambda unit: unit.executions.get(number))
        return state.model_validate(dict((original and original.before) or {}))


def _holds(found: ReadBack) -> bool:
    return bool(found.claims) and all(_is_settled(claim) for claim in found.claims)


def _is_settled(claim: Claim) -> bool:
    return claim.proof is Proof.PASSED or claim.is_pending


def _why(error: Exception) -> Said:
    if isinstance(error, SPEAKING):
        return error.says
    if isinstance(error, ClientError | BotoCoreError):
        return words.NOT_READ_BACK.fill(code=awsfaults.code_of(error))
    return words.NOT_READ_BACK.fill(code=type(error).__name__)
