"""A queue of the simulated AWS, received from as production does."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from bot.aws.queue import SqsQueue, region_of
from bot.aws.sessions import Keys, Sessions
from bot.aws.threads import AwsThreads
from bot.ports.queue import QueueError
from practice.aws.server import SimulatedAws

REGION = "eu-west-1"


@pytest.fixture
async def sessions(aws: SimulatedAws, account: str) -> AsyncIterator[Sessions]:
    key = aws.credentials(account)
    made = Sessions(Keys(key.access_key_id, key.secret_access_key), REGION, aws.url)
    yield made
    made.close()


@pytest.fixture
async def threads() -> AsyncIterator[AwsThreads]:
    made = AwsThreads("queue", 1)
    yield made
    await made.close()


async def test_what_is_sent_is_received_until_it_is_deleted_and_the_dead_are_counted(
    aws: SimulatedAws, account: str, sessions: Sessions, threads: AwsThreads
) -> None:
    sqs = aws.client("sqs", account, REGION)
    dead = sqs.create_queue(QueueName="secbot-findings-dead-letters")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]
    redrive = {"deadLetterTargetArn": arn["QueueArn"], "maxReceiveCount": 5}
    made = {
        "VisibilityTimeout": "0",
        "MessageRetentionPeriod": "345600",
        "RedrivePolicy": json.dumps(redrive),
    }
    url = sqs.create_queue(QueueName="secbot-findings", Attributes=made)["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody='{"a": 1}')
    sqs.send_message(QueueUrl=dead, MessageBody="lost")
    queue = SqsQueue(sessions, threads, url, wait_seconds=0)

    (first,) = await queue.receive()
    (again,) = await queue.receive()
    assert (first.message_id, first.body) == (again.message_id, '{"a": 1}')
    assert first.sent_at.year > 2000
    await queue.delete([again.receipt])
    assert list(await queue.receive()) == []

    look = await queue.look()
    assert look.arn.endswith(":secbot-findings")
    assert (look.kept_for.days, look.dead_letters, look.dead) == (4, arn["QueueArn"], 1)


async def test_a_queue_that_is_not_there_is_told_by_awss_code(
    aws: SimulatedAws, account: str, sessions: Sessions, threads: AwsThreads
) -> None:
    queue = SqsQueue(sessions, threads, f"{aws.url}/{account}/nothing", wait_seconds=0)
    with pytest.raises(QueueError, match=r"NonExistentQueue|QueueDoesNotExist"):
        await queue.look()


@pytest.mark.parametrize(
    ("url", "region"),
    [
        ("https://sqs.eu-west-1.amazonaws.com/111122223333/secbot-findings", "eu-west-1"),
        ("https://sqs.cn-north-1.amazonaws.com.cn/111122223333/secbot-findings", "cn-north-1"),
        ("http://127.0.0.1:5000/111122223333/secbot-findings", ""),
        ("https://sqs.eu-west-1.amazonaws.com.evil.example/111122223333/q", ""),
    ],
)
def test_a_queues_region_is_in_its_address_where_that_is_awss_own(url: str, region: str) -> None:
    assert region_of(url) == region
