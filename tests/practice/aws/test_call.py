from __future__ import annotations

from practice.aws.call import RefusedError
from tests.practice.aws.asking import a_call


def test_a_call_is_made_in_its_callers_account() -> None:
    assert a_call("ec2", "DescribeVpcs", "444455556666").account == "444455556666"


def test_a_refusal_tells_code_and_message() -> None:
    error = RefusedError(code="AccessDenied", message="not you", status=403)

    assert (str(error), error.status) == ("AccessDenied: not you", 403)
