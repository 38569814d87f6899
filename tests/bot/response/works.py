"""The worker's parts on a simulated account, driven by hand: each run when a test says so."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from bot.aws.access import AwsEstate
from bot.aws.sessions import Keys, Sessions
from bot.aws.threads import AwsThreads
from bot.clock import SystemClock
from bot.domain.cards import ApprovalCard
from bot.domain.execution import Ask, Execution, Kind, Outcome, Proposal, Stage
from bot.domain.finding import Finding, Resource
from bot.domain.hold import USUAL, Hold
from bot.domain.people import Person
from bot.domain.policy import Account, Policy
from bot.domain.record import What, Written
from bot.domain.run import Run, Work
from bot.durable.bell import LocalBell
from bot.ports.rendering import Rendered
from bot.ports.store import Haste, Store
from bot.ports.unit import Unit
from bot.response.bench.workbench import Workbench
from bot.response.deciding.deciding import DecisionDesk
from bot.response.deciding.night_watch import NightWatch
from bot.response.drills.drills_chain import DrillChain
from bot.response.holding.holding import EVERY_HOLD, Holding
from bot.response.planning.planning import Planner
from bot.response.running.executing import Executor
from bot.response.running.witnessing import Witness
from bot.response.upstream.settled import SettledBy
from bot.response.upstream.upstream import Upstream
from practice.aws.server import SimulatedAws
from tests.bot.aws.paces import unhurried
from tests.bot.domain.makers import ANN, BOB, NOW, a_policy
from tests.bot.response.office import CHANNEL, a_finding, open_incident
from tests.bot.response.sources import ToldSource
from tests.bot.response.two_buckets import OPEN, RUNBOOKS
from tests.clocks import FrozenClock
from tests.stores import a_store

T = TypeVar("T")

HOME = "999988887777"
REGION = "us-east-1"
EXTERNAL_ID = "external-id-of-the-tests"
ROLES = ("secbot-read", "secbot-contain", "secbot-release", "secbot-sync")
LEASE = timedelta(minutes=5)
CHANGES = "PutPublicAccessBlock"


class DiedError(Exception):
    """The process died here, as far as the disk can tell."""


class DyingStore:
    """A store whose process dies once: just before, or just after, something is written down.

    `at` is the what-th record of this kind, or receipt of an anchor, in the whole table, counted
    from 1.
    """

    def __init__(self, store: Store) -> None:
        """Live, until told when to die."""
        self._store = store
        self._dies: tuple[Callable[[Unit], int], int, bool] | None = None

    def die(self, what: What, at: int = 1, *, before: bool = False) -> None:
        """Die at this record; with `before` the record is lost as well."""
        self._dies = (partial(_count, what=what), at, before)

    def die_at_anchor(self, at: int = 1, *, before: bool = False) -> None:
        """Die at the receipt of this anchor; with `before` the receipt is lost as well."""
        self._dies = (_anchors, at, before)

    async def write(self, work: Callable[[Unit], T], haste: Haste = Haste.USUAL) -> T:
        result, died = await self._store.write(lambda unit: self._outlive(unit, work), haste)
        return self._alive(result, died=died)

    async def read(self, work: Callable[[Unit], T]) -> T:
        return await self._store.read(work)

    def commit(self, work: Callable[[Unit], T]) -> T:
        result, died = self._store.commit(lambda unit: self._outlive(unit, work))
        return self._alive(result, died=died)

    def _outlive(self, unit: Unit, work: Callable[[Unit], T]) -> tuple[T, bool]:
        if self._dies is None:
            return work(unit), False
        count, at, before = self._dies
        earlier = count(unit)
        result = work(unit)
        died = earlier < at <= count(unit)
        if died:
            self._dies = None
        if died and before:
            raise DiedError
        return result, died

    def _alive(self, result: T, *, died: bool) -> T:
        if died:
            raise DiedError
        return result


def _count(unit: Unit, what: What) -> int:
    return sum(record.what is what for record in unit.records.since(0, 10_000))


def _anchors(unit: Unit) -> int:
    return sum(1 for _ in unit.anchors.all())


def _finish(unit: Unit, run: Run, later: timedelta | None) -> bool:
    """End a run, or let it be due at once that would have waited for so long."""
    return unit.runs.finish(run) if later is None else unit.runs.put_off(run, timedelta())


@dataclass
class Works:
    """One account with two open buckets, and the worker between it and a store."""

    aws: SimulatedAws
    account: str
    folder: Path
    store: DyingStore
    clock: FrozenClock
    bench: Workbench
    source: ToldSource
    rendered: list[ApprovalCard] = field(default_factory=list)
    is_cut: bool = False
    counted: list[tuple[str, str]] = field(default_factory=list)
    claimed: list[Run] = field(default_factory=list)
    waits: list[timedelta] = field(default_factory=list)

    @property
    def buckets(self) -> tuple[str, str]:
        """Return the names of the two buckets."""
        return f"first-{self.account}", f"second-{self.account}"

    @property
    def policy(self) -> Policy:
        """Return the policy in force."""
        return self.bench.policy

    def under(self, **changes: Any) -> None:
        """Let another policy, catalogue or store be in force from now on, as after a restart."""
        self.bench = replace(self.bench, **changes)

    def planner(self) -> Planner:
        """Return the planner of this moment."""
        return Planner(self.bench, self._render)

    def executor(self) -> Executor:
        """Return the executor of this moment, which reads back without any pause."""

        def count(runbook: str, outcome: str) -> None:
            self.counted.append((runbook, outcome))

        return Executor(self.bench, count=count, pauses=())

    async def ask(self, runbook: str = "close_two", **changes: Any) -> int:
        """Ask, as Ann, for the two buckets to be closed; return the execution's number."""
        first, second = self.buckets
        values: dict[str, Any] = {
            "kind": Kind.APPLY,
            "incident": None,
            "runbook": runbook,
            "account": self.account,
            "region": REGION,
            "inputs": {"first": first, "second": second},
            "reason": "they hold payment data",
        }
        asked = Ask(**{**values, **changes})

        def work(unit: Unit) -> int:
            number = unit.executions.ask(
                asked,
                requester=ANN.identity,
                requester_name=ANN.name,
                at=self.clock.now(),
                channel=CHANNEL,
            )
            unit.runs.start(Work.PLAN, number)
            return number

        return await self.store.write(work)

    async def incident(self, *more: Finding) -> int:
        """Open an incident of the first bucket, with more findings of it; return its number."""
        findings = (self.finding(), *more)
        return await self.store.write(lambda unit: open_incident(unit, *findings))

    def finding(self, **changes: Any) -> Finding:
        """Return a confirmed finding of the first bucket, which is what `ask` asks to close."""
        bucket = Resource("AwsS3Bucket", f"arn:aws:s3:::{self.buckets[0]}")
        return a_finding(resources=(bucket,), **changes)

    async def work(self) -> list[Run]:
        """Do what is due now, once; what rises is raised here. Return the runs."""
        runs = list(await self.store.write(lambda unit: unit.runs.due("me", 9, LEASE)))
        self.claimed = runs
        works = {
            Work.PLAN: self.planner().run,
            Work.EXECUTE: self.executor().run,
            Work.WITNESS: Witness(self.bench).run,
            Work.DRILL: DrillChain(self.bench).run,
            Work.NIGHT: NightWatch(self.bench).run,
            Work.HOLD: Holding(self.bench, sure_after=0.0).run,
            Work.SYNC: Upstream(self.bench).run,
            Work.SETTLED: SettledBy(self.bench).run,
        }
        for run in runs:
            later = await works[run.work](run)
            if later is not None:
                self.waits.append(later)
            await self.store.write(partial(_finish, run=run, later=later))
        return runs

    async def check(self, after: timedelta = USUAL) -> list[Run]:
        """Let some time pass and check what is held then; return the runs."""
        self.clock.advance(after)
        await self.store.write(lambda unit: unit.runs.start(Work.HOLD, EVERY_HOLD))
        return await self.work()

    async def hold(self, execution: int = 1) -> Hold:
        """Return the hold of an execution."""
        found = await self.store.read(lambda unit: unit.holds.get(execution))
        assert found is not None
        return found

    async def crash(self) -> None:
        """Give back what was claimed last, as when its lease has run out; its attempts count."""

        def fail(unit: Unit) -> None:
            for run in self.claimed:
                unit.runs.fail(run, timedelta(), "crashed")

        await self.store.write(fail)

    async def approve(self, number: int, *people: Person) -> None:
        """Approve the plan that waits, as these people or as Bob."""
        execution = await self.execution(number)
        plan = await self.store.read(
            lambda unit: unit.executions.proposal(number, execution.plan_number)
        )
        assert plan is not None
        desk = DecisionDesk(self.store, self.bench.bell, self.clock, policy=self.policy)
        for person in people or (BOB,):
            reply = await desk.approve(person, number, plan.short, "click")
            assert reply.done, reply.says.plain()

    async def approved(self, runbook: str = "close_two", **changes: Any) -> int:
        """Ask, plan and approve, and return the execution's number."""
        number = await self.ask(runbook, **changes)
        await self.work()
        await self.approve(number)
        return number

    async def ended(self, runbook: str = "close_two", **changes: Any) -> Execution:
        """Ask, plan, approve and run, and return what has come of it."""
        number = await self.approved(runbook, **changes)
        await self.work()
        return await self.execution(number)

    async def execution(self, number: int = 1) -> Execution:
        """Return an execution as it stands."""
        found = await self.store.read(lambda unit: unit.executions.get(number))
        assert found is not None
        return found

    async def outcome(self, number: int = 1) -> Outcome | None:
        """Return the outcome of an execution."""
        return (await self.execution(number)).outcome

    async def records(self, *kinds: What) -> list[Written]:
        """Return what was written down, of these kinds or of all."""
        found = await self.store.read(lambda unit: unit.records.since(0, 10_000))
        return [record for record in found if not kinds or record.what in kinds]

    async def why(self) -> str:
        """Return why the newest execution that ended was not all well."""
        records = await self.records(What.ENDED, What.REFUSED, What.EXPIRED)
        return str(records[-1].body["why"])

    def tamper(self, old: str, new: str) -> None:
        """Alter the stored plans, past every desk."""
        with closing(sqlite3.connect(self.folder / "secbot.db")) as database, database:
            database.execute("UPDATE plan SET proposal = replace(proposal, ?, ?)", (old, new))

    def forge(self, proposal: Proposal) -> None:
        """Put another plan in the place of a stored one, past every desk."""
        made = TypeAdapter(Proposal).dump_json(proposal).decode()
        with closing(sqlite3.connect(self.folder / "secbot.db")) as database, database:
            database.execute("UPDATE plan SET proposal = ?", (made,))

    def resurrect(self, number: int, stage: Stage) -> None:
        """Let what has ended look as if it had not, past every desk."""
        with closing(sqlite3.connect(self.folder / "secbot.db")) as database, database:
            database.execute(
                "UPDATE execution SET stage = ?, outcome = NULL, ended_at = NULL WHERE number = ?",
                (str(stage), number),
            )

    def changes(self) -> list[str]:
        """Return the buckets that secbot's roles have changed, in order; a refused call too."""
        return [
            str(call.parameters["Bucket"])
            for call in self.aws.calls(account=self.account)
            if call.operation == CHANGES and call.session
        ]

    def closed(self) -> list[bool]:
        """Return whether each bucket is closed."""
        s3 = self.aws.client("s3", self.account, REGION)
        found = [s3.get_public_access_block(Bucket=name) for name in self.buckets]
        return [all(each["PublicAccessBlockConfiguration"].values()) for each in found]

    def set(self, bucket: str, *, closed: bool) -> None:
        """Open or close a bucket as the account's own administrator."""
        s3 = self.aws.client("s3", self.account, REGION)
        settings = dict.fromkeys(OPEN, closed)
        s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=settings)

    def _render(self, card: ApprovalCard) -> Rendered:
        self.rendered.append(card)
        return Rendered("rendered", self.is_cut)


