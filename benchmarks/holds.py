"""Holds: an hour of checks of what is contained, in a store of its own, until all are checked."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

import runbooks
from benchmarks.figures import Goal, Report
from benchmarks.held_estate import EXTERNAL_ID, REGION, HeldEstate, Target, held_estate
from benchmarks.scale import Scale
from bot.aws.access import AwsEstate
from bot.aws.limiter import Limiter, Rank
from bot.aws.sessions import Keys, Sessions
from bot.aws.threads import AwsThreads
from bot.domain.cards import Look
from bot.domain.execution import Ask, Kind
from bot.domain.finding import Finding, Producer, Severity
from bot.domain.hold import Grasp, Grip, Hold, first_check, interval
from bot.domain.incident import Incident, Status, Verdict
from bot.domain.policy import Account, Policy
from bot.domain.posting import Due, Sheet
from bot.domain.run import Run, Work
from bot.durable.bell import LocalBell
from bot.ports.confirming import Confirming
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.bench.workbench import Workbench
from bot.response.holding.holding import EVERY_HOLD, Holding
from bot.store.migrate import upgrade
from bot.store.store import open_store
from handlers.slack.notifier import render
from handlers.slack.sheets import Sources, gather
from runbooks.kit import catalog
from runbooks.kit.text import Said

HOLDS = 500
EACH = 25
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
BEGAN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
THREADS = 16
LEASE = timedelta(minutes=10)
ONE_PERCENT = Goal(most=1.0)
EC2_A_SECOND = Goal(most=20)
S3_A_SECOND = Goal(most=100)
WAITING = 200


class Unasked(Confirming):
    """No finding is read again here."""

    async def why_not(self, finding: Finding) -> Said | None:
        return None


@dataclass
class Hour:
    """The clock of the measured hour."""

    at: datetime = BEGAN

    def now(self) -> datetime:
        return self.at


@dataclass
class Spent:
    """What the hour has cost: processor seconds of the checks, and of the cards drawn anew."""

    checks: float = 0.0
    cards: float = 0.0
    drawn: int = 0
    grasp: Grasp = field(default_factory=Grasp)


def measure(scale: Scale, report: Report) -> None:
    """Check every hold once, in go's of a minute each, and print what that cost."""
    accounts = scale.accounts
    count = accounts * EACH
    report.title(f"holds: {count} of them in {accounts} accounts, each checked once an hour")
    logging.disable(logging.CRITICAL)
    with held_estate(accounts, EACH) as aws:
        began = perf_counter()
        spent = asyncio.run(_hour(aws))
        took = perf_counter() - began
        calls, failed = aws.calls()
    logging.disable(logging.NOTSET)
    _tell(report, count, spent, took)
    _limits(report, calls, count)
    report.check("every one of them was checked", holds=spent.grasp.held == count)
    report.check("no call was refused", holds=not failed, detail=f"{failed} were")


def _tell(report: Report, count: int, spent: Spent, took: float) -> None:
    share = HOLDS / count / HOUR.total_seconds() * 100
    report.figure("processor time a check", spent.checks / count * 1000, "ms")
    report.figure("processor time a card drawn anew", spent.cards / spent.drawn * 1000, "ms")
    report.figure(f"a core, for {HOLDS} checks an hour", spent.checks * share, "%", ONE_PERCENT)
    report.figure(
        "with the cards that are drawn anew", (spent.checks + spent.cards) * share, "%", ONE_PERCENT
    )
    report.say(f"  the hour was played in {took:.1f} s")


def _limits(report: Report, calls: Counter[tuple[str, str]], count: int) -> None:
    """Print how near AWS's limits it comes, were all the holds in one account and Region."""
    services: Counter[str] = Counter()
    for (_, operation), many in calls.items():
        services[operation.partition(":")[0]] += many
    for service, goal in (("ec2", EC2_A_SECOND), ("s3", S3_A_SECOND)):
        a_second = services[service] * HOLDS / count / HOUR.total_seconds()
        report.figure(f"{service} calls a second, all in one account", a_second, "calls", goal)


