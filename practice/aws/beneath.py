"""Asks moto for what we do not answer ourselves, and says plainly what moto does not know."""

from __future__ import annotations

import logging

from moto import backend_index
from werkzeug.wrappers import Response

from practice.aws.call import Call, Proceed, RefusedError

log = logging.getLogger(__name__)


def ask(call: Call, proceed: Proceed) -> Response:
    """Return moto's answer; what it lacks raises RefusedError, with a code that nobody retries."""
    if not _has(call):
        raise _unknown(call)
    try:
        response = proceed()
    except NotImplementedError as error:
        raise _unknown(call) from error
    except Exception as error:
        log.exception("moto broke at %s %s", call.service, call.operation)
        message = "An internal error has occurred"
        raise RefusedError(code="InternalFailure", message=message, status=500) from error
    if response.status_code == 404 and response.mimetype == "text/html" and call.service != "s3":  # noqa: PLR2004  # Flask's page for a path that moto lacks
        raise _unknown(call)
    return response


def _has(call: Call) -> bool:
    signed_as = call.model.service_model.signing_name
    host = f"http://{signed_as}.{call.region}.amazonaws.com"
    if call.service in ("s3", "s3control"):
        return True
    return any(pattern.match(host) for _, pattern in backend_index.backend_url_patterns)


def _unknown(call: Call) -> RefusedError:
    message = f"The simulated AWS does not know {call.service} {call.operation}."
    return RefusedError(code="NotImplemented", message=message, status=501)
