"""AWS's faults told apart: what may pass, and after what AWS may have acted."""

from __future__ import annotations

import pytest
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    ParamValidationError,
    ReadTimeoutError,
)

from bot.ports.estate import NOT_SENT, UNKNOWN
from bot.response.bench import awsfaults


def answered(code: str, status: int = 400) -> ClientError:
    response = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(response, "DoIt")  # type: ignore[arg-type]  # as much of it as matters


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (answered("Throttling"), True),
        (answered("RequestLimitExceeded", 503), True),
        (answered("InternalError", 500), True),
        (answered("SomethingNew", 502), True),
        (answered("AccessDenied", 403), False),
        (answered("NoSuchBucket", 404), False),
        (answered("ExpiredToken", 400), False),
        (ReadTimeoutError(endpoint_url="http://x"), True),
        (EndpointConnectionError(endpoint_url="http://x"), True),
        (ParamValidationError(report="wrong"), False),
    ],
)
def test_throttling_server_faults_and_the_way_there_may_pass(
    error: ClientError | BotoCoreError, *, passes: bool
) -> None:
    assert awsfaults.may_pass(error) is passes


def test_a_fault_is_named_by_its_code_or_by_what_happened() -> None:
    assert awsfaults.code_of(answered("AccessDenied")) == "AccessDenied"
    assert awsfaults.code_of(ReadTimeoutError(endpoint_url="x")) == "ReadTimeoutError"
    assert awsfaults.code_of(ClientError({}, "DoIt")) == UNKNOWN


@pytest.mark.parametrize(
    ("code", "acted"),
    [
        ("", True),
        (UNKNOWN, True),
        ("InternalError", True),
        ("ServiceUnavailable", True),
        ("503", True),
        ("Throttling", False),
        ("AccessDenied", False),
        (NOT_SENT, False),
    ],
)
def test_aws_may_have_acted_unless_it_has_refused_or_never_heard(code: str, *, acted: bool) -> None:
    assert awsfaults.may_have_acted(code) is acted
