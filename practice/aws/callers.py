"""Who is behind an access key; keys that AWS would not take are refused."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.iam.models import AccessKey, iam_backends

from practice.aws.call import Caller, Loan, RefusedError, Session

PARTITION = "aws"
INVALID = "InvalidClientTokenId"
EXPIRED = "ExpiredToken"


class Callers:
    """Knows every access key of every account, and what each session was narrowed to."""

    def __init__(self) -> None:
        """Begin with the keys that IAM holds, and no sessions."""
        self._accounts: dict[str, str] = {}
        self._sessions: dict[str, Session] = {}
        self._loans: dict[str, Loan] = {}
        self._lock = threading.Lock()

    def remember(self, access_key: str, session: Session) -> None:
        """Keep what a session may do, by the key that it signs with."""
        with self._lock:
            self._sessions[access_key] = session

    def lend(self, access_key: str, loan: Loan) -> None:
        """Keep whose a temporary key is that is no role's."""
        with self._lock:
            self._loans[access_key] = loan

    def identify(self, access_key: str) -> Caller:
        """Return the caller; an unknown, inactive or expired key raises RefusedError."""
        if loan := self._loans.get(access_key):
            return _borrower(loan)
        account, key = self._find(access_key)
        session = self._sessions.get(access_key)
        if session is not None:
            return _session_caller(account, session)
        if key.status != "Active" or key.user_name is None:
            raise _invalid_token()
        user = iam_backends[account][PARTITION].get_user(key.user_name)
        return Caller(account, user.arn, user.id, user.name)

    def account_of(self, access_key: str) -> str:
        """Return the account of a key, or moto's own for one that nobody has.

        Moto asks that at each call, and by itself looks through every account.
        """
        loan = self._loans.get(access_key)
        known = loan.account if loan else self._accounts.get(access_key)
        return known or _owner(access_key) or DEFAULT_ACCOUNT_ID

    def _find(self, access_key: str) -> tuple[str, AccessKey]:
        account = self._accounts.get(access_key) or _owner(access_key)
        key = iam_backends[account][PARTITION].access_keys.get(access_key) if account else None
        if account is None or key is None:
            raise _invalid_token()
        with self._lock:
            self._accounts[access_key] = account
        return account, key


def _owner(access_key: str) -> str | None:
    for account, partitions in list(iam_backends.items()):
        if access_key in partitions[PARTITION].access_keys:
            return account
    return None


def _borrower(loan: Loan) -> Caller:
    """Return the user behind a temporary key, whatever became of the key that asked for it."""
    _require_unexpired(loan.expires)
    user = iam_backends[loan.account][PARTITION].users.get(loan.user)
    if user is None:
        raise _invalid_token()
    return Caller(loan.account, user.arn, user.id, user.name, issued=loan.issued)


def _require_unexpired(expires: datetime) -> None:
    if expires <= datetime.now(UTC):
        message = "The security token included in the request is expired"
        raise RefusedError(code=EXPIRED, message=message, status=403)


def _session_caller(account: str, session: Session) -> Caller:
    _require_unexpired(session.expires)
    backend = iam_backends[account][PARTITION]
    role = next((one for one in backend.get_roles() if one.arn == session.role_arn), None)
    if role is None:
        raise _invalid_token()
    arn = f"arn:{PARTITION}:sts::{account}:assumed-role/{role.name}/{session.name}"
    return Caller(account, arn, f"{role.id}:{session.name}", session.name, session)


def _invalid_token() -> RefusedError:
    message = "The security token included in the request is invalid."
    return RefusedError(code=INVALID, message=message, status=403)
