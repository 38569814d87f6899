"""The root users of accounts, as GetAccountSummary tells of their credentials.

Moto's have no second factor and no password. A member whose root credentials were removed
centrally has neither password nor keys nor a second factor:
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from moto.iam.models import iam_backends

from practice.aws.call import Answers, Call, Proceed
from practice.aws.callers import PARTITION


@dataclass(frozen=True, slots=True)
class RootUser:
    """What a root user can sign in with; that of a fresh account has a password alone."""

    has_password: bool = True
    has_mfa: bool = False
    has_keys: bool = False


class RootUsers:
    """The root user of every account."""

    def __init__(self) -> None:
        """Begin with every account fresh."""
        self._users: dict[str, RootUser] = {}

    def answers(self) -> Answers:
        """Return the operation that is answered here."""
        return {("iam", "GetAccountSummary"): self.get_account_summary}

    def put(self, account: str, user: RootUser) -> None:
        """Let an account's root user have these credentials."""
        self._users[account] = user

    def get_account_summary(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer with moto's counts, and with what the root user has."""
        user = self._users.get(call.account, RootUser())
        summary = iam_backends[call.account][PARTITION].get_account_summary().summary_map
        own = {
            "AccountMFAEnabled": int(user.has_mfa),
            "AccountPasswordPresent": int(user.has_password),
            "AccountAccessKeysPresent": int(user.has_keys),
        }
        return {"SummaryMap": {**summary, **own}}
