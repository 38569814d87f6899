"""Posts SNS messages to HTTP endpoints in the background, and tries again as SNS does.

An answer from 200 to 499 is final, a 5xx or none at all is tried again with the same message id
(SNS developer guide, "Message delivery retries"). The waits here are short: AWS's are 20 s.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import urllib3

from practice.aws.sns_messages import NOTIFICATION

DEFAULT_WAITS = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
TIMEOUT_SECONDS = 15.0
SENDERS = 8
KEPT = 1_000
SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one message fared: the statuses in order, 0 where nobody answered."""

    endpoint: str
    message_id: str
    type: str
    statuses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A message that is ready to go."""

    endpoint: str
    message: Mapping[str, Any]
    subscription_arn: str
    raw: bool = False

    @property
    def body(self) -> bytes:
        """Return what is posted: the envelope, or with raw delivery the message alone."""
        text = str(self.message["Message"]) if self.raw else json.dumps(self.message, indent=2)
        return text.encode()

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers that SNS sends ("HTTP/HTTPS headers" in its developer guide)."""
        sent = {
            "x-amz-sns-message-type": str(self.message["Type"]),
            "x-amz-sns-message-id": str(self.message["MessageId"]),
            "x-amz-sns-topic-arn": str(self.message["TopicArn"]),
            "Content-Type": "text/plain; charset=UTF-8",
            "User-Agent": "Amazon Simple Notification Service Agent",
        }
        if self.message["Type"] == NOTIFICATION:
            sent["x-amz-sns-subscription-arn"] = self.subscription_arn
        if self.raw:
            sent["x-amz-sns-rawdelivery"] = "true"
        return sent


class Postman:
    """Delivers posts side by side; a slow or dead endpoint never holds up a publisher."""

    def __init__(self, waits: Sequence[float] = DEFAULT_WAITS) -> None:
        """Take the seconds to wait before each further try."""
        self._waits = tuple(waits)
        self._http = urllib3.PoolManager(retries=False, timeout=TIMEOUT_SECONDS, maxsize=SENDERS)
        self._senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="sns")
        self._lock = threading.Lock()
        self._waiting: set[threading.Timer] = set()
        self._stopped = False
        self._done: deque[Delivery] = deque(maxlen=KEPT)

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Return what was delivered or given up, oldest first."""
        return tuple(self._done)

    def send(self, post: Post) -> None:
        """Take a message to deliver, at once."""
        self._submit(post, ())

    def stop(self) -> None:
        """Give up what has not arrived, and close the connections."""
        with self._lock:
            self._stopped = True
            waiting = tuple(self._waiting)
        for timer in waiting:
            timer.cancel()
        self._senders.shutdown(wait=True, cancel_futures=True)
        self._http.clear()

    def _submit(self, post: Post, statuses: tuple[int, ...]) -> None:
        with self._lock:
            self._waiting = {timer for timer in self._waiting if timer.is_alive()}
            if not self._stopped:
                self._senders.submit(self._deliver, post, statuses)

    def _deliver(self, post: Post, statuses: tuple[int, ...]) -> None:
        tried = (*statuses, self._try(post))
        is_final = 0 < tried[-1] < SERVER_ERROR
        if is_final or not self._comes_later(post, tried):
            sent = post.message
            self._done.append(
                Delivery(post.endpoint, str(sent["MessageId"]), str(sent["Type"]), tried)
            )

    def _comes_later(self, post: Post, tried: tuple[int, ...]) -> bool:
        """Let a message wait for its next try; False where it is given up. No sender waits."""
        if len(tried) > len(self._waits):
            return False
        timer = threading.Timer(self._waits[len(tried) - 1], self._submit, (post, tried))
        timer.daemon = True
        with self._lock:
            if self._stopped:
                return False
            self._waiting.add(timer)
            timer.start()
        return True

    def _try(self, post: Post) -> int:
        try:
            response = self._http.request(
                "POST", post.endpoint, body=post.body, headers=post.headers, redirect=False
            )
        except urllib3.exceptions.HTTPError:
            return 0
        return response.status
