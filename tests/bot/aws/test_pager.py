"""Pages reach whoever is subscribed to the topic, and what AWS refuses is told."""

from __future__ import annotations

import asyncio

import pytest

from bot.aws.pager import SnsPager
from bot.aws.sessions import Keys, Sessions
from bot.aws.threads import AwsThreads
from bot.ports.pager import PagerError
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import HOME, home_sessions
from tests.practice.aws.asking import until
from tests.practice.aws.endpoint import an_endpoint

REGION = "ap-northeast-1"


async def test_a_page_is_published_in_the_topics_own_region(aws: SimulatedAws) -> None:
    threads = AwsThreads("pager", 1)
    sns = aws.client("sns", HOME, REGION)
    topic = sns.create_topic(Name="pages-of-a-test")["TopicArn"]
    with home_sessions(aws) as sessions, an_endpoint() as endpoint:
        sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        (asked,) = await asyncio.to_thread(
            until, lambda: endpoint.of_type("SubscriptionConfirmation")
        )
        sns.confirm_subscription(TopicArn=topic, Token=asked["Token"])

        await SnsPager(sessions, threads, topic).page("secbot guard", "somebody is in")
        (came,) = await asyncio.to_thread(until, lambda: endpoint.of_type("Notification"))

        assert (came["Subject"], came["Message"]) == ("secbot guard", "somebody is in")
        with pytest.raises(PagerError, match="NotFound"):
            await SnsPager(sessions, threads, f"{topic}-gone").page("secbot guard", "x")
    await threads.close()


async def test_aws_that_does_not_answer_is_told() -> None:
    threads = AwsThreads("pager", 1)
    sessions = Sessions(Keys("AKIA", "secret"), REGION, "http://127.0.0.1:9")
    topic = f"arn:aws:sns:{REGION}:{HOME}:pages"

    with pytest.raises(PagerError, match="EndpointConnectionError"):
        await SnsPager(sessions, threads, topic).page("secbot guard", "x")
    sessions.close()
    await threads.close()
