"""A request to the simulated AWS as it was understood, and what may answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto.core.model import OperationModel
from werkzeug.wrappers import Response


@dataclass(frozen=True, slots=True)
class Session:
    """What AssumeRole was asked for, kept by the access key that it gave."""

    role_arn: str
    name: str
    source_identity: str
    policies: tuple[str, ...]
    issued: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class Loan:
    """What GetSessionToken gave to a user, kept by the access key that it gave."""

    account: str
    user: str
    issued: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class Caller:
    """Who signed a request: an IAM user, or the session of a role.

    `issued` is when a user's own temporary keys were lent, None for keys that last.
    """

    account: str
    arn: str
    principal_id: str
    name: str
    session: Session | None = None
    issued: datetime | None = None


ANONYMOUS = Caller(account="", arn="", principal_id="", name="")


@dataclass(frozen=True, slots=True)
class Call:
    """One API call; `service` is boto3's name for it, `parameters` are in the API's shapes."""

    service: str
    operation: str
    parameters: Mapping[str, Any]
    region: str
    access_key: str
    caller: Caller
    model: OperationModel
    protocol: str
    time: datetime
    source_address: str
    user_agent: str

    @property
    def account(self) -> str:
        """Return the twelve digits of the caller's account, or nothing for a stranger."""
        return self.caller.account


class RefusedError(Exception):
    """AWS says no; `code` and `status` are what its API would answer with."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        """Keep what the client is to be told."""
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status


Proceed = Callable[[], Response]
"""Asks moto what it would answer; raises RefusedError for what moto does not know."""

Answer = Callable[[Call, Proceed], Response | dict[str, Any]]
"""Answers one operation, in the API's shapes or with moto's response."""

Answers = Mapping[tuple[str, str], Answer]
"""What a part of the simulated AWS takes from moto, by boto3's service name and the operation."""

Gate = Callable[[Call], None]
"""Raises RefusedError for a call that AWS would not let through."""
