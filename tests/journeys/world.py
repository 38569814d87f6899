"""The whole product around one test: the bot as built, a workspace, an AWS estate of its own."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import SecretStr

from bot.app import Bot, build
from bot.aws.sessions import Keys, Sessions
from bot.clock import SystemClock
from bot.domain.execution import Execution
from bot.ports.clock import Clock
from bot.ports.unit import Unit
from bot.settings import Settings
from bot.store.migrate import upgrade
from handlers.http.listeners import Ports
from practice.aws import estate
from practice.aws.estate import Accounts, Estate, Plan
from practice.aws.server import SimulatedAws
from practice.slack.acting import Seen
from practice.slack.messages import Message
from practice.slack.rates import Rates
from practice.slack.server import SlackRange
from tests.stores import sqlite_url

ANN, BOB, RYO, EVE = "U0ANN", "U0BOB", "U0RYO", "U0EVE"
CHANNEL = "C0SEC"
SECRET = "the-range-signs-with-this"
TOKEN = "xoxb-range-token"
PATIENCE = 20.0

T = TypeVar("T")


@dataclass
class World:
    """What a journey walks through; people act in `slack`, AWS stands in `aws`."""

    aws: SimulatedAws
    estate: Estate
    slack: SlackRange
    folder: Path
    settings: Settings
    sessions: Sessions
    clock: Clock
    _bot: Bot | None = None
    _stop: asyncio.Event | None = None
    _task: asyncio.Task[None] | None = None
    _stack: AsyncExitStack | None = None
    ports: Ports | None = None

    @property
    def bot(self) -> Bot:
        """Return the bot that runs."""
        if self._bot is None:
            message = "the bot does not run"
            raise LookupError(message)
        return self._bot

    async def start(self) -> None:
        """Start the bot on this world's database."""
        self._stack = AsyncExitStack()
        self._bot = await self._stack.enter_async_context(
            build(self.settings, clock=self.clock, sessions=self.sessions)
        )
        started: asyncio.Future[Ports] = asyncio.get_running_loop().create_future()
        self._stop = asyncio.Event()
        self._task = asyncio.create_task(self._bot.run(self._stop, started.set_result))
        await asyncio.wait({self._task, started}, return_when=asyncio.FIRST_COMPLETED)
        if self._task.done():
            self._task.result()
        self.ports = started.result()
        self.slack.workspace.bot_url = f"http://127.0.0.1:{self.ports.public}"

    async def stop(self) -> None:
        """Stop the bot as SIGTERM does."""
        if self._stop and self._task and self._stack:
            self._stop.set()
            await self._task
            await self._stack.aclose()
        self._bot = None

    async def subscribe(self) -> None:
        """Let the topic deliver to the bot, which confirms the subscription by itself."""
        assert self.ports is not None
        sns = self.aws.client("sns", self.estate.home, self.estate.region)
        url = f"http://127.0.0.1:{self.ports.public}/sns"
        await asyncio.to_thread(
            sns.subscribe, TopicArn=self.estate.topic_arn, Protocol="http", Endpoint=url
        )
        await eventually(lambda: confirmed(sns, self.estate.topic_arn))

    async def find_threat(self, machine: str = "web-7", **more: Any) -> str:
        """Let GuardDuty find a miner on a machine of the prod account; return the card's ts."""
        finding = miner(self.estate, machine) | more
        return await self.raise_finding(finding)

    async def find_open_bucket(self, bucket: str) -> str:
        """Let GuardDuty find that a bucket was made public; return the card's ts."""
        return await self.raise_finding(public_bucket(bucket))

    async def raise_finding(self, finding: Mapping[str, Any]) -> str:
        """Let GuardDuty find something in the prod account; return the new card's ts."""
        before = {message.ts for message in self.cards()}
        account, region = self.estate.prod.account, self.estate.region
        await asyncio.to_thread(self.aws.raise_finding, account, region, finding)
        await self.until(lambda: {message.ts for message in self.cards()} > before)
        return next(message.ts for message in self.cards() if message.ts not in before)

    def cards(self) -> list[Message]:
        """Return what stands in the channel itself, oldest first."""
        return [
            message
            for message in self.slack.workspace.messages.everything_in(CHANNEL)
            if not message.is_reply and message.only_for is None
        ]

    def thread(self, ts: str) -> list[Message]:
        """Return the replies under a card, oldest first."""
        return [
            message
            for message in self.slack.workspace.messages.everything_in(CHANNEL)
            if message.thread_ts == ts and message.is_reply
        ]

    def card(self, ts: str) -> str:
        """Return all that a message says, as text."""
        message = self.slack.workspace.messages.find(CHANNEL, ts)
        assert message is not None
        return said(message)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of the workspace."""
        await self.slack.workspace.until(holds, PATIENCE)

    async def ask(self, who: str, card: str, runbook: str, reason: str) -> Message:
        """Press a runbook's button, give a reason, and return the approval card."""
        before = {message.ts for message in self.thread(card)}
        seen = await self.slack.acting.click(who, card, f"runbook.ask:{runbook}")
        assert seen.view is not None, seen
        sent = await self.slack.acting.submit(who, {"reason": reason})
        assert not sent.errors, sent.errors
        return await self.new_reply(card, before, "plan.approve")

    async def undo(self, who: str, card: str, progress: Message, reason: str) -> Message:
        """Press Undo..., give a reason, and return the approval card."""
        before = {message.ts for message in self.thread(card)}
        seen = await self.slack.acting.click(who, progress.ts, "execution.undo")
        assert seen.view is not None, seen
        sent = await self.slack.acting.submit(who, {"reason": reason})
        assert not sent.errors, sent.errors
        return await self.new_reply(card, before, "plan.approve")

    async def new_reply(self, card: str, before: set[str], action: str) -> Message:
        """Wait for a reply that was not there and has this control."""

        def found() -> list[Message]:
            return [
                message
                for message in self.thread(card)
                if message.ts not in before and action in controls(message)
            ]

        await self.until(lambda: bool(found()))
        return found()[-1]

    async def approve(self, who: str, approval: Message) -> Seen:
        """Press Approve, having said yes to its dialog."""
        return await self.slack.acting.click(who, approval.ts, "plan.approve")

    async def ended(self, number: int) -> Execution:
        """Wait until an execution has come to an end."""

        async def end() -> Execution | None:
            found = await self.read(lambda unit: unit.executions.get(number))
            return found if found and found.stage.is_end else None

        return await eventually_async(end)

    async def told(self, who: str, text: str) -> Message:
        """Wait for a message that this person alone sees and that says this."""

        def found() -> list[Message]:
            everything = self.slack.workspace.messages.everything_in(CHANNEL)
            return [each for each in everything if each.only_for == who and text in said(each)]

        await self.until(lambda: bool(found()))
        return found()[-1]

    async def read(self, work: Callable[[Unit], T]) -> T:
        """Read the bot's store."""
        return await self.bot.store.read(work)

    async def replies(self, card: str, text: str) -> Message:
        """Wait for a reply under a card that says this, and return it."""

        def found() -> list[Message]:
            return [message for message in self.thread(card) if text in said(message)]

        await self.until(lambda: bool(found()))
        return found()[-1]


