"""What the bot reads and writes all day, each a small work on a store that is small or large."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import runbooks
from benchmarks.bots import CHANNEL
from benchmarks.events import events
from benchmarks.grown_day import ANN, LEASE, POLICY, Day, Lived, message
from benchmarks.grown_store import end_of, renamed
from bot.daily.gathering import Gathering
from bot.domain.cards import Look
from bot.domain.finding import Finding, Severity
from bot.domain.ids import Prefix, spell
from bot.domain.message import Message
from bot.domain.posting import Due, Sheet
from bot.domain.tying import ties
from bot.durable.bell import LocalBell
from bot.durable.schedule import Job
from bot.intake.formats.sources import read
from bot.jobs import jobs
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.questions.checks.catalogue import TITLES
from bot.response.bench import offering
from bot.response.incidents.incidents import IncidentDesk
from bot.response.incidents.noise import NoiseDesk
from bot.response.planning.asking import can_undo
from bot.triage.sorting import sort
from bot.triage.tying import WINDOW
from handlers.slack.notifier import render
from handlers.slack.sheets import Sources, gather
from runbooks.kit import catalog

COMMIT = 32
FRESH_SEED = 1000
PACE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is measured: `do`, with what `prepare` has made unmeasured."""

    do: Callable[[Any], Awaitable[object]]
    prepare: Callable[[], Any] = object


@dataclass
class Grown:
    """A store, how many days it holds, and the desks that work on it.

    `carded` are the numbers of a day's findings that have an incident.
    """

    store: Store
    days: int
    lived: Lived
    incidents_a_day: int
    carded: Sequence[int]
    clock: Day = field(init=False)
    dice: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - the same load each time
    _sent: int = 0

    def __post_init__(self) -> None:
        """Begin a little after the newest day."""
        self.clock = Day(self.lived.ended + PACE)
        bell = LocalBell()
        self.incidents = IncidentDesk(self.store, bell, self.clock, policy=POLICY)
        self.noise = NoiseDesk(self.store, self.clock, policy=POLICY)
        self.gathering = Gathering(self.store, self.clock, POLICY, can_undo, TITLES)
        catalogue = catalog.load(runbooks)
        self.sources = Sources(
            offers=lambda case: offering.offers(case, catalogue, POLICY),
            title=lambda name: catalogue[name].about.title,
            policy=lambda: POLICY,
            now=self.clock.now,
        )

    def incident(self) -> int:
        """Return the number of any of the incidents."""
        return self.dice.randint(1, self.days * self.incidents_a_day)

    def finding(self) -> int:
        """Return the number of any of the findings that have an incident."""
        day = self.dice.randrange(self.days)
        return day * len(self.lived.bodies) + self.dice.choice(self.carded)

    def known(self) -> Finding:
        """Return any of the findings that are kept, as it came."""
        body = self.dice.choice(self.lived.bodies)
        day = self.dice.randrange(self.days)
        name = end_of(read(body).findings[0].key)
        moved = renamed(body, name, -1 if day == self.days - 1 else day)
        return read(moved).findings[0]

    def arriving(self) -> list[Finding]:
        """Return what comes a minute later: half of it known, half of it new, alike for all stores."""
        self.clock.at += PACE
        self._sent += 1
        half = COMMIT // 2
        made = events(half, seed=FRESH_SEED + self._sent)
        fresh = [read(message(event, self.clock.at).body).findings[0] for event in made]
        return [*fresh, *(self.known() for _ in range(half))]


def acts(grown: Grown) -> dict[str, Act]:
    """Return what is measured, by its name."""
    store, noise, picture = grown.store, grown.noise.noise, grown.gathering.picture
    return {
        "commit of 32": Act(partial(_commit, grown), grown.arriving),
        "intake of 32": Act(partial(_take_in, grown), partial(_messages, grown)),
        **_lists(grown),
        **_lookups(grown),
        "status counts": Act(lambda _: store.read(partial(_counts, grown=grown))),
        "status sheet": Act(lambda _: picture()),
        "noise": Act(lambda _: noise(ANN)),
        "metrics": Act(lambda _: store.read(_metrics)),
        "next message": Act(lambda _: store.write(partial(_lease, grown=grown))),
        "next run": Act(lambda _: store.write(_next_run)),
        "runs given back": Act(lambda _: store.write(_give_back)),
    }


def _lists(grown: Grown) -> dict[str, Act]:
    every = Severity.INFORMATIONAL
    wishes = {
        "": (every, None),
        " sev>=high": (Severity.HIGH, None),
        " owner=me": (every, ANN.slack_id),
        " owner=none": (every, ""),
    }
    return {
        "top 20": Act(lambda _: grown.store.read(_top)),
        **{
            f"/sec list{typed}": Act(partial(_list, grown, floor, owner))
            for typed, (floor, owner) in wishes.items()
        },
    }