async def _hour(aws: HeldEstate) -> Spent:
    numbers = sorted({target.account for target in aws.targets})
    policy = Policy(
        digest="p1",
        accounts={each: Account(each, each, external_id=EXTERNAL_ID) for each in numbers},
    )
    sessions = Sessions(Keys(*aws.keys), REGION, aws.url)
    clock, threads = Hour(), AwsThreads("questions", THREADS)
    estate = AwsEstate(sessions, Limiter(), clock, Rank.QUESTION)
    catalogue = catalog.load(runbooks)
    sources = Sources(
        offers=lambda _: ((), None),
        title=lambda name: catalogue[name].about.title,
        policy=lambda: policy,
        now=clock.now,
    )
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as folder:
        path = Path(folder) / "secbot.db"
        path.touch(mode=0o600)
        upgrade(f"sqlite:///{path}")
        async with open_store(f"sqlite:///{path}") as store:
            bench = Workbench(
                store, LocalBell(), clock, estate, threads, Unasked(), catalogue, policy, "C0SEC"
            )
            await store.write(lambda unit: _begin(unit, aws.targets))
            try:
                return await _checked(Holding(bench), store, clock, sources, len(aws.targets))
            finally:
                await threads.close()
                estate.close()
                sessions.close()


def _begin(unit: Unit, targets: Sequence[Target]) -> None:
    every = interval(HOLDS)
    for number, target in enumerate(targets, 1):
        (incident,) = unit.incidents.open([_incident(target)])
        unit.findings.add([(_finding(number, target), incident)], _incident(target).opened_at)
        ask = Ask(
            Kind.APPLY, incident, target.runbook, target.account, REGION, target.inputs, "measured"
        )
        execution = unit.executions.ask(
            ask, requester="ann@example.com", requester_name="Ann", at=BEGAN, channel="C0SEC"
        )
        hold = Hold(
            execution=execution,
            incident=incident,
            account=target.account,
            region=REGION,
            runbook=target.runbook,
            target=target.arn,
            state=Grip.UNKNOWN,
            since=BEGAN,
            next_check_at=first_check(number, BEGAN, every) - every / 2,
        )
        unit.holds.begin(hold, [target.arn])


async def _checked(
    holding: Holding, store: Store, clock: Hour, sources: Sources, count: int
) -> Spent:
    """Let the hour pass minute by minute, each with one go, until every hold was checked."""
    spent = Spent()
    for _ in range(WAITING):
        clock.at += MINUTE
        began = process_time()
        run = await store.write(_claimed)
        await holding.run(run)
        await store.write(partial(_finish, run=run))
        spent.checks += process_time() - began
        spent.grasp = await store.read(lambda unit: unit.holds.grasp())
        if spent.grasp.oldest is not None:
            break
    began = process_time()
    for number in range(1, count + 1):
        for sheet, subject in ((Sheet.ALERT, f"I-{number}"), (Sheet.PROGRESS, f"A-{number}")):
            await _draw(store, sheet, subject, sources)
            spent.drawn += 1
    spent.cards = process_time() - began
    return spent


async def _draw(store: Store, sheet: Sheet, subject: str, sources: Sources) -> None:
    due = Due(
        number=1,
        destination="C0SEC",
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
        wanted_at=BEGAN,
    )
    card = await store.read(lambda unit: gather(unit, due, sources))
    if card is not None:
        render(card, Look())


def _claimed(unit: Unit) -> Run:
    unit.runs.start(Work.HOLD, EVERY_HOLD)
    (run,) = unit.runs.due("bench", 9, LEASE)
    return run


def _finish(unit: Unit, run: Run) -> None:
    unit.runs.finish(run)


def _incident(target: Target) -> Incident:
    return Incident(
        number=0,
        status=Status.NEW,
        verdict=Verdict.UNKNOWN,
        severity=Severity.HIGH,
        title="measured",
        account=target.account,
        region=REGION,
        owner="",
        owner_name="",
        opened_at=BEGAN,
        updated_at=BEGAN,
        revision=1,
        channel="C0SEC",
    )


def _finding(number: int, target: Target) -> Finding:
    return Finding(
        key=f"guardduty:{number}",
        native_id=str(number),
        producer=Producer("guardduty", "", verified=True),
        partition="aws",
        account=target.account,
        region=REGION,
        type="Backdoor:EC2/C&CActivity.B!DNS",
        title="measured",
        description="",
        severity=Severity.HIGH,
        score=8.0,
        created_at=BEGAN,
        updated_at=BEGAN,
        first_seen=None,
        last_seen=BEGAN,
        count=1,
        resources=(),
    )
