"""Tells an AWS fault that may pass from one that will not."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError

PASSING = frozenset(
    {
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestLimitExceeded",
        "TooManyRequestsException",
        "SlowDown",
        "InternalError",
        "InternalFailure",
        "ServiceUnavailable",
        "RequestTimeout",
        "500",
        "503",
    }
)
FIRST_SERVER_FAULT = 500


def code_of(error: ClientError | BotoCoreError) -> str:
    """Return AWS's code, or the name of what happened on the way there."""
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", "Unknown"))
    return type(error).__name__


def may_pass(error: ClientError | BotoCoreError) -> bool:
    """Say whether the same call may go well a moment later.

    Throttling and server faults do
    (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html);
    so does whatever happened on the way, since nobody knows whether AWS has acted.
    """
    if isinstance(error, BotoCoreError):
        return True
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status >= FIRST_SERVER_FAULT or code_of(error) in PASSING
