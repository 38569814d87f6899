from __future__ import annotations

import logging

import pytest
from werkzeug.wrappers import Response

from practice.aws import beneath
from practice.aws.call import RefusedError
from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import a_call, refusal


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("macie2", "list_findings"),
        ("ssm", "describe_instance_information"),
        ("securityhub", "describe_standards"),
    ],
)
def test_what_moto_lacks_is_said_by_name_and_recorded(
    aws: SimulatedAws, account: str, service: str, operation: str
) -> None:
    code = refusal(getattr(aws.client(service, account), operation))

    assert code == "NotImplemented"
    assert [one.error for one in aws.calls(account=account)] == ["NotImplemented"]


def test_what_moto_answers_is_passed_on() -> None:
    response = Response("fine")

    assert beneath.ask(a_call("ec2", "DescribeVpcs"), lambda: response) is response


def test_a_moto_that_breaks_is_an_internal_failure(caplog: pytest.LogCaptureFixture) -> None:
    def breaks() -> Response:
        message = "deep down"
        raise KeyError(message)

    with (
        caplog.at_level(logging.ERROR, logger="practice.aws.beneath"),
        pytest.raises(RefusedError, match="InternalFailure"),
    ):
        beneath.ask(a_call("ec2", "DescribeVpcs"), breaks)
    assert "moto broke at ec2 DescribeVpcs" in caplog.text
