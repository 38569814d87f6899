"""Assumes the roles of accounts, each time with a session policy of what is needed."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.aws.sessions import Keys, Sessions
from bot.domain.guarding import SESSION
from bot.domain.words import entering as words
from bot.ports.clock import Clock
from bot.ports.estate import BrokenError
from runbooks.kit.text import Said

DURATION_SECONDS = 900
"""The shortest that AWS lets a session be."""

MARGIN = timedelta(minutes=2)
"""Keys that expire sooner are not begun with."""

FAILURE_KEPT = timedelta(seconds=5)
"""How long a refusal stands, so that those who waited for it do not all ask again."""

KEPT_SESSIONS = 512
LONGEST_NAME = 64
SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Door:
    """One way into an account: which role, under which name, narrowed to which policy."""

    account: str
    role: str
    partition: str
    external_id: str = field(repr=False)
    session_name: str
    policy: str
    source_identity: str = ""

    @property
    def role_arn(self) -> str:
        """Return the ARN of the role."""
        return f"arn:{self.partition}:iam::{self.account}:role/{self.role.strip('/')}"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of assuming a role, and until when that stands."""

    result: Keys | Said
    until: datetime


@dataclass(slots=True)
class _Kept:
    """The place of a door's outcome; whoever holds the lock may make a new one."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    outcome: _Outcome | None = None


class Roles:
    """Assumes roles under secbot's own credentials; blocks the calling thread."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        """Ask STS in the home Region; nothing is asked before the first role."""
        self._sessions = sessions
        self._clock = clock
        self._sts: Any = None
        self._kept: OrderedDict[Door, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def assume(self, door: Door) -> Keys:
        """Return keys of a session that begins now. Raises BrokenError."""
        try:
            answer = self._client().assume_role(**_request(door))
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            raise BrokenError(_refusal(door, code)) from error
        except BotoCoreError as error:
            raise BrokenError(_refusal(door, type(error).__name__)) from error
        credentials = answer["Credentials"]
        return Keys(
            credentials["AccessKeyId"],
            credentials["SecretAccessKey"],
            credentials["SessionToken"],
            credentials["Expiration"],
        )

    def keep(self, door: Door) -> Keys:
        """Return keys of a session that runs already, or else of a new one. Raises BrokenError.

        Whoever asks while a session is being begun waits for it. A refusal stands for seconds.
        """
        kept = self._place(door)
        with kept.lock:
            now = self._clock.now()
            outcome = kept.outcome
            if outcome is None or now >= outcome.until:
                outcome = kept.outcome = self._try(door, now)
        if isinstance(outcome.result, Said):
            raise BrokenError(outcome.result)
        return outcome.result

    def close(self) -> None:
        """Close the connections to STS."""
        with self._lock:
            if self._sts is not None:
                self._sts.close()
                self._sts = None

    def _try(self, door: Door, now: datetime) -> _Outcome:
        try:
            keys = self.assume(door)
        except BrokenError as error:
            return _Outcome(error.says, now + FAILURE_KEPT)
        return _Outcome(keys, (keys.expires_at or now) - MARGIN)

    def _place(self, door: Door) -> _Kept:
        with self._lock:
            kept = self._kept.setdefault(door, _Kept())
            self._kept.move_to_end(door)
            if len(self._kept) > KEPT_SESSIONS:
                self._kept.popitem(last=False)
            return kept

    def _client(self) -> Any:
        with self._lock:
            if self._sts is None:
                self._sts = self._sessions.home("sts")
            return self._sts


def session_name(execution: str = "read") -> str:
    """Return `secbot-A-19X`: what CloudTrail shows of everything that an execution calls."""
    return _allowed(f"{SESSION}{execution}")


def source_identity(person: str) -> str:
    """Return a person's identity as AWS takes it, or an empty string for one that it can't take.

    CloudTrail shows it with every call, in every session that is begun from this one. What is
    not allowed becomes `-`; the audit trail has the identity to the letter.
    """
    identity = _allowed(person)
    return identity if len(identity) >= SHORTEST_NAME else ""


def _allowed(name: str) -> str:
    r"""Return a name of `[\w+=,.@-]`, at most 64 characters, as AssumeRole takes it.

    https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    """
    return re.sub(r"[^\w+=,.@-]", "-", name, flags=re.ASCII)[:LONGEST_NAME]


def _request(door: Door) -> dict[str, Any]:
    request: dict[str, Any] = {
        "RoleArn": door.role_arn,
        "RoleSessionName": door.session_name,
        "Policy": door.policy,
        "DurationSeconds": DURATION_SECONDS,
    }
    if door.external_id:
        request["ExternalId"] = door.external_id
    if door.source_identity:
        request["SourceIdentity"] = door.source_identity
    return request


def _refusal(door: Door, code: str) -> Said:
    return words.NOT_ASSUMED.fill(role=door.role, account=door.account, code=code)
