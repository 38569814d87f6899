"""Every call that reached the simulated AWS: the witness of what was done, by whom, and how it went."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from practice.aws.call import Caller

KEPT = 20_000


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call; `service` is boto3's name, `action` IAM's, `error` AWS's code or empty.

    `parameters` are the request's in the API's shapes, without the bodies of objects. `resources`
    are the ARNs that IAM would weigh, where they can be told. `given_key` is the access key that
    STS has given out by it.
    """

    time: datetime
    account: str
    region: str
    service: str
    operation: str
    action: str
    parameters: Mapping[str, Any]
    resources: tuple[str, ...]
    access_key: str
    who: Caller
    error: str
    request_id: str
    event_id: str
    source_address: str
    user_agent: str
    given_key: str = ""

    @property
    def caller(self) -> str:
        """Return the ARN of the user or of the role's session; nothing for a stranger."""
        return self.who.arn

    @property
    def session(self) -> str:
        """Return the role's session name, or nothing for a user."""
        return self.who.session.name if self.who.session else ""

    @property
    def entered(self) -> str:
        """Return the account whose role it has entered, or nothing: that account is told of it.

        https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
        """
        if (self.service, self.operation) != ("sts", "AssumeRole") or self.error:
            return ""
        return str(self.parameters["RoleArn"]).split(":")[4]

    @property
    def source_identity(self) -> str:
        """Return the source identity that the session carries, or nothing."""
        return self.who.session.source_identity if self.who.session else ""


class Record:
    """The calls in the order in which they came, the oldest forgotten beyond `KEPT`.

    Each account's are kept on their own too: who looks up one account's reads no other's.
    """

    def __init__(self) -> None:
        """Begin with nothing recorded."""
        self._calls: deque[CallRecord] = deque()
        self._by_account: defaultdict[str, deque[CallRecord]] = defaultdict(deque)
        self._entering: defaultdict[str, deque[CallRecord]] = defaultdict(deque)
        self._made = 0
        self._lock = threading.Lock()

    def add(self, call: CallRecord) -> None:
        """Write one call down."""
        with self._lock:
            self._calls.append(call)
            self._by_account[call.account].append(call)
            if call.entered not in ("", call.account):
                self._entering[call.entered].append(call)
            self._made += 1
            if len(self._calls) > KEPT:
                self._forget_oldest()

    def _forget_oldest(self) -> None:
        """Forget the oldest call of all, which is the oldest of its account too."""
        oldest = self._calls.popleft()
        for held, account in ((self._by_account, oldest.account), (self._entering, oldest.entered)):
            own = held.get(account)
            if own and own[0] is oldest:
                own.popleft()
                if not own:
                    del held[account]

    def trail(self, account: str) -> tuple[CallRecord, ...]:
        """Return what an account's trail tells, oldest first: its calls, and who entered its roles."""
        with self._lock:
            own = tuple(self._by_account.get(account, ()))
            entering = tuple(self._entering.get(account, ()))
        return tuple(merge(own, entering, key=lambda one: one.time)) if entering else own

    @property
    def made(self) -> int:
        """Return how many calls came so far, the forgotten ones too."""
        with self._lock:
            return self._made

    def calls(
        self, account: str | None = None, *, since: int | None = None
    ) -> tuple[CallRecord, ...]:
        """Return the calls, oldest first, of one account or of all.

        `since` is a number that `made` has returned: only later calls are meant. ValueError: some
        of those are forgotten, so what would be returned would pass for all of them.
        """
        with self._lock:
            if since is None:
                return tuple(self._calls if account is None else self._by_account.get(account, ()))
            later = self._made - since
            kept = len(self._calls)
            newest = list(islice(reversed(self._calls), later))
        if later > kept:
            message = f"of {later} calls since then only {kept} are kept"
            raise ValueError(message)
        newest.reverse()
        return tuple(call for call in newest if account is None or call.account == account)
