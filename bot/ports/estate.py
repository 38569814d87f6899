"""The AWS accounts that secbot may reach."""

from __future__ import annotations

from typing import Protocol

from bot.domain.execution import Execution
from bot.domain.policy import Account
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said
from runbooks.kit.values import Made, Step

UNKNOWN = "Unknown"
NOT_SENT = "NotSent"
THROTTLING = frozenset(
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "PriorRequestNotComplete",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
"""https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html, and EC2's, S3's."""


class BrokenError(Exception):
    """The account could not be entered; the sentence names the role and AWS's code."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence for people."""
        super().__init__(says.plain())
        self.says = says


class ForbiddenCallError(Exception):
    """A call that was not declared, or is not the running step's; no request has left."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence for people."""
        super().__init__(says.plain())
        self.says = says


class ChangingAws(Aws, Protocol):
    """An account entered with the rights for one plan's steps, and no others."""

    def running(self, step: Step, made: dict[str, Made]) -> None:
        """Say which step runs now: only its action, on its resources, is let through."""
        ...


class Journal(Protocol):
    """What the guard writes down around every changing call; it may refuse the call."""

    def intent(self, step: Step, action: str, parameters: dict[str, object]) -> None:
        """Commit what is about to be called; raise to refuse it (brake pulled, fence lost)."""
        ...

    def result(self, step: Step, action: str, request_id: str, code: str) -> None:
        """Commit how the call went; `code` is AWS's error code, or empty.

        `Unknown` where nobody knows whether AWS has acted (no answer came), `NotSent` where
        no request has left.
        """
        ...


class Estate(Protocol):
    """Enters accounts: to read, or to make one execution's changes."""

    def reading(self, account: Account, region: str, actions: tuple[str, ...]) -> Aws:
        """Enter under the read role; any action that is not named is refused. Blocks."""
        ...

    def changing(
        self,
        account: Account,
        region: str,
        execution: Execution,
        steps: tuple[Step, ...],
        approver: str,
        journal: Journal,
        reads: tuple[str, ...],
    ) -> ChangingAws:
        """Enter under the contain or release role, narrowed to exactly these steps. Blocks.

        Raises BrokenError where the role can't be assumed.
        """
        ...

    def telling(
        self,
        account: Account,
        region: str,
        incident: str,
        steps: tuple[Step, ...],
        by: str,
        journal: Journal,
    ) -> ChangingAws:
        """Enter under the sync role, narrowed to exactly these steps, to tell of an incident. Blocks.

        Raises BrokenError where the role can't be assumed.
        """
        ...
