"""Turns AWS's faults at an anchor into one error, which knows whether another try may mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

from bot.ports.anchor import AnchorError
from runbooks.kit.text import Text

PASSING = frozenset(
    {
        "ConditionalRequestConflict",
        "DependencyTimeoutException",
        "KeyUnavailableException",
        "KMSInternalException",
        "LimitExceededException",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
    }
)
"""https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html and S3's PutObject."""
FIRST_SERVER_FAULT = 500


@contextmanager
def told(says: Text, target: str, action: str) -> Iterator[None]:
    """Raise AnchorError with this sentence for whatever AWS or the way there does."""
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "Unknown")
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        said = says.fill(target=target, code=code, action=action)
        may_pass = status >= FIRST_SERVER_FAULT or code in PASSING
        raise AnchorError(said, may_pass=may_pass) from error
    except BotoCoreError as error:
        said = says.fill(target=target, code=type(error).__name__, action=action)
        may_pass = not isinstance(error, ParamValidationError)
        raise AnchorError(said, may_pass=may_pass) from error
