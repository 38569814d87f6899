"""Tests of how a subscription is confirmed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.aws.confirmer import SnsConfirmer
from bot.aws.sessions import Keys, Sessions
from bot.aws.threads import AwsThreads
from bot.ports.confirmer import Confirmer, ConfirmError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import HOME, home_sessions

TOPIC_REGION = "ap-northeast-1"


@pytest.fixture
async def threads() -> AsyncIterator[AwsThreads]:
    threads = AwsThreads("confirm", 1)
    yield threads
    await threads.close()


@pytest.fixture
async def confirmer(aws: SimulatedAws, threads: AwsThreads) -> AsyncIterator[Confirmer]:
    with home_sessions(aws) as sessions:
        yield SnsConfirmer(sessions, threads)


class Endpoint:
    """An HTTP endpoint that keeps what SNS sends to it."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self.came: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._runner: web.AppRunner | None = None

    async def receive(self, request: web.Request) -> web.Response:
        """Keep one message."""
        await self.came.put(json.loads(await request.text()))
        return web.Response()

    async def start(self) -> str:
        """Listen, and return the address."""
        app = web.Application()
        app.router.add_post("/sns", self.receive)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0]
        return f"http://{host}:{port}/sns"

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner:
            await self._runner.cleanup()


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    endpoint = Endpoint()
    yield endpoint
    await endpoint.stop()


@pytest.fixture
def topic(aws: SimulatedAws, account: str) -> str:
    sns = aws.client("sns", HOME, TOPIC_REGION)
    return str(sns.create_topic(Name=f"security-findings-{account}")["TopicArn"])


async def test_a_subscription_is_confirmed_in_the_topic_s_region_and_only_signed_requests_end_it(
    aws: SimulatedAws, confirmer: Confirmer, endpoint: Endpoint, topic: str
) -> None:
    sns = aws.client("sns", HOME, TOPIC_REGION)
    address = await endpoint.start()
    await asyncio.to_thread(sns.subscribe, TopicArn=topic, Protocol="http", Endpoint=address)
    asked = await endpoint.came.get()

    await confirmer.confirm(topic, asked["Token"])

    answer = await asyncio.to_thread(sns.list_subscriptions_by_topic, TopicArn=topic)
    call = next(c for c in aws.calls(account=HOME) if c.parameters.get("Token") == asked["Token"])
    assert answer["Subscriptions"][0]["SubscriptionArn"].startswith(topic)
    assert call.region == TOPIC_REGION
    assert call.parameters["AuthenticateOnUnsubscribe"] == "true"


async def test_a_wrong_token_is_refused_with_aws_s_code(confirmer: Confirmer, topic: str) -> None:
    with pytest.raises(ConfirmError, match="InvalidParameter"):
        await confirmer.confirm(topic, "not-the-token")


async def test_what_is_no_topic_is_refused_without_a_call(confirmer: Confirmer) -> None:
    with pytest.raises(ConfirmError, match="is not the ARN of a topic"):
        await confirmer.confirm("https://example.com/confirm-me", "token")


async def test_a_denial_names_its_code(aws: SimulatedAws, confirmer: Confirmer, topic: str) -> None:
    fault = Fault(Failing.DENIED, HOME, "sns", "ConfirmSubscription", times=1)
    aws.faults.place(fault)

    with pytest.raises(ConfirmError, match=r"AuthorizationError|AccessDenied"):
        await confirmer.confirm(topic, "token")


async def test_an_sns_that_can_t_be_reached_is_named_by_what_happened(
    threads: AwsThreads, topic: str
) -> None:
    sessions = Sessions(Keys("AKIAX", "x"), TOPIC_REGION, "http://127.0.0.1:9")

    with pytest.raises(ConfirmError, match="EndpointConnectionError"):
        await SnsConfirmer(sessions, threads).confirm(topic, "token")