@asynccontextmanager
async def a_world(
    aws: SimulatedAws,
    numbers: Iterator[str],
    folder: Path,
    *,
    clock: Clock | None = None,
    rates: Rates | None = None,
    policy: Callable[[Estate], str] | None = None,
) -> AsyncIterator[World]:
    """Yield a world in which the bot runs and its topic delivers to it."""
    accounts = Accounts(*(next(numbers) for _ in range(3)))
    built = await asyncio.to_thread(estate.build, aws, Plan(accounts))
    slack = SlackRange("", SECRET, TOKEN, rates=rates)
    await slack.start()
    key = aws.credentials(built.home)
    sessions = Sessions(Keys(key.access_key_id, key.secret_access_key), built.region, aws.url)
    path = folder / "policy.yaml"
    path.write_text((policy or policy_text)(built), encoding="utf-8")
    await asyncio.to_thread(upgrade, sqlite_url(folder))
    settings = settings_for(aws, built, slack, folder)
    world = World(aws, built, slack, folder, settings, sessions, clock or SystemClock())
    try:
        await world.start()
        await world.subscribe()
        yield world
    finally:
        await world.stop()
        await slack.stop()
        sessions.close()


def settings_for(aws: SimulatedAws, built: Estate, slack: SlackRange, folder: Path) -> Settings:
    """Return the settings that the environment would give."""
    return Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=slack.api_url,
        channel=CHANNEL,
        policy_path=folder / "policy.yaml",
        database_url=SecretStr(sqlite_url(folder)),
        host="127.0.0.1",
        port=0,
        admin_host="127.0.0.1",
        admin_port=0,
        sns_topics=frozenset({built.topic_arn}),
        sns_certificates={built.topic_arn: aws.certificate_pem.encode()},
        log_level="INFO",
        log_format="json",
    )


