"""The queue that findings may be received from."""

from __future__ import annotations

import json

from bot.deploying.doctor.contract import Result
from tests.bot.deploying.doctor.world import World


def queue(world: World, **attributes: str) -> str:
    """Make a queue with these attributes, and let the bot receive from it."""
    made = world.client("sqs").create_queue(QueueName="secbot-findings", Attributes=attributes)
    url = str(made["QueueUrl"])
    world.environ["SECBOT_SQS_QUEUE_URL"] = url
    world.identify("", queue=url)
    return url


def redrive(world: World) -> str:
    return json.dumps({"deadLetterTargetArn": world.queue, "maxReceiveCount": 5})


async def test_where_there_is_no_queue_nothing_is_told(world: World) -> None:
    assert list(await world.of("queue")) == []


async def test_a_queue_with_empty_dead_letters_is_fine(world: World) -> None:
    url = queue(world, RedrivePolicy=redrive(world))

    (row,) = await world.of("queue")

    assert row.result is Result.PASSED
    assert url in row.says.plain()


async def test_what_was_never_taken_in_is_a_fault_and_no_place_for_it_a_warning(
    world: World,
) -> None:
    url = queue(world)
    (row,) = await world.of("queue")
    assert row.result is Result.WARNING

    sqs = world.client("sqs")
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"RedrivePolicy": redrive(world)})
    name = world.queue.rpartition(":")[2]
    dead = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    sqs.send_message(QueueUrl=dead, MessageBody="lost")
    (row,) = await world.of("queue")
    assert row.result is Result.FAILED
    assert row.mend is not None


async def test_a_queue_that_is_not_there_can_not_be_read(world: World) -> None:
    url = queue(world)
    world.environ["SECBOT_SQS_QUEUE_URL"] = f"{url}-2"

    (row,) = await world.of("queue")

    assert row.result is Result.NOT_AVAILABLE
