"""The guard: hooks on every client that is given out, which no call gets past."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.client import BaseClient
from botocore.exceptions import (
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ProxyConnectionError,
)
from botocore.model import OperationModel

from bot.aws.actions import action_of
from bot.aws.limiter import TooManyCallsError
from bot.domain.words import entering as words
from bot.ports.estate import NOT_SENT, UNKNOWN, ForbiddenCallError, Journal
from runbooks.kit.steps import fill
from runbooks.kit.values import Made, Power, Step

CERTAINLY_NOT_SENT = (
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ProxyConnectionError,
    TooManyCallsError,
)

_CALL = "secbot"


class ReadingGuard:
    """Lets declared read actions through, and nothing else."""

    def __init__(self, actions: tuple[str, ...]) -> None:
        """Take the IAM actions that were declared."""
        self._actions = frozenset(actions)

    def watch(self, client: BaseClient) -> None:
        """Stand before every call of this client."""
        client.meta.events.register_first("provide-client-params", self._check)

    def _check(self, model: OperationModel, context: Mapping[str, Any], **_: Any) -> None:
        action = _action(model)
        _refuse_to_presign(action, context)
        if action not in self._actions:
            raise ForbiddenCallError(words.NOT_DECLARED.fill(action=action))


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that was let through, on its way: botocore hands its context from hook to hook."""

    step: Step
    action: str
    parameters: dict[str, object]


class ChangingGuard:
    """Lets the running step's call through, to the letter, between its intent and its result.

    The intent is committed before the request leaves; where that fails, no request leaves.
    Whatever comes back is committed before the caller sees it; where no answer comes, the
    result is `Unknown`, or `NotSent` where no request can have left. Clients that change are
    made to try once: what happened to a lost request is found out by observing anew, in the
    next run, so that one intent is at most one request that AWS acts on.
    """

    def __init__(self, journal: Journal) -> None:
        """Write to this journal; no step runs yet."""
        self._journal = journal
        self._running: tuple[Step, dict[str, Made]] | None = None
        self._lock = threading.Lock()

    def run(self, step: Step, made: dict[str, Made]) -> None:
        """Let this step's call through from now on, and no other's."""
        with self._lock:
            self._running = (step, made)

    def running(self) -> tuple[Step, dict[str, Made]]:
        """Return the running step and what earlier ones made. Raises ForbiddenCallError."""
        with self._lock:
            if self._running is None:
                raise ForbiddenCallError(words.NO_STEP.fill())
            return self._running

    def watch(self, client: BaseClient, power: Power) -> None:
        """Stand before and behind every call of this client, which has one of the two powers."""

        def check(
            params: Mapping[str, Any], model: OperationModel, context: dict[str, Any], **_: Any
        ) -> None:
            context[_CALL] = self._permit(params, model, context, power)

        events = client.meta.events
        events.register_first("provide-client-params", check)
        events.register_last("before-call", self._commit_intent)
        events.register_first("after-call", self._commit_result)
        events.register_first("after-call-error", self._commit_silence)

    def _permit(
        self,
        params: Mapping[str, Any],
        model: OperationModel,
        context: Mapping[str, Any],
        power: Power,
    ) -> _Call:
        """Return the call as it may be made. Raises ForbiddenCallError."""
        action = _action(model)
        _refuse_to_presign(action, context)
        step, made = self.running()
        if action != step.action or power is not step.power:
            said = words.OTHER_ACTION.fill(step=step.key, wanted=step.action, action=action)
            raise ForbiddenCallError(said)
        wanted = fill(step, made)
        if _canonical(params) != _canonical(wanted):
            raise ForbiddenCallError(words.OTHER_PARAMETERS.fill(step=step.key, action=action))
        return _Call(step, action, wanted)

    def _commit_intent(self, context: Mapping[str, Any], **_: Any) -> None:
        call: _Call = context[_CALL]
        self._journal.intent(call.step, call.action, call.parameters)

    def _commit_result(
        self, http_response: Any, parsed: Mapping[str, Any], context: Mapping[str, Any], **_: Any
    ) -> None:
        call: _Call = context[_CALL]
        request_id = str(parsed.get("ResponseMetadata", {}).get("RequestId", ""))
        code = ""
        if http_response.status_code >= 300:  # noqa: PLR2004 - as botocore tells an error
            code = str(parsed.get("Error", {}).get("Code") or http_response.status_code)
        self._journal.result(call.step, call.action, request_id, code)

    def _commit_silence(self, exception: Exception, context: Mapping[str, Any], **_: Any) -> None:
        call: _Call = context[_CALL]
        code = NOT_SENT if isinstance(exception, CERTAINLY_NOT_SENT) else UNKNOWN
        self._journal.result(call.step, call.action, "", code)


def _action(model: OperationModel) -> str:
    return action_of(model.service_model.service_name, model.name)


def _refuse_to_presign(action: str, context: Mapping[str, Any]) -> None:
    """Refuse to sign a request that somebody could send later, past every hook."""
    if context.get("is_presign_request"):
        raise ForbiddenCallError(words.NOT_A_CALL.fill(action=action))


def _canonical(parameters: Mapping[str, Any]) -> str:
    """Return JSON in which 1 is not True, and a tuple is a list; what is no JSON equals nothing."""
    return json.dumps(parameters, sort_keys=True, default=lambda thing: f"{type(thing)} {thing!r}")
