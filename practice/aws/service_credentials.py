"""IAM's credentials for one service (CodeCommit, Keyspaces, Bedrock), which moto lacks.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceSpecificCredential.html
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from moto.iam.models import iam_backends

from practice.aws.call import Answers, Call, Proceed, RefusedError
from practice.aws.callers import PARTITION

ID_BYTES = 8
A_SERVICE = 2
"""How many credentials a user may have for one service."""


@dataclass(frozen=True, slots=True)
class Credential:
    """One credential; its password is told once, when it is made."""

    account: str
    user: str
    service: str
    id: str
    made_at: datetime
    status: str = "Active"

    def shown(self) -> dict[str, Any]:
        """Return it as IAM lists it."""
        return {
            "UserName": self.user,
            "Status": self.status,
            "ServiceUserName": f"{self.user}-at-{self.account}",
            "CreateDate": self.made_at,
            "ServiceSpecificCredentialId": self.id,
            "ServiceName": self.service,
        }


@dataclass(slots=True)
class ServiceCredentials:
    """Every user's credentials for single services, oldest first."""

    _held: list[Credential] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("iam", "CreateServiceSpecificCredential"): self.create,
            ("iam", "ListServiceSpecificCredentials"): self.show,
            ("iam", "UpdateServiceSpecificCredential"): self.update,
        }

    def create(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Make a user's credential for a service, at most two a service."""
        user, service = _user(call), str(call.parameters["ServiceName"])
        with self._lock:
            held = [one for one in self._of(call.account, user) if one.service == service]
            if len(held) >= A_SERVICE:
                message = f"Cannot exceed quota for ServiceSpecificCredentialsPerUser: {A_SERVICE}"
                raise RefusedError(code="LimitExceeded", message=message, status=409)
            made = Credential(
                account=call.account,
                user=user,
                service=service,
                id=f"ACCA{secrets.token_hex(ID_BYTES).upper()}",
                made_at=datetime.now(UTC),
            )
            self._held.append(made)
        told = made.shown() | {"ServicePassword": secrets.token_urlsafe()}
        return {"ServiceSpecificCredential": told}

    def show(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """List a user's credentials, of one service where one is named."""
        wanted = call.parameters.get("ServiceName")
        with self._lock:
            held = self._of(call.account, _user(call))
        found = [one.shown() for one in held if wanted in (None, one.service)]
        return {"ServiceSpecificCredentials": found, "IsTruncated": False}

    def update(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Set whether a credential is accepted."""
        user, name = _user(call), str(call.parameters["ServiceSpecificCredentialId"])
        with self._lock:
            for index, one in enumerate(self._held):
                if (one.account, one.user, one.id) == (call.account, user, name):
                    self._held[index] = replace(one, status=str(call.parameters["Status"]))
                    return {}
        raise _missing(name)

    def _of(self, account: str, user: str) -> list[Credential]:
        return [one for one in self._held if (one.account, one.user) == (account, user)]


def _user(call: Call) -> str:
    """Return the user who is asked about: the caller where none is named."""
    name = str(call.parameters.get("UserName") or call.caller.name)
    if name not in iam_backends[call.account][PARTITION].users:
        raise _missing(name)
    return name


def _missing(name: str) -> RefusedError:
    message = f"{name} cannot be found."
    return RefusedError(code="NoSuchEntity", message=message, status=404)
