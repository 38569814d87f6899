"""STS GetSessionToken: a user's temporary keys, which may do what the user may, then and later.

Permissions are weighed at each request, so that a deny on the user reaches sessions that were
lent before, and a key that is made inactive does not:
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.iam.models import AccessKey, iam_backends
from werkzeug.wrappers import Response

from practice.aws.authorization import denied
from practice.aws.call import Answers, Call, Loan, Proceed
from practice.aws.callers import PARTITION, Callers
from practice.aws.policies import Asked

DEFAULT_SECONDS = 43_200
TEMPORARY = "ASIA"


@dataclass(frozen=True, slots=True)
class GetSessionToken:
    """Answers GetSessionToken, and tells the callers' book whose the new key is."""

    callers: Callers

    def answers(self) -> Answers:
        """Return the operations that are answered here instead of by moto."""
        return {
            ("sts", "GetSessionToken"): self.lend,
            ("sts", "GetCallerIdentity"): who_is_it,
        }

    def lend(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Give a user a session; whoever has temporary keys is refused another."""
        if call.caller.session is not None or call.caller.issued is not None:
            raise denied(call, Asked("sts:GetSessionToken", (), {}), "")
        seconds = int(call.parameters.get("DurationSeconds", DEFAULT_SECONDS))
        issued = datetime.now(UTC)
        key = AccessKey(call.caller.name, TEMPORARY, call.account)  # type: ignore[abstract]  # as moto does
        loan = Loan(call.account, call.caller.name, issued, issued + timedelta(seconds=seconds))
        self.callers.lend(key.access_key_id, loan)
        # Moto finds the account of a call here, and lists the keys of users elsewhere.
        iam_backends[call.account][PARTITION].access_keys[key.access_key_id] = key
        return {
            "Credentials": {
                "AccessKeyId": key.access_key_id,
                "SecretAccessKey": key.secret_access_key,
                "SessionToken": secrets.token_urlsafe(),
                "Expiration": loan.expires,
            }
        }


def who_is_it(call: Call, proceed: Proceed) -> Response | dict[str, Any]:
    """Tell a user with temporary keys who it is; moto knows all others."""
    caller = call.caller
    if caller.issued is None:
        return proceed()
    return {"UserId": caller.principal_id, "Account": caller.account, "Arn": caller.arn}
