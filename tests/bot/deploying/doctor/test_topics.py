"""Topics and subscriptions: what reaches the bot, and what becomes of what does not."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from tests.bot.deploying.doctor.world import ENDPOINT, REGION, World, subscribe


async def test_a_topic_that_aws_does_not_tell_of_hides_no_other(world: World) -> None:
    world.environ["SECBOT_SNS_TOPICS"] += f",arn:aws:sns:{REGION}:111122223333:elsewhere"

    rows = await world.of("topic")

    assert [row.result for row in rows] == [Result.NOT_AVAILABLE, Result.PASSED]


async def test_what_may_not_be_read_is_not_fine(world: World) -> None:
    world.deny("ListSubscriptionsByTopic")

    (row,) = await world.of("topic")

    assert row.result is Result.NOT_AVAILABLE
    assert row.mend is not None
    assert "ListSubscriptionsByTopic" in row.mend.plain()


async def test_a_queue_that_may_not_be_read_is_not_fine(world: World) -> None:
    world.deny("GetQueueUrl")

    (row,) = await world.of("topic")

    assert row.result is Result.NOT_AVAILABLE


async def test_the_endpoint_is_ours_where_it_is_named(world: World) -> None:
    world.url = ENDPOINT.removesuffix("/sns")

    (row,) = await world.of("topic")

    assert row.result is Result.PASSED


async def test_a_subscription_without_tls_is_a_fault(world: World) -> None:
    sns = world.client("sns")
    sns.unsubscribe(SubscriptionArn=world.subscription)
    subscribe(world.aws, sns, world.topic, "http://127.0.0.1:9/sns")

    rows = await world.of("topic")

    insecure = [row for row in rows if "without TLS" in row.says.plain()]
    assert [row.result for row in insecure] == [Result.FAILED]


async def test_a_certificate_of_ones_own_is_told(world: World) -> None:
    path = world.folder / "topic.pem"
    path.write_text(world.aws.certificate_pem)
    world.environ["SECBOT_SNS_CERTIFICATE"] = f"{world.topic}={path}"

    own, fine = await world.of("topic")

    assert (own.result, fine.result) == (Result.WARNING, Result.PASSED)


async def test_what_never_arrived_is_counted(world: World) -> None:
    sqs = world.client("sqs")
    url = sqs.get_queue_url(QueueName=world.queue.rpartition(":")[2])["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="lost")

    lost, fine = await world.of("topic")

    assert (lost.result, fine.result) == (Result.WARNING, Result.PASSED)
    assert lost.says.plain().startswith("1 message never arrived")
