"""How the tests of the simulated AWS ask it: for a refusal, and until something has happened."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
from botocore.exceptions import ClientError
from moto.core.utils import get_service_model

from practice.aws.call import Call, Caller

DEADLINE_SECONDS = 30.0
STEP_SECONDS = 0.01

Found = TypeVar("Found")


def refusal(call: Callable[..., object], **parameters: object) -> str:
    """Return AWS's code of the error that a call ends in; a call that goes well fails the test."""
    with pytest.raises(ClientError) as raised:
        call(**parameters)
    return raised.value.response["Error"]["Code"]


def until(look: Callable[[], Found | None]) -> Found:
    """Return what is there as soon as it is there."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(STEP_SECONDS)
    pytest.fail("it did not happen")


def allowing(*actions: str, resource: str = "*", **more: Any) -> str:
    """Return a policy document that allows actions on a resource."""
    return document("Allow", *actions, resource=resource, **more)


def document(effect: str, *actions: str, resource: str = "*", **more: Any) -> str:
    """Return a policy document of one statement."""
    statement = {"Effect": effect, "Action": list(actions), "Resource": resource, **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def a_call(service: str, operation: str, account: str = "111122223333", **parameters: Any) -> Call:
    """Return a call in us-east-1 as the reader would read it."""
    model = get_service_model(service)
    return Call(
        service=service,
        operation=operation,
        parameters=parameters,
        region="us-east-1",
        access_key="AKIATEST",
        caller=Caller(account, f"arn:aws:iam::{account}:user/ann", "AIDAANN", "ann"),
        model=model.operation_model(operation),
        protocol=str(model.protocol),
        time=datetime.now(UTC),
        source_address="192.0.2.1",
        user_agent="a test",
    )
