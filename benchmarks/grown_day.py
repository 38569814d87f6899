"""A day of findings, as it really goes: read, carded, taken and closed, in a store of its own."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.bots import CHANNEL
from benchmarks.events import ACCOUNTS, events
from benchmarks.posts import TOPIC
from bot.domain.answer import Answer
from bot.domain.finding import Severity
from bot.domain.incident import Status, Verdict
from bot.domain.message import Message
from bot.domain.people import Person, Role
from bot.domain.policy import Account, Grant, Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.rota import OnCall
from bot.domain.syncing import Fate, Occasion, Tell, Telling
from bot.durable.bell import LocalBell
from bot.intake.reader import Filing, Reader
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.incidents.incidents import IncidentDesk
from bot.store.migrate import upgrade
from bot.store.store import open_store
from bot.triage.sorting import sort

DAY = timedelta(days=1)
BEGAN = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LEASE = timedelta(minutes=10)
PACE = timedelta(seconds=2)
"""Slack takes a message a second in a channel."""
OPEN_OF_TEN, TAKEN_OF_OPEN = 1, 5
"""One incident of ten is open, and of those one of five has an owner: far more than a team can."""
FALSE_OF_TWENTY = 1
MANY = 500
ANN = Person("U0ANN", "T0OURS", "ann@example.com", "Ann", groups=frozenset({"S0RESPOND"}))
POLICY = Policy(
    digest="measured",
    teams=frozenset({ANN.team}),
    email_domain="example.com",
    grants=(Grant(Role.ADMIN, ANN.groups or frozenset()),),
    accounts={each: Account(each, f"prod-{each[-2:]}", environment="prod") for each in ACCOUNTS},
    on_call=OnCall(escalate_after=timedelta(minutes=15)),
    raw_kept=timedelta(days=90),
)
ANSWERS = (
    ("name", "payments-web-7", "ec2:DescribeInstances"),
    ("owner", "team-17-of-many (tag payments:owner)", "policy"),
    ("exposure", "open to the internet: port 443 to 0.0.0.0/0", "ec2:DescribeSecurityGroups"),
    ("confirmed", "yes", "guardduty:GetFindings"),
)


@dataclass
class Day:
    """The clock of the day that is played."""

    at: datetime = BEGAN

    def now(self) -> datetime:
        """Return the moment."""
        return self.at


class Uncounted:
    """Counts nothing."""

    def received(self, source: str, many: int = 1) -> None:
        """Do nothing."""

    def refused(self, reason: str) -> None:
        """Do nothing."""

    def duplicate(self, many: int) -> None:
        """Do nothing."""

    def intake_seconds(self, seconds: float) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Lived:
    """What a day was made of: its events by turns, and its last moment."""

    bodies: tuple[str, ...] = field(repr=False)
    ended: datetime


def message(event: dict[str, Any] | str, at: datetime) -> Message:
    """Return an event as the inbox keeps it, under a message id of its own."""
    body = event if isinstance(event, str) else json.dumps(event, separators=(",", ":"))
    return Message("sns", TOPIC, str(uuid.uuid4()), at, at, body)


def make(path: Path) -> None:
    """Make an empty database of the newest schema."""
    path.touch(mode=0o600)
    upgrade(f"sqlite:///{path}")


async def live(path: Path, count: int, *, seed: int = 1) -> Lived:
    """Let so many findings come into a database in a day, and be dealt with."""
    made = [json.dumps(each, separators=(",", ":")) for each in events(count, seed=seed)]
    clock, bell = Day(), LocalBell()
    async with open_store(f"sqlite:///{path}") as store:
        await store.write(_know)
        reader = Reader(
            store,
            clock,
            bell,
            Filing(partial(sort, policy=POLICY), lambda *_: 0),
            lambda: 0,
            channel=CHANNEL,
            meter=Uncounted(),
        )
        for body in made:
            clock.at += DAY / count
            arrived = [message(body, clock.at)]
            await store.write(partial(_arrive, messages=arrived))
            await reader.read_once()
        await _deal(store, IncidentDesk(store, bell, clock, policy=POLICY), clock)
        await store.write(partial(_call, now=clock.at))
    return Lived(tuple(made), clock.at)


def _know(unit: Unit) -> None:
    unit.people.know(ANN)


def _arrive(unit: Unit, messages: Sequence[Message]) -> None:
    unit.inbox.add(messages)


async def _deal(store: Store, desk: IncidentDesk, clock: Day) -> None:
    """Answer, post, take and close: what enrichers, the courier and people make of incidents."""
    numbers = await store.write(partial(_finish_runs, now=clock.at))
    await _post(store, clock)
    for place, number in enumerate(numbers):
        is_open = place % 10 < OPEN_OF_TEN
        if not is_open or place // 10 % TAKEN_OF_OPEN == 0:
            await desk.take(ANN, number)
        if not is_open:
            is_false = place % 20 < OPEN_OF_TEN + FALSE_OF_TWENTY
            await store.write(partial(_close, number=number, is_false=is_false, now=clock.at))
    await _post(store, clock)


def _finish_runs(unit: Unit, now: datetime) -> list[int]:
    """Let every run end well; return the incidents that were looked into, with answers now."""
    numbers = []
    while runs := unit.runs.due("measured", MANY, LEASE):
        for run in runs:
            unit.incidents.set_answers(
                run.subject,
                [Answer(name, says, None, source, now) for name, says, source in ANSWERS],
            )
            unit.runs.finish(run)
            numbers.append(run.subject)
    return sorted(numbers)


async def _post(store: Store, clock: Day) -> None:
    """Let everything that is wanted be brought to Slack."""
    while await store.write(partial(_post_some, clock=clock)):
        pass


def _post_some(unit: Unit, clock: Day) -> bool:
    for _ in range(MANY):
        clock.at += PACE
        due = unit.outbox.lease(clock.at, MANY, LEASE)
        if not due:
            return False
        for each in due:
            unit.outbox.sent(each, f"{clock.at.timestamp():.6f}", clock.at)
    return True


def _close(unit: Unit, number: int, now: datetime, *, is_false: bool) -> None:
    """Close an incident as two people do it, and tell that upstream."""
    incident = unit.incidents.get(number)
    if incident is None:
        raise LookupError(number)
    verdict = Verdict.FALSE_POSITIVE if is_false else Verdict.TRUE_POSITIVE
    at = now - MINUTE
    unit.incidents.change(number, Change(status=Status.CLOSED, verdict=verdict), at)
    body = {"reason": "an expected deployment of team 17", "verdict": verdict, "asked_by": "Bob"}
    unit.records.write([Record(What.INCIDENT_CLOSED, at, ANN.identity, number, body=body)])
    unit.outbox.want(
        [
            Wanted(incident.channel, Sheet.ALERT, incident.id),
            Wanted(incident.channel, Sheet.TIMELINE, incident.id, incident.id),
        ],
        at,
    )
    (lead,) = unit.findings.of_incidents([number])[number][:1]
    unit.tellings.want(
        [
            Telling(
                0,
                number,
                lead.key,
                Tell.RESOLVED,
                lead.account,
                lead.region,
                at,
                by=ANN.identity,
                occasion=Occasion.CLOSED,
            )
        ]
    )
    waiting = [each.number for each in unit.tellings.waiting(number)]
    unit.tellings.send(waiting)
    unit.tellings.end(waiting, Fate.DONE, "", at)


def _call(unit: Unit, now: datetime) -> None:
    """Let each open incident that nobody takes have called once."""
    for alone in unit.escalations.due(now, Severity.INFORMATIONAL, MANY):
        unit.escalations.step(alone, now)
