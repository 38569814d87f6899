"""An incident with its card held back, what enriches it, and a bell that counts."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.domain.answer import Answer, Subject
from bot.domain.finding import Finding, Producer, Resource, Severity
from bot.domain.incident import Incident, Status, Verdict
from bot.domain.policy import Account
from bot.domain.posting import Due
from bot.domain.run import Run, Work
from bot.ports.bell import Ring
from bot.ports.store import Store
from bot.questions.contract import About, Found, Question
from bot.questions.enriching import Enriching
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text
from tests.bot.aws.estates import REGION
from tests.clocks import FrozenClock

HELD_BACK = timedelta(milliseconds=250)
CHANNEL = "C0PROD"
UNHURRIED = 60.0
"""Seconds: a busy machine is no reason to miss a deadline that a test is not about."""


class Rings:
    """A bell that counts its rings, and lets a test wait for the next."""

    def __init__(self) -> None:
        """Nobody has rung."""
        self.rung: list[Ring] = []
        self._told: asyncio.Queue[Ring] = asyncio.Queue()

    def ring(self, ring: Ring) -> None:
        self.rung.append(ring)
        self._told.put_nowait(ring)

    async def next_ring(self) -> Ring:
        """Return the next ring, or one that nobody has waited for."""
        return await self._told.get()

    async def wait(self, ring: Ring, seconds: float) -> None:
        """Nobody waits here."""


class Told(Question):
    """A question that answers at once, or asks AWS and answers as soon as it is let."""

    def __init__(self, key: str, let: threading.Event | None = None) -> None:
        """Answer with the key itself."""
        self.about = About(key, Text(key), ("ec2:DescribeVpcs",), "here", deadline=UNHURRIED)  # type: ignore[misc]
        self.let = let

    def known(self, subject: Subject, account: Account | None) -> Found | None:
        return None if self.let else Found(self.about.key)

    def ask(self, aws: Aws, subject: Subject) -> Found:
        if self.let:
            self.let.wait()
        return Found(self.about.key)


def unhurried(question: Question) -> Question:
    """Return the same question with all the time in the world."""
    same = copy(question)
    same.about = replace(question.about, deadline=UNHURRIED)  # type: ignore[misc]
    return same


def a_finding(
    account: str, *resources: Resource, severity: Severity = Severity.HIGH, verified: bool = False
) -> Finding:
    return Finding(
        key=f"guardduty:aws:{account}:{REGION}:{severity}",
        native_id="1",
        producer=Producer("guardduty", "", verified=verified),
        partition="aws",
        account=account,
        region=REGION,
        type="Backdoor:EC2/C&CActivity.B!DNS",
        title="An instance talks to a C2 server",
        description="",
        severity=severity,
        score=8.0,
        created_at=None,
        updated_at=None,
        first_seen=None,
        last_seen=None,
        count=1,
        resources=resources,
    )


def an_incident(account: str, *, has_card: bool = True) -> Incident:
    now = datetime.now(UTC)
    return Incident(
        number=0,
        status=Status.NEW,
        verdict=Verdict.UNKNOWN,
        severity=Severity.HIGH,
        title="An instance talks to a C2 server",
        account=account,
        region=REGION,
        owner="",
        owner_name="",
        opened_at=now,
        updated_at=now,
        revision=1,
        channel=CHANNEL,
        has_card=has_card,
    )


@dataclass
class Desk:
    """An incident with its card still held back, and what enriches it."""

    store: Store
    clock: FrozenClock
    bell: Rings
    number: int
    enrich_with: Callable[..., Enriching]

    async def enrich(
        self, *questions: Question, first_seconds: float = UNHURRIED
    ) -> timedelta | None:
        """Run the run, to its end; return after how long it is to be done again, if it is."""
        run = Run(1, Work.ENRICH, self.number, 1, 1)
        return await self.enrich_with(questions, first_seconds)(run)

    async def answers(self) -> dict[str, Answer]:
        """Return what is kept, by question."""
        kept = await self.store.read(lambda unit: unit.incidents.answers(self.number))
        return {answer.question: answer for answer in kept}

    async def revision(self) -> int:
        """Return the incident's revision."""
        incident = await self.store.read(lambda unit: unit.incidents.get(self.number))
        assert incident
        return incident.revision

    async def due(self) -> tuple[Due, ...]:
        """Lease what may go out now, at the moment that the clock stands at."""
        now = self.clock.now()
        return await self.store.write(lambda unit: unit.outbox.lease(now, 10, timedelta(minutes=1)))

    async def sent(self, due: Due) -> None:
        """Say that Slack has the message."""
        now = self.clock.now()
        await self.store.write(lambda unit: unit.outbox.sent(due, "1.1", now))


DeskFor = Callable[..., Awaitable[Desk]]
