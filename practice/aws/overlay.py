"""The WSGI application on the one port: reads each call, asks our parts, else moto, and records it."""

from __future__ import annotations

import io
import re
import socket
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.wrappers import Response

from practice.aws import actions, answering, beneath, faults
from practice.aws.authorization import authorize
from practice.aws.call import ANONYMOUS, Answer, Call, Gate, Proceed, RefusedError
from practice.aws.callers import EXPIRED, INVALID, Callers
from practice.aws.faults import Failing, Fault, Faults
from practice.aws.reading import Scope, boto3_name, protocol_of, read, require_members, scope_of
from practice.aws.record import CallRecord, Record

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WsgiApp = Callable[[Environ, StartResponse], Iterable[bytes]]
BODIES = ("Body", "ZipFile", "Data")
UNKNOWN_CALLER = {
    "ec2": {INVALID: ("AuthFailure", 401), EXPIRED: ("RequestExpired", 400)},
    "s3": {INVALID: ("InvalidAccessKeyId", 403), EXPIRED: ("ExpiredToken", 400)},
    "json": {
        INVALID: ("UnrecognizedClientException", 400),
        EXPIRED: ("ExpiredTokenException", 400),
    },
    "rest-json": {
        INVALID: ("UnrecognizedClientException", 403),
        EXPIRED: ("ExpiredTokenException", 403),
    },
}
GIVEN_KEY = re.compile(rb"<AccessKeyId>(\w+)</AccessKeyId>")
MOTOS_OWN = ("/moto-api", "/latest/")
STRANGERS = Scope(access_key="", region="us-east-1", service="s3")
"""Who signs nothing can only mean S3, where buckets may be open to everybody."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Moto behind AWS's own manners: gates may refuse a call, answers take one from moto."""

    moto: WsgiApp
    callers: Callers
    record: Record
    faults: Faults
    gates: Sequence[Gate]
    answers: Mapping[tuple[str, str], Answer]

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one HTTP request."""
        body = _body(environ)
        whole = {**environ, "CONTENT_LENGTH": str(len(body))}
        whole.pop("HTTP_TRANSFER_ENCODING", None)

        def proceed() -> Response:
            again = {**whole, "wsgi.input": io.BytesIO(body)}
            return Response.from_app(self.moto, again, buffered=True)

        response = self._respond({**whole, "wsgi.input": io.BytesIO(body)}, proceed)
        return response(environ, start_response)

    def _respond(self, environ: Environ, proceed: Proceed) -> Response:
        scope = scope_of(environ) or STRANGERS
        try:
            if environ.get("PATH_INFO", "").startswith(MOTOS_OWN):
                raise _nothing_signed()
            caller = self.callers.identify(scope.access_key) if scope.access_key else ANONYMOUS
            call = read(environ, scope, caller)
            if call is None:
                return proceed()
            if caller is ANONYMOUS and "Bucket" not in call.parameters:
                raise _nothing_signed()
        except RefusedError as error:
            said = error if scope.access_key else _nothing_signed()
            return _refused_unread(environ, scope, said)
        return self._answer(call, environ, proceed)

    def _answer(self, call: Call, environ: Environ, proceed: Proceed) -> Response:
        fault = self.faults.take(call)
        try:
            response = self._apply(call, fault, proceed)
        except RefusedError as error:
            response = answering.refusal(call.service, call.protocol, error)
        response = answering.settle_request_id(call.service, response)
        self.record.add(_recorded(call, response))
        if fault is not None:
            faults.after(fault)
            if fault.failing is Failing.HUNG_UP:
                _hang_up(environ)
        return response

    def _apply(self, call: Call, fault: Fault | None, proceed: Proceed) -> Response:
        if fault is not None:
            faults.before(fault, call)
        if call.caller is not ANONYMOUS:
            authorize(call)
        for gate in self.gates:
            gate(call)
        handler = self.answers.get((call.service, call.operation))
        if handler is None:
            return beneath.ask(call, proceed)
        require_members(call)
        result = handler(call, lambda: beneath.ask(call, proceed))
        return result if isinstance(result, Response) else answering.answer(call, result)


def _body(environ: Environ) -> bytes:
    """Read a request's body, whose length a chunked request does not tell."""
    stream: io.BufferedIOBase = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        return stream.read()
    return stream.read(int(environ.get("CONTENT_LENGTH") or 0))


def _nothing_signed() -> RefusedError:
    message = "Request is missing Authentication Token"
    return RefusedError(code="MissingAuthenticationToken", message=message, status=403)


def _refused_unread(environ: Environ, scope: Scope, error: RefusedError) -> Response:
    """Refuse a caller whom nobody knows, in the words of a service that was not read yet."""
    service = boto3_name(scope, environ.get("PATH_INFO", ""))
    protocol = protocol_of(service)
    family = service if service in UNKNOWN_CALLER else protocol
    words = UNKNOWN_CALLER.get(family, {})
    code, status = words.get(error.code, (error.code, error.status))
    said = RefusedError(code=code, message=error.message, status=status)
    return answering.refusal(service, protocol, said)


def _recorded(call: Call, response: Response) -> CallRecord:
    kept = {name: value for name, value in call.parameters.items() if name not in BODIES}
    return CallRecord(
        time=call.time,
        account=call.account,
        region=call.region,
        service=call.service,
        operation=call.operation,
        action=actions.action(call),
        parameters=kept,
        resources=actions.resources(call) if call.account else (),
        access_key=call.access_key,
        who=call.caller,
        error=answering.error_code(response),
        request_id=answering.request_id(response),
        event_id=str(uuid.uuid4()),
        source_address=call.source_address,
        user_agent=call.user_agent,
        given_key=_given_key(call, response),
    )


def _given_key(call: Call, response: Response) -> str:
    if (call.service, call.operation) != ("sts", "AssumeRole"):
        return ""
    found = GIVEN_KEY.search(response.get_data())
    return found[1].decode() if found else ""


def _hang_up(environ: Environ) -> None:
    """Cut the connection of a call that was applied: the client never learns how it went."""
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    message = "hung up as told"
    raise ConnectionAbortedError(message)
