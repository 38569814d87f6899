"""All that stands around the bot in one journey: AWS, a workspace, people, a database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.domain.execution import Execution, Proposal
from bot.domain.incident import Incident
from bot.domain.record import What, Written
from bot.domain.words import reply
from bot.ports.store import Store
from bot.ports.unit import Unit
from practice import disposable
from practice.aws import estate
from practice.aws.estate import Accounts, Estate, Plan
from practice.aws.record import CallRecord
from practice.aws.server import SimulatedAws
from practice.drilling import Command, Drill
from practice.slack.acting import Seen
from practice.slack.messages import Message
from practice.slack.rates import Rates
from practice.slack.server import SlackRange
from practice.spoken import controls
from runbooks.kit.text import Said, Text
from tests.journeys import messages
from tests.journeys.clocks import MovableClock
from tests.journeys.findings import miner, public_bucket
from tests.journeys.policies import PolicyText, usual
from tests.journeys.waiting import PATIENCE, eventually, eventually_off_loop
from tests.stores import a_store

ANN, BOB, RYO, EVE = "U0ANN", "U0BOB", "U0RYO", "U0EVE"
CHANNEL = "C0SEC"
SECRET = "the-range-signs-with-this"
TOKEN = "xoxb-range-token"

T = TypeVar("T")


@dataclass
class Stage:
    """What a journey walks through; people act in `slack`, AWS stands in `aws`.

    `store` is the bot's database, opened apart from the bot. `url` and `admin_url` are where
    the bot listens, empty while there is none.
    """

    aws: SimulatedAws
    estate: Estate
    slack: SlackRange
    folder: Path
    clock: MovableClock
    store: Store
    url: str = ""
    admin_url: str = ""

    @property
    def policy_path(self) -> Path:
        """Return where the policy file is, or would be."""
        return self.folder / "policy.yaml"

    def listens(self, public: int, admin: int) -> None:
        """Let Slack know where the bot listens."""
        self.url, self.admin_url = f"http://127.0.0.1:{public}", f"http://127.0.0.1:{admin}"
        self.slack.workspace.bot_url = self.url

    async def subscribe(self) -> None:
        """Let the topic deliver to the bot, which confirms the subscription by itself."""
        sns = self.aws.client("sns", self.estate.home, self.estate.region)
        topic, url = self.estate.topic_arn, f"{self.url}/sns"
        await asyncio.to_thread(sns.subscribe, TopicArn=topic, Protocol="http", Endpoint=url)
        await eventually_off_loop(lambda: _is_confirmed(sns, topic, url))

    async def find_threat(self, machine: str = "web-7", **more: Any) -> str:
        """Let GuardDuty find a miner on a machine of the prod account; return the card's ts."""
        return await self.raise_finding(miner(self.estate, machine, **more))

    async def find_open_bucket(self) -> str:
        """Let GuardDuty find that a bucket was made public; return the card's ts."""
        return await self.raise_finding(public_bucket(self.bucket))

    @property
    def bucket(self) -> str:
        """Return the bucket of the prod account that may be open to everybody."""
        return self.estate.prod.buckets[-1]

    async def raise_finding(self, finding: Mapping[str, Any]) -> str:
        """Let GuardDuty find something in the prod account; return the new card's ts."""
        before = {message.ts for message in self.cards()}
        await self.find_quietly(finding)
        await self.until(lambda: {message.ts for message in self.cards()} > before)
        return next(message.ts for message in self.cards() if message.ts not in before)

    async def find_quietly(self, finding: Mapping[str, Any]) -> None:
        """Let GuardDuty find something in the prod account, and wait for no card."""
        account, region = self.estate.prod.account, self.estate.region
        await asyncio.to_thread(self.aws.raise_finding, account, region, finding)

    def everything(self) -> list[Message]:
        """Return all messages of the channel, oldest first."""
        return self.slack.workspace.messages.everything_in(CHANNEL)

    def cards(self) -> list[Message]:
        """Return what stands in the channel itself for all to see, oldest first."""
        return [each for each in self.everything() if not each.is_reply and each.only_for is None]

    def thread(self, ts: str) -> list[Message]:
        """Return the replies under a card, oldest first."""
        return [each for each in self.everything() if each.thread_ts == ts and each.is_reply]

    def message(self, ts: str) -> Message:
        """Return a message of the channel."""
        found = self.slack.workspace.messages.find(CHANNEL, ts)
        assert found is not None
        return found

    def card(self, ts: str) -> str:
        """Return all that a message says."""
        return messages.said(self.message(ts))

    async def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until something holds of the workspace; what stands there is told if it never does."""
        try:
            await self.slack.workspace.until(holds, seconds)
        except TimeoutError:
            pytest.fail(f"never came; what stands there:\n{self.transcript()}")

    def transcript(self) -> str:
        """Return everything that can be read in the channel."""
        return "\n".join(
            f"--- {each.ts} under {each.thread_ts} for {each.only_for}\n{messages.said(each)}"
            for each in self.everything()
        )

    async def until_says(self, ts: str, *texts: Text | str) -> str:
        """Wait until a message says all this, and return what it says."""

        def holds() -> bool:
            said = self.card(ts)
            return all(
                messages.has(said, each) if isinstance(each, Text) else each in said
                for each in texts
            )

        await self.until(holds)
        return self.card(ts)

    async def reply_with(self, card: str, action: str, before: frozenset[str]) -> Message:
        """Wait for a reply that was not there before and has this control."""
        return await self._reply(card, before, lambda each: action in controls(each))

    async def reply_that_says(self, card: str, text: Text | str) -> Message:
        """Wait for a reply under a card that says this, and return the newest."""
        says = (
            (lambda each: messages.says(each, text))
            if isinstance(text, Text)
            else (lambda each: text in messages.said(each))
        )
        return await self._reply(card, frozenset(), says)

    async def _reply(
        self, card: str, before: frozenset[str], fits: Callable[[Message], bool]
    ) -> Message:
        def found() -> list[Message]:
            return [each for each in self.thread(card) if each.ts not in before and fits(each)]

        await self.until(lambda: bool(found()))
        return found()[-1]

    async def told(self, who: str, *texts: Text | str) -> Message:
        """Wait for a message that this person alone sees and that says all this."""

        def found() -> list[Message]:
            own = [each for each in self.everything() if each.only_for == who]
            return [each for each in own if all(_says(each, text) for text in texts)]

        await self.until(lambda: bool(found()))
        return found()[-1]

    async def ask(self, who: str, card: str, runbook: str, reason: str = "it mines") -> Message:
        """Press a runbook's button, give a reason, and return the approval card."""
        before = frozenset(message.ts for message in self.thread(card))
        await self.open_modal(who, card, f"runbook.ask:{runbook}")
        await self.submit(who, reason)
        return await self.reply_with(card, "plan.approve", before)

    async def ask_isolation(self, card: str) -> Message:
        """Let Ann ask for the isolation of a card's instance; return the approval card."""
        return await self.ask(ANN, card, "isolate_instance")

    async def ask_undo(self, who: str, card: str, progress: Message) -> Message:
        """Press Undo..., give a reason, and return the approval card."""
        before = frozenset(message.ts for message in self.thread(card))
        await self.open_modal(who, progress.ts, "execution.undo")
        await self.submit(who, "it was a false alarm")
        return await self.reply_with(card, "plan.approve", before)

    async def drill(self, command: Command | None = None) -> None:
        """Have Ann, Bob and Ryo contain something to lose in the prod account and put it back.

        That proves a runbook there: `isolate_instance` with its stop, unless another is given.
        """
        place, region = self.estate.prod, self.estate.region
        if command is None:
            target = await asyncio.to_thread(disposable.machine, self.aws, place, region)
            command = Command("isolate_instance", target, place.account, region, "mode=stop")
        told: list[Said] = []
        is_proved = await Drill(self.slack, command, told.append).run()
        assert is_proved, "\n".join(each.plain() for each in told)

    async def open_modal(self, who: str, ts: str, action: str) -> Seen:
        """Press what opens a modal, once more where the bot asks for that, as a person would."""
        await self.until(lambda: action in controls(self.message(ts)))
        seen = await self.slack.acting.click(who, ts, action)
        if seen.view is None:
            await self.told(who, reply.NO_MODAL)
            seen = await self.slack.acting.click(who, ts, action)
        assert seen.view is not None, seen
        return seen

    async def submit(self, who: str, reason: str) -> None:
        """Send the modal that asks why."""
        sent = await self.slack.acting.submit(who, {"reason": reason})
        assert not sent.errors, sent.errors
        assert not sent.notice, sent.notice

    async def approve(self, who: str, approval: Message) -> Seen:
        """Press Approve, having said yes to its dialog."""
        return await self.slack.acting.click(who, approval.ts, "plan.approve")

    async def type(self, who: str, text: str) -> str:
        """Type a command and return what the bot answers to this person alone."""
        seen = await self.slack.acting.command(who, text)
        assert not seen.notice, seen
        return "\n".join(messages.said(each) for each in seen.messages)

    async def read(self, work: Callable[[Unit], T]) -> T:
        """Read the bot's database."""
        return await self.store.read(work)

    async def execution(self, number: int = 1) -> Execution:
        """Return an execution as it stands."""
        found = await self.read(lambda unit: unit.executions.get(number))
        assert found is not None
        return found

    async def incident(self, number: int = 1) -> Incident:
        """Return an incident as it stands."""
        found = await self.read(lambda unit: unit.incidents.get(number))
        assert found is not None
        return found

    async def proposal(self, number: int = 1, plan: int = 1) -> Proposal:
        """Return a plan of an execution."""
        found = await self.read(lambda unit: unit.executions.proposal(number, plan))
        assert found is not None
        return found

    async def records(self, number: int, *kinds: What) -> tuple[Written, ...]:
        """Return an execution's records, of these kinds or of all."""
        return await self.read(lambda unit: unit.records.of_execution(number, *kinds))

    async def ended(self, number: int = 1) -> Execution:
        """Wait until an execution has come to an end."""
        return await self.reaches(number, lambda found: found.stage.is_end)

    async def reaches(self, number: int, holds: Callable[[Execution], bool]) -> Execution:
        """Wait until something holds of an execution."""

        async def ask() -> Execution | None:
            found = await self.read(lambda unit: unit.executions.get(number))
            return found if found and holds(found) else None

        try:
            return await eventually(ask)
        except TimeoutError:
            found = await self.read(lambda unit: unit.executions.get(number))
            pytest.fail(f"never so: {found}\n{self.transcript()}")

    def changes(self, session: str = "secbot-A-1") -> tuple[CallRecord, ...]:
        """Return the calls that one execution's session made in the prod account, no reads."""
        made = self.aws.calls(account=self.estate.prod.account, session=session)
        reads = ("Describe", "Get", "List")
        return tuple(each for each in made if not each.operation.startswith(reads))

    def groups(self, machine: str = "web-7") -> list[list[str]]:
        """Return the names of the security groups of each interface of a machine; blocks."""
        ec2 = self.aws.client("ec2", self.estate.prod.account, self.estate.region)
        ids = list(self.estate.prod.interfaces[machine])
        found = ec2.describe_network_interfaces(NetworkInterfaceIds=ids)["NetworkInterfaces"]
        by_id = {each["NetworkInterfaceId"]: each["Groups"] for each in found}
        return [sorted(group["GroupName"] for group in by_id[one]) for one in ids]