async def _list(grown: Grown, floor: Severity, owner: str | None, _: object) -> None:
    await grown.incidents.listed(ANN, floor=floor, owner=owner, page=1)


def _lookups(grown: Grown) -> dict[str, Act]:
    audit, store = grown.incidents.audit, grown.store
    return {
        "look-up by incident id": Act(partial(_drawn, grown, Sheet.ALERT), grown.incident),
        "look-up by finding id": Act(partial(_drawn_of_finding, grown), grown.finding),
        "timeline": Act(partial(_drawn, grown, Sheet.TIMELINE), grown.incident),
        "look-up by key": Act(
            lambda one: store.read(lambda unit: unit.findings.known([one.key])), grown.known
        ),
        "look-up of what joins": Act(partial(_tied, grown), grown.known),
        "what is posted of an incident": Act(
            lambda one: store.read(lambda unit: unit.outbox.about(one)), grown.incident
        ),
        "audit of an incident": Act(
            lambda one: audit(ANN, prefix=Prefix.INCIDENT, number=one, actor=""), grown.incident
        ),
        "audit of a person": Act(lambda _: audit(ANN, prefix=None, number=0, actor=ANN.slack_id)),
    }


def scheduled(grown: Grown) -> dict[str, Act]:
    """Return the jobs of the schedule, each as its slot would do it."""
    return {
        f"job {job.name}": Act(partial(_work_off, grown, job))
        for job in jobs(POLICY, CHANNEL, grown.clock)
    }


async def _commit(grown: Grown, findings: Sequence[Finding]) -> None:
    """Do the reader's transaction; parsing is no part of it."""
    await grown.store.write(partial(_file, findings=findings, grown=grown))


async def _take_in(grown: Grown, messages: Sequence[Message]) -> None:
    await grown.store.write(lambda unit: unit.inbox.add(messages))


def _messages(grown: Grown) -> list[Message]:
    return [message(each, grown.clock.at) for each in grown.lived.bodies[:COMMIT]]


def _file(unit: Unit, findings: Sequence[Finding], grown: Grown) -> None:
    sort(unit, findings, CHANNEL, grown.clock.at, policy=POLICY)


def _top(unit: Unit) -> object:
    return unit.incidents.listed(floor=Severity.INFORMATIONAL, owner=None, limit=20, offset=0)


async def _tied(grown: Grown, one: Finding) -> object:
    named = ties(one, POLICY)
    since = grown.clock.at - WINDOW
    return await grown.store.read(lambda unit: unit.observables.seen(named, since))


def _counts(unit: Unit, grown: Grown) -> object:
    since = grown.clock.at - timedelta(days=1)
    return (
        unit.incidents.count_open(),
        unit.incidents.opened_since(since),
        unit.incidents.without_card(),
        unit.inbox.unreadable(since, grown.clock.at, 0),
        unit.runs.dead(since),
    )


def _metrics(unit: Unit) -> object:
    return (unit.outbox.depth(), unit.incidents.count_open(), unit.coverage.last_heard())


def _lease(unit: Unit, grown: Grown) -> object:
    unit.outbox.lease(grown.clock.at, 5, LEASE)
    return unit.outbox.next_at()


def _next_run(unit: Unit) -> None:
    unit.runs.due("measured", 5, LEASE)


def _give_back(unit: Unit) -> None:
    unit.runs.give_back("measured")


async def _drawn_of_finding(grown: Grown, finding: int) -> None:
    number = await grown.incidents.incident_of(finding)
    if number is None:
        raise LookupError(finding)
    await _drawn(grown, Sheet.ALERT, number)


async def _drawn(grown: Grown, sheet: Sheet, incident: int) -> None:
    subject = spell(Prefix.INCIDENT, incident)
    due = Due(
        number=1,
        destination=CHANNEL,
        sheet=sheet,
        subject=subject,
        under="",
        under_ts="",
        wanted=1,
        ts="",
        nonce="",
        attempts=1,
        uncertain=False,
        fence=1,
        wanted_at=grown.clock.at,
    )
    card = await grown.store.read(lambda unit: gather(unit, due, grown.sources))
    if card is None:
        raise LookupError(subject)
    render(card, Look())


async def _work_off(grown: Grown, job: Job, _: object) -> None:
    slot = grown.clock.at
    await grown.store.write(lambda unit: job.work(unit, slot))
