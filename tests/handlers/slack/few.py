"""A front with a courier, an incident that names a colleague, and all that Slack got of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bot.delivery.courier import Courier
from bot.domain.cards import Look
from bot.domain.finding import Severity
from bot.domain.incident import Incident, Status, Verdict
from bot.domain.posting import Sheet, Wanted
from bot.durable.bell import LocalBell
from bot.ports.unit import Unit
from handlers.slack.notifier import SlackNotifier
from practice.slack.messages import Message
from tests.bot.daily.sheets import gathering_of
from tests.clocks import MORNING
from tests.handlers.slack.front import ANN, BOB, Front, a_front, propose
from tests.handlers.slack.scenes import ACCOUNT, CHANNEL, REGION, a_finding, ask
from tests.journeys.messages import every_text

TOGETHER = "G0ANNBOB"
"""The conversation of Ann, Bob and the bot, as the range spells it."""
WIDER = "G0ANNBOBRYO"
SUBJECT = "carol@example.com"
REASON = "it may be a colleague of ours"
TITLE = "A colleague copies the ledger away"
WITHHELD = (TITLE, "i-0abc1234", SUBJECT, "ledger", REASON, "the beacon is confirmed")
"""What nobody reads outside that conversation, once the incident is for Ann and Bob."""
MOST_ROUNDS = 60


@dataclass
class Few:
    """A front whose messages are brought out when a test says so."""

    front: Front
    courier: Courier

    async def deliver(self) -> None:
        """Bring out whatever waits, at Slack's pace by the test's clock."""
        for _ in range(MOST_ROUNDS):
            if not await self.courier.deliver_once():
                return
            self.front.clock.advance(timedelta(seconds=2))
        raise AssertionError(MOST_ROUNDS)

    async def open(self) -> Message:
        """Open the incident, let Ann's plan wait, and return the card in the channel."""

        def work(unit: Unit) -> None:
            (number,) = unit.incidents.open([_incident()])
            finding = replace(a_finding(number), title=TITLE, principals=(SUBJECT,))
            unit.findings.add([(finding, number)], MORNING)
            plan = propose(unit, ask(unit, number))
            wanted = [
                Wanted(CHANNEL, Sheet.ALERT, "I-1"),
                Wanted(CHANNEL, Sheet.TIMELINE, "I-1", "I-1"),
                Wanted(CHANNEL, Sheet.APPROVAL, plan.id, "I-1"),
                Wanted(CHANNEL, Sheet.STATUS, MORNING.isoformat()),
            ]
            unit.outbox.want(wanted, MORNING)

        await self.front.store.write(work)
        await self.deliver()
        return next(each for each in self.standing(CHANNEL) if not each.is_reply)

    async def restrict(self) -> str:
        """Let Ann restrict it to herself and Bob, and bring out what follows."""
        told = await self.front.type(ANN, f"restrict I-1 <@{BOB}> {REASON}")
        await self.deliver()
        return told

    def standing(self, channel: str) -> list[Message]:
        """Return what stands in a channel, threads included, oldest first."""
        messages = self.front.slack.workspace.messages
        return [each for each in messages.everything_in(channel) if each.only_for is None]

    def read_outside(self) -> str:
        """Return every string that anybody but the named can read, and what Slack was asked."""
        workspace = self.front.slack.workspace
        seen = [
            every_text(each)
            for channel in workspace.channels
            if channel != TOGETHER
            for each in workspace.messages.everything_in(channel)
            if each.only_for not in {ANN, BOB}
        ]
        return "\n".join(seen)

    def asked_outside(self, since: int) -> str:
        """Return the arguments of every call to Slack since then that is not about the named."""
        asked = self.front.slack.workspace.asked[since:]
        return "\n".join(
            json.dumps(each.arguments, default=str)
            for each in asked
            if each.arguments.get("channel") != TOGETHER
        )


def leaks(text: str) -> list[str]:
    """Return what of the withheld stands in a text."""
    return [each for each in WITHHELD if each in text]


def _incident() -> Incident:
    return Incident(
        number=0,
        status=Status.NEW,
        verdict=Verdict.UNKNOWN,
        severity=Severity.HIGH,
        title=TITLE,
        account=ACCOUNT,
        region=REGION,
        owner="",
        owner_name="",
        opened_at=MORNING,
        updated_at=MORNING,
        revision=1,
        channel=CHANNEL,
    )


@asynccontextmanager
async def a_few(folder: Path) -> AsyncIterator[Few]:
    """Yield a front with a courier."""
    async with a_front(folder) as front:
        reception = front.reception
        picture = gathering_of(front.store, front.clock, reception.policy).picture
        notifier = SlackNotifier(
            reception.web, front.store, reception.sources, Look, front.clock, picture
        )
        yield Few(front, Courier(front.store, notifier, front.clock, LocalBell()))
