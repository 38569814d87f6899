"""Tests of the reasons why there is no answer."""

from __future__ import annotations

import logging

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError
from botocore.parsers import ResponseParserError

from bot.ports.estate import BrokenError, ForbiddenCallError
from bot.questions.reasons import reason_of
from runbooks.kit.text import Text

ACCOUNT = "111122223333"
CLOSED = Text("role secbot-read can't be assumed: AccessDenied")
BEYOND = Text("s3:GetBucketAcl was not declared as read, so it was not called")


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "DescribeTags")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (refusal("UnauthorizedOperation"), "DescribeTags denied in 111122223333"),
        (refusal("AccessDenied"), "DescribeTags denied in 111122223333"),
        (refusal("AccessDeniedException"), "DescribeTags denied in 111122223333"),
        (refusal("RequestLimitExceeded"), "AWS throttled DescribeTags in 111122223333"),
        (refusal("EC2ThrottledException"), "AWS throttled DescribeTags in 111122223333"),
        (refusal("500"), "DescribeTags failed in 111122223333: 500"),
        (
            ConnectTimeoutError(endpoint_url="https://ec2"),
            "AWS in 111122223333 gave no answer that can be read: ConnectTimeoutError",
        ),
        (
            ResponseParserError("<html>"),
            "AWS in 111122223333 gave no answer that can be read: ResponseParserError",
        ),
        (TimeoutError(), "no answer within 3 s"),
        (BrokenError(CLOSED.fill()), CLOSED.en),
    ],
)
def test_each_fault_has_its_honest_reason(error: Exception, reason: str) -> None:
    assert reason_of(error, ACCOUNT, 3.0).plain() == reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ForbiddenCallError(BEYOND.fill()), BEYOND.en),
        (KeyError("Reservations"), "an error in secbot: KeyError"),
    ],
)
def test_our_own_faults_are_said_and_logged(
    error: Exception, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        said = reason_of(error, ACCOUNT, 3.0)

    assert said.plain() == reason
    assert len(caplog.records) == 1


def test_a_fault_of_aws_is_not_logged_as_ours(caplog: pytest.LogCaptureFixture) -> None:
    reason_of(refusal("AccessDenied"), ACCOUNT, 3.0)

    assert not caplog.records
