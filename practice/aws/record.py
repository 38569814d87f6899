"""Every call that reached the simulated AWS: the witness of what was done, by whom, and how it went."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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
    def source_identity(self) -> str:
        """Return the source identity that the session carries, or nothing."""
        return self.who.session.source_identity if self.who.session else ""


class Record:
    """The calls in the order in which they came, the oldest forgotten beyond `KEPT`."""

    def __init__(self) -> None:
        """Begin with nothing recorded."""
        self._calls: deque[CallRecord] = deque(maxlen=KEPT)
        self._made = 0
        self._lock = threading.Lock()

    def add(self, call: CallRecord) -> None:
        """Write one call down."""
        with self._lock:
            self._calls.append(call)
            self._made += 1

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
            kept = tuple(self._calls)
            made = self._made
        if since is not None:
            if made - since > len(kept):
                message = f"of {made - since} calls since then only {len(kept)} are kept"
                raise ValueError(message)
            kept = kept[len(kept) - (made - since) :]
        return tuple(call for call in kept if account is None or call.account == account)
