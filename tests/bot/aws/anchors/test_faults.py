"""AWS's faults at an anchor: one error, which knows whether another try may mend it."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ParamValidationError

from bot.aws.anchors.faults import told
from bot.domain.words import anchoring as words
from bot.ports.anchor import AnchorError


def client_error(code: str, status: int) -> ClientError:
    answer = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "Sign")  # type: ignore[arg-type]  # what AWS answers, in part


@pytest.mark.parametrize(
    ("error", "code", "may_pass"),
    [
        (client_error("AccessDeniedException", 400), "AccessDeniedException", False),
        (client_error("NotFoundException", 400), "NotFoundException", False),
        (client_error("ThrottlingException", 400), "ThrottlingException", True),
        (client_error("ConditionalRequestConflict", 409), "ConditionalRequestConflict", True),
        (client_error("InternalError", 500), "InternalError", True),
        (ConnectTimeoutError(endpoint_url="x"), "ConnectTimeoutError", True),
        (ParamValidationError(report="x"), "ParamValidationError", False),
    ],
)
def test_each_fault_is_told_with_its_code(error: Exception, code: str, *, may_pass: bool) -> None:
    with pytest.raises(AnchorError) as caught, told(words.NOT_KEPT, "kms:k", "kms:Sign"):
        raise error

    assert str(caught.value) == (
        f"the audit trail could not be anchored at kms:k ({code} at kms:Sign)"
    )
    assert caught.value.may_pass is may_pass


def test_what_is_no_fault_of_aws_goes_through() -> None:
    with pytest.raises(ZeroDivisionError), told(words.NOT_KEPT, "kms:k", "kms:Sign"):
        raise ZeroDivisionError