def _says(message: Message, text: Text | str) -> bool:
    if isinstance(text, Text):
        return messages.says(message, text)
    return text in messages.said(message)


def _is_confirmed(sns: Any, topic: str, url: str) -> bool:
    """Say whether the topic's subscription of this address is confirmed."""
    found = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    arns = [each["SubscriptionArn"] for each in found if each["Endpoint"] == url]
    if not all(arn.startswith("arn:") for arn in arns):
        return False
    attributes = [
        sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"] for arn in arns
    ]
    return bool(arns) and all(each["PendingConfirmation"] == "false" for each in attributes)


@asynccontextmanager
async def a_stage(
    aws: SimulatedAws,
    numbers: Iterator[str],
    folder: Path,
    *,
    policy: PolicyText | None = usual,
    rates: Rates | None = None,
) -> AsyncIterator[Stage]:
    """Yield a stage with accounts of its own, and without a bot."""
    accounts = Accounts(*(next(numbers) for _ in range(3)))
    built = await asyncio.to_thread(estate.build, aws, Plan(accounts))
    slack = SlackRange("", SECRET, TOKEN, rates=rates)
    await slack.start()
    try:
        async with a_store(folder) as store:
            stage = Stage(aws, built, slack, folder, MovableClock(), store)
            if policy is not None:
                stage.policy_path.write_text(policy(built), encoding="utf-8")
            yield stage
    finally:
        aws.faults.clear(built.prod.account)
        await slack.stop()