@asynccontextmanager
async def at_work(aws: SimulatedAws, account: str, folder: Path) -> AsyncIterator[Works]:
    """Yield the worker's parts, at the moment of `makers.NOW`, on an account with two buckets."""
    aws.seed_roles(account, ROLES, EXTERNAL_ID)
    sessions = Sessions(Keys(*aws.credentials(HOME)), REGION, aws.url, loader=aws.loader)
    estate = AwsEstate(sessions, unhurried(), SystemClock())
    threads = AwsThreads("works", 2)
    clock = FrozenClock(NOW)
    try:
        async with a_store(folder) as store:
            dying = DyingStore(store)
            known = Account(account, "prod-payments", environment="prod", external_id=EXTERNAL_ID)
            policy, source = a_policy(accounts={account: known}), ToldSource()
            bench = Workbench(
                store=dying,
                bell=LocalBell(),
                clock=clock,
                estate=estate,
                threads=threads,
                confirming=source,
                catalogue=RUNBOOKS,
                policy=policy,
                channel=CHANNEL,
            )
            works = Works(aws, account, folder, dying, clock, bench, source)
            for bucket in works.buckets:
                aws.client("s3", account, REGION).create_bucket(Bucket=bucket)
                works.set(bucket, closed=False)
            yield works
    finally:
        await threads.close()
        estate.close()
        sessions.close()
        aws.faults.clear(account)