def policy_text(built: Estate) -> str:
    """Return the policy file of the range for these accounts."""
    accounts: dict[str, object] = {
        "defaults": {"external_id": built.external_id, "act_regions": [built.region]}
    }
    for place in built.places:
        accounts[place.account] = {
            "name": place.name,
            "environment": place.environment,
            "owner": "S0RESPOND",
        }
    policy = {
        "teams": ["T0RANGE"],
        "people": {"email_domain": "example.com"},
        "roles": [
            {"role": "responder", "members": ["S0RESPOND"]},
            {"role": "admin", "members": ["S0APPROVE"]},
        ],
        "accounts": accounts,
    }
    return json.dumps(policy, indent=1)


def miner(built: Estate, machine: str) -> dict[str, Any]:
    """Return GuardDuty's finding of a miner, as EventBridge spells it."""
    instance = built.prod.instances[machine]
    return {
        "id": uuid.uuid4().hex,
        "type": "CryptoCurrency:EC2/BitcoinTool.B!DNS",
        "severity": 8.0,
        "title": f"EC2 instance {instance} is querying a domain name of Bitcoin activity.",
        "description": "The instance asks for a domain that belongs to a mining pool.",
        "resource": {
            "resourceType": "Instance",
            "instanceDetails": {"instanceId": instance},
        },
        "service": {
            "serviceName": "guardduty",
            "count": 1,
            "eventFirstSeen": datetime.now(UTC).isoformat(),
            "eventLastSeen": datetime.now(UTC).isoformat(),
            "action": {
                "actionType": "DNS_REQUEST",
                "dnsRequestAction": {"domain": "pool.minexmr.example"},
            },
        },
    }


def public_bucket(bucket: str) -> dict[str, Any]:
    """Return GuardDuty's finding of a bucket that was made public."""
    return {
        "id": uuid.uuid4().hex,
        "type": "Policy:S3/BucketAnonymousAccessGranted",
        "severity": 8.0,
        "title": f"Anonymous access to the bucket {bucket} was granted.",
        "description": "Anybody may read the bucket.",
        "resource": {
            "resourceType": "S3Bucket",
            "s3BucketDetails": [{"name": bucket, "arn": f"arn:aws:s3:::{bucket}"}],
        },
        "service": {"serviceName": "guardduty", "count": 1},
    }


def said(message: Message) -> str:
    """Return every text of a message, in order, without its markup."""
    return "\n".join([message.content.text, *_texts(message.content.blocks)])


def controls(message: Message) -> dict[str, Any]:
    """Return a message's controls by action id."""
    found: dict[str, Any] = {}
    for block in message.content.blocks:
        for element in block.get("elements", []):
            if "action_id" in element:
                found[element["action_id"]] = element
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        text = value.get("text")
        if isinstance(text, str):
            yield text
        for key, item in value.items():
            if key != "text" or isinstance(item, dict):
                yield from _texts(item)


def confirmed(sns: Any, topic: str) -> bool:
    """Say whether the topic's subscriptions are all confirmed."""
    found = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    arns = [each["SubscriptionArn"] for each in found]
    return (
        bool(arns)
        and all(
            sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"].get(
                "PendingConfirmation", "false"
            )
            == "false"
            for arn in arns
            if arn.startswith("arn:")
        )
        and all(arn.startswith("arn:") for arn in arns)
    )


async def eventually(holds: Callable[[], T], seconds: float = PATIENCE) -> T:
    """Ask again and again, off the loop, until the answer is true."""

    async def ask() -> T | None:
        return await asyncio.to_thread(holds) or None

    return await eventually_async(ask, seconds)


async def eventually_async(ask: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Ask again and again until the answer is true. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while True:
            found = await ask()
            if found:
                return found
            await asyncio.sleep(0.02)
