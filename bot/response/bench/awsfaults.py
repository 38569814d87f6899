"""Tells AWS's faults apart: what may pass, what will not, and after what AWS may have acted."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

from bot.ports.estate import THROTTLING, UNKNOWN

BROKEN = frozenset(
    {
        "InternalError",
        "InternalFailure",
        "InternalServerError",
        "InternalServiceError",
        "RequestTimeout",
        "RequestTimeoutException",
        "ServiceUnavailable",
        "Unavailable",
        *("500", "502", "503", "504"),
    }
)
"""AWS's own faults: a request that met one may have been carried out all the same
(https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html)."""

FIRST_SERVER_FAULT = 500


def code_of(error: ClientError | BotoCoreError) -> str:
    """Return AWS's code, or the name of what happened on the way there."""
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", UNKNOWN))
    return type(error).__name__


def may_pass(error: ClientError | BotoCoreError) -> bool:
    """Say whether the same call may go well a moment later.

    Throttling and server faults do; so does whatever happened on the way, since nobody knows
    whether AWS has acted. A call that botocore itself finds fault with does not.
    """
    if isinstance(error, BotoCoreError):
        return not isinstance(error, ParamValidationError)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status >= FIRST_SERVER_FAULT or code_of(error) in THROTTLING | BROKEN


def may_have_acted(code: str) -> bool:
    """Say whether AWS may have made a change whose call came back with this code, or none."""
    return code in {"", UNKNOWN} or code in BROKEN
