"""Receives from an SQS queue under secbot's own credentials."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from bot.aws.sessions import Sessions
from bot.domain.queueing import QueueLook
from bot.ports.queue import Queued, QueueError
from bot.ports.threads import Threads

AT_ONCE = 10
"""The most that SQS gives at once, and takes to delete."""
WAIT_SECONDS = 20
ANSWERS_WITHIN = 30.0
"""Seconds: longer than the wait, else each empty one would be an error."""
HOST = re.compile(r"https://sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/.*")
OWN = ("Policy", "MessageRetentionPeriod", "QueueArn", "RedrivePolicy")
DEPTH = "ApproximateNumberOfMessages"

T = TypeVar("T")


class SqsQueue:
    """Fulfils the queue port for one queue.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
    """

    def __init__(
        self, sessions: Sessions, threads: Threads, url: str, *, wait_seconds: int = WAIT_SECONDS
    ) -> None:
        """Make the calls on these threads, each of which may wait so long."""
        self._sessions = sessions
        self._threads = threads
        self._url = url
        self._wait = wait_seconds

    async def receive(self) -> Sequence[Queued]:
        return await self._run(self._receive)

    async def delete(self, receipts: Sequence[str]) -> None:
        await self._run(lambda sqs: self._delete(sqs, receipts))

    async def look(self) -> QueueLook:
        return await self._run(lambda sqs: look_at(sqs, self._url))

    async def _run(self, work: Callable[[Any], T]) -> T:
        return await self._threads.run(lambda: self._call(work))

    def _call(self, work: Callable[[Any], T]) -> T:
        region = region_of(self._url)
        try:
            client: Any = self._sessions.home("sqs", region, answers_within=ANSWERS_WITHIN)
            with closing(client) as sqs:
                return work(sqs)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            raise QueueError(code) from error
        except BotoCoreError as error:
            raise QueueError(type(error).__name__) from error

    def _receive(self, sqs: Any) -> Sequence[Queued]:
        answer = sqs.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=AT_ONCE,
            WaitTimeSeconds=self._wait,
            MessageSystemAttributeNames=["SentTimestamp"],
        )
        return [_queued(one) for one in answer.get("Messages", [])]

    def _delete(self, sqs: Any, receipts: Sequence[str]) -> None:
        entries = [
            {"Id": str(number), "ReceiptHandle": each} for number, each in enumerate(receipts)
        ]
        for start in range(0, len(entries), AT_ONCE):
            sqs.delete_message_batch(QueueUrl=self._url, Entries=entries[start : start + AT_ONCE])


def region_of(url: str) -> str:
    """Return the Region of a queue's address, empty for one that is not AWS's own."""
    found = HOST.fullmatch(url)
    return found[1] if found else ""


def look_at(sqs: Any, url: str) -> QueueLook:
    """Return how a queue and its dead letters stand. Blocks; lets botocore's errors rise."""
    told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(OWN))["Attributes"]
    target = str(json.loads(told.get("RedrivePolicy") or "{}").get("deadLetterTargetArn", ""))
    return QueueLook(
        arn=told["QueueArn"],
        policy=told.get("Policy", ""),
        kept_for=timedelta(seconds=int(told["MessageRetentionPeriod"])),
        dead_letters=target,
        dead=_depth(sqs, target) if target else None,
    )


def _depth(sqs: Any, arn: str) -> int | None:
    """Return how many messages lie in a queue, or None where AWS does not tell."""
    *_, account, name = arn.split(":")
    try:
        url = sqs.get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"]
        told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[DEPTH])
    except ClientError:
        return None
    return int(told["Attributes"][DEPTH])


def _queued(message: Any) -> Queued:
    sent = int(message.get("Attributes", {}).get("SentTimestamp", "0"))
    return Queued(
        message_id=message["MessageId"],
        receipt=message["ReceiptHandle"],
        sent_at=datetime.fromtimestamp(sent / 1000, UTC),
        body=message["Body"],
    )
